import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { RefusedEvent } from "./observe-event";

/** Keeps a refused event on the dead-letter queue, with the reason as an attribute to filter and count by. */
export function awsRefusedEvents(client: Pick<SQSClient, "send">, queueUrl: string) {
  return async ({ refusal, receivedAt, text }: RefusedEvent): Promise<void> => {
    const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: text || "(empty)",
        MessageAttributes: {
          reason: attribute(refusal.reason),
          detail: attribute(refusal.detail || "(none)"),
          receivedAt: attribute(receivedAt),
        },
      }),
    );
  };
}
