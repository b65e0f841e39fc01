import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { SendRecord } from "../../core/sending/ledger";
import type { SendCommand } from "../../core/sending/send-command";
import { awsHold } from "../shared/aws-executions";
import { workBatch } from "../shared/batch";
import { documentClient } from "../shared/document-client";
import { DynamoStore } from "../shared/dynamo-store";
import { setting } from "../shared/environment";
import { metricLines } from "../shared/metrics";
import { readProgram } from "../shared/program-file";
import { TryAgainLater } from "../shared/try-again-later";
import { providersHere } from "./providers";
import { recentSwitches } from "./recent-switches";
import { s3Messages } from "./s3-messages";
import { sendMessage } from "./send-message";

const METRIC_OF_STATUS: { readonly [status in SendRecord["status"]]?: string } = {
  accepted: "MessagesSent",
  deferred: "MessagesDeferred",
  skipped: "MessagesSkipped",
  failed: "MessagesFailed",
  unknown: "MessagesUnknown",
};

const now = () => new Date().toISOString();
const store = new DynamoStore(documentClient(), setting("TABLE_NAME"), now);
const ports = {
  program: readProgram(__dirname),
  store,
  now,
  switches: recentSwitches(store, Date.now),
  hold: awsHold(new SFNClient({}), setting("HOLD_MACHINE_ARN")),
  loadMessage: s3Messages(new S3Client({}), setting("MESSAGE_BUCKET")),
  providers: providersHere(
    {
      marketing: setting("MARKETING_CONFIGURATION_SET"),
      transactional: setting("TRANSACTIONAL_CONFIGURATION_SET"),
    },
    process.env,
  ),
};

/** Carries out send commands from the send queues. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const began = ports.now();
  const happened: { journey?: string; metric: string }[] = [];
  const carryOut = async (body: string): Promise<void> => {
    const command = JSON.parse(body) as SendCommand;
    const record = await sendMessage(command, ports);
    const metric = METRIC_OF_STATUS[record.status];
    // A row from before this call is a message that was delivered again: it has been counted.
    const isNew = record.at >= began || record.reason === "no-answer-recorded";
    if (metric && isNew) happened.push({ journey: command.journey, metric });
  };
  const response = await workBatch(
    event.Records,
    ({ messageId }) => messageId,
    carryOut,
    (error) => happened.push({ metric: error instanceof TryAgainLater ? "SendsPostponed" : "SendsFailed" }),
  );
  for (const line of metricLines(happened, Date.now())) console.log(line);
  return response;
}
