import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { timerEventOf } from "../../core/events/own-event";
import type { DueTimer } from "../../core/store";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MAX_BATCH = 10;
const BATCHES_AT_ONCE = 10;
const MAX_ATTEMPTS = 4;

/** Puts timers on the queue of engagement events, as the bus would put an event there. */
export function sqsTimerEvents(
  client: Pick<SQSClient, "send">,
  queueUrl: string,
): (timers: readonly DueTimer[]) => Promise<void> {
  return async (timers) => {
    const entries = timers.map(({ personId, at }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(timerEventOf(personId, at)),
    }));
    const batches = inParts(entries, MAX_BATCH);
    for (const some of inParts(batches, BATCHES_AT_ONCE)) {
      await Promise.all(some.map((batch) => sendBatch(client, queueUrl, batch)));
    }
  };
}

/** Sends the refused entries of a batch again; what the queue keeps refusing is an error. */
async function sendBatch(
  client: Pick<SQSClient, "send">,
  QueueUrl: string,
  batch: readonly SendMessageBatchRequestEntry[],
): Promise<void> {
  let left = batch;
  for (let attempt = 1; ; attempt++) {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [...left] }));
    const [first] = Failed;
    if (!first) return;
    if (attempt === MAX_ATTEMPTS) {
      throw new Error(`the queue refused ${Failed.length} timers: ${first.Code} ${first.Message ?? ""}`);
    }
    left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
    await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt));
  }
}

function inParts<T>(values: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < values.length; from += size) parts.push(values.slice(from, from + size));
  return parts;
}
