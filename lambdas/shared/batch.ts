import type { SQSBatchItemFailure, SQSBatchResponse, SQSRecord } from "aws-lambda";

/**
 * Works through a batch of queue messages; one that fails goes back to its queue alone.
 * @param laneOf messages of one lane are worked on one after the other, lanes side by side
 */
export async function workBatch(
  records: readonly SQSRecord[],
  laneOf: (record: SQSRecord) => string,
  work: (body: string) => Promise<void>,
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
          logFailure(error, {
            messageId: record.messageId,
            attempt: record.attributes.ApproximateReceiveCount,
          });
          failures.push({ itemIdentifier: record.messageId });
        }
      }
    }),
  );
  return { batchItemFailures: failures };
}

/** Logs a failure with ids only: no address, no content. */
function logFailure(error: unknown, ids: { readonly [name: string]: unknown }): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(JSON.stringify({ level: "ERROR", error: name, message, stack, ...ids }));
}
