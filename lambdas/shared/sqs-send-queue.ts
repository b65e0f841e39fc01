import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Purpose } from "../../core/messages/message";
import type { SendCommand } from "../../core/sending/send-command";

/** Puts send commands on the queue of their purpose, so that marketing never stands before a password reset. */
export function sqsSendQueue(
  client: Pick<SQSClient, "send">,
  urls: { readonly [P in Purpose]: string },
): (command: SendCommand) => Promise<void> {
  return async (command) => {
    await client.send(
      new SendMessageCommand({ QueueUrl: urls[command.purpose], MessageBody: JSON.stringify(command) }),
    );
  };
}
