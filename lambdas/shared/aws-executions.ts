import {
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { executionName } from "../../core/runs/run";
import { type HoldRequest, holdName } from "../../core/sending/hold-machine";
import type { RunRef } from "../../core/sending/send-command";

/** A token whose wait is over, by its time limit or by an earlier call. */
const SPENT = ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"];

/** Nothing to stop: it never began, or it is done; the second is not documented, and an emulator answers so. */
const OVER = ["ExecutionDoesNotExist", "ValidationException"];

/** Starts, wakes and stops executions; a repeated start, wake or stop is no error. */
export function awsExecutions(client: Pick<SFNClient, "send">, stateMachineArnPrefix: string) {
  const executionArnPrefix = stateMachineArnPrefix.replace(":stateMachine:", ":execution:");
  return {
    async startExecution(ref: RunRef): Promise<void> {
      await ignoring(["ExecutionAlreadyExists"], () =>
        client.send(
          new StartExecutionCommand({
            stateMachineArn: `${stateMachineArnPrefix}${ref.journey}`,
            name: executionName(ref),
            input: JSON.stringify(ref),
          }),
        ),
      );
    },
    async wakeExecution(taskToken: string): Promise<void> {
      await ignoring(SPENT, () => client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" })));
    },
    async stopExecution(ref: RunRef, reason: string): Promise<void> {
      const executionArn = `${executionArnPrefix}${ref.journey}:${executionName(ref)}`;
      await ignoring(OVER, () => client.send(new StopExecutionCommand({ executionArn, cause: reason })));
    },
  };
}

async function ignoring(names: readonly string[], call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  }
}

/** Starts the machine that holds a message until a better moment; a repeated start is no error. */
export function awsHold(client: Pick<SFNClient, "send">, stateMachineArn: string) {
  return async (command: HoldRequest["command"], until: HoldRequest["until"]): Promise<void> => {
    const request: HoldRequest = { command, until };
    const start = { stateMachineArn, name: holdName(request), input: JSON.stringify(request) };
    await ignoring(["ExecutionAlreadyExists"], () => client.send(new StartExecutionCommand(start)));
  };
}
