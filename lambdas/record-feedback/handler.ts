import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Happened } from "../../core/metrics";
import { NO_POLICY } from "../../core/sending/policy";
import { workBatch } from "../shared/batch";
import { documentClient } from "../shared/document-client";
import { dynamoSends } from "../shared/dynamo-sends";
import { DynamoStore } from "../shared/dynamo-store";
import { DynamoTable } from "../shared/dynamo-table";
import { setting } from "../shared/environment";
import { eventBus } from "../shared/event-bus";
import { feedbackMetrics } from "../shared/feedback-metrics";
import { metricLines } from "../shared/metrics";
import { readProgram } from "../shared/program-file";
import { secretText } from "../shared/secret";
import { TryAgainLater } from "../shared/try-again-later";
import { emailStreamOf } from "./email-stream";
import { recordFeedback } from "./record-feedback";
import { repliesForHumans } from "./replies-for-humans";

const transactionalSet = setting("TRANSACTIONAL_CONFIGURATION_SET");
const pepper = secretText(new SecretsManagerClient({}), setting("ADDRESS_PEPPER_ARN"), Date.now);
const tableName = setting("TABLE_NAME");
const now = () => new Date().toISOString();
const ports = {
  now,
  store: new DynamoStore(documentClient(), tableName, now, pepper),
  policy: readProgram(__dirname).policy ?? NO_POLICY,
  keepForHuman: repliesForHumans(new SQSClient({}), setting("UNCLEAR_REPLIES_URL")),
  updateSend: dynamoSends(new DynamoTable(documentClient(), tableName)),
  publish: eventBus(new EventBridgeClient({}), setting("BUS_NAME")),
};

/** Records what SES and End User Messaging say of messages. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const happened: Happened[] = [];
  const record = async (body: string): Promise<void> => {
    const result = await recordFeedback(body, ports);
    if (result.status === "ignored") {
      console.log(JSON.stringify({ level: "INFO", ignored: result.about }));
      happened.push({ metric: "FeedbackIgnored" });
      return;
    }
    const { feedback, send } = result;
    happened.push(...feedbackMetrics(feedback, send, emailStreamOf(body, transactionalSet)));
  };
  const failed = (error: unknown) =>
    happened.push({ metric: error instanceof TryAgainLater ? "FeedbackPostponed" : "FeedbackFailed" });
  const response = await workBatch(event.Records, ({ messageId }) => messageId, record, failed);
  for (const line of metricLines(happened, Date.now())) console.log(line);
  return response;
}
