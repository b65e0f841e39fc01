import { contentHash } from "../content-hash";
import type { Instant } from "../instant";
import type { StateMachine } from "../journeys/machine";
import type { Purpose } from "../messages/message";
import { sendKey } from "./ledger";
import type { SendCommand } from "./send-command";

/** The machine that puts a send command on its queue again at a moment: two states, whatever it waits for. */
export function holdMachine(sendQueue: { readonly [purpose in Purpose]: string }): StateMachine {
  const queue = `$states.input.command.purpose = 'transactional' ? ${JSON.stringify(sendQueue.transactional)} : ${JSON.stringify(sendQueue.marketing)}`;
  return {
    Comment: "Holds a message until a better moment.",
    QueryLanguage: "JSONata",
    StartAt: "hold",
    States: {
      hold: { Type: "Wait", Timestamp: "{% $states.input.until %}", Next: "send" },
      send: {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage",
        Arguments: {
          QueueUrl: `{% ${queue} %}`,
          MessageBody: "{% $string($states.input.command) %}",
        },
        Output: "{% $states.input %}",
        TimeoutSeconds: 60,
        Retry: [
          {
            ErrorEquals: ["States.TaskFailed", "States.Timeout"],
            IntervalSeconds: 2,
            MaxAttempts: 12,
            BackoffRate: 2,
            MaxDelaySeconds: 300,
            JitterStrategy: "FULL",
          },
        ],
        End: true,
      },
    },
  };
}

/** What the machine is started with. */
export interface HoldRequest {
  readonly command: SendCommand;
  readonly until: Instant;
}

/** The name of the execution that holds a message: the same for the same message and moment, so that it is held once. */
export function holdName({ command, until }: HoldRequest): string {
  const { personId, execution } = command;
  return `${contentHash([personId, sendKey(command), execution])}-${contentHash([until, sendKey(command)])}`;
}
