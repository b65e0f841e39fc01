import type { SQSBatchItemFailure, SQSBatchResponse, SQSRecord } from "aws-lambda";
import { TryAgainLater } from "./try-again-later";

/**
 * Works through a batch of queue messages; one that fails goes back to its queue alone.
 * @param onFailure told of each, since Lambda counts a batch with failures as a success
 * @param laneOf messages of one lane are worked on one after the other, lanes side by side
 */
export async function workBatch(
  records: readonly SQSRecord[],
  laneOf: (record: SQSRecord) => string,
  work: (body: string) => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<SQSBatchResponse> {
  const lanes = new Map<string, SQSRecord[]>();
  for (const record of records) lanes.set(laneOf(record), [...(lanes.get(laneOf(record)) ?? []), record]);
  const failures: SQSBatchItemFailure[] = [];
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const record of lane) {
        try {
          await work(record.body);
        } catch (error) {
          onFailure(error);
          log(error, { messageId: record.messageId, attempt: record.attributes.ApproximateReceiveCount });
          failures.push({ itemIdentifier: record.messageId });
        }
      }
    }),
  );
  return { batchItemFailures: failures };
}

/** Logs why, with the ids to find it by; what the message holds is never logged. Waiting for a better time is no error. */
function log(error: unknown, ids: { readonly [name: string]: unknown }): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const waits = error instanceof TryAgainLater;
  console.error(
    JSON.stringify({
      level: waits ? "INFO" : "ERROR",
      error: name,
      message,
      ...(!waits && { stack }),
      ...ids,
    }),
  );
}
