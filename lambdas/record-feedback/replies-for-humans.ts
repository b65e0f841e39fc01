import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { RecordFeedbackPorts } from "./record-feedback";

/** Keeps replies on a queue that only humans read; a reply that comes twice may be there twice. */
export function repliesForHumans(
  client: Pick<SQSClient, "send">,
  queueUrl: string,
): RecordFeedbackPorts["keepForHuman"] {
  return async (text) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }));
  };
}
