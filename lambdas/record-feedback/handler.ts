import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { workBatch } from "../shared/batch";
import { documentClient } from "../shared/document-client";
import { DynamoTable } from "../shared/dynamo-table";
import { setting } from "../shared/environment";
import { eventBus } from "../shared/event-bus";
import { metricLines } from "../shared/metrics";
import { TryAgainLater } from "../shared/try-again-later";
import { dynamoSends } from "./dynamo-sends";
import { feedbackMetric } from "./feedback-metric";
import { recordFeedback } from "./record-feedback";

const ports = {
  now: () => new Date().toISOString(),
  updateSend: dynamoSends(new DynamoTable(documentClient(), setting("TABLE_NAME"))),
  publish: eventBus(new EventBridgeClient({}), setting("BUS_NAME")),
};

/** Records what SES and End User Messaging say of messages. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const happened: { journey?: string; metric: string }[] = [];
  const record = async (body: string): Promise<void> => {
    const result = await recordFeedback(body, ports);
    if (result.status === "ignored") console.log(JSON.stringify({ level: "INFO", ignored: result.about }));
    happened.push(feedbackMetric(result));
  };
  const failed = (error: unknown) =>
    happened.push({ metric: error instanceof TryAgainLater ? "FeedbackPostponed" : "FeedbackFailed" });
  const response = await workBatch(event.Records, ({ messageId }) => messageId, record, failed);
  for (const line of metricLines(happened, Date.now())) console.log(line);
  return response;
}
