import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { EventBridgeEvent, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { BUILT_IN_EVENTS, OWN_EVENTS } from "../../core/events/event-catalog";
import type { Happened } from "../../core/metrics";
import { events } from "../../program/events";
import { awsExecutions } from "../shared/aws-executions";
import { backOff } from "../shared/back-off";
import { workBatch } from "../shared/batch";
import { documentClient } from "../shared/document-client";
import { DynamoStore } from "../shared/dynamo-store";
import { setting } from "../shared/environment";
import { eventBus } from "../shared/event-bus";
import { metricLines } from "../shared/metrics";
import { readProgram } from "../shared/program-file";
import { secretText } from "../shared/secret";
import { sqsSendQueue } from "../shared/sqs-send-queue";
import { awsRefusedEvents } from "./aws-refused-events";
import { metricsOf, personLaneOf } from "./observation-batch";
import { observeEvent } from "./observe-event";

const sqs = new SQSClient({});
const pepper = secretText(new SecretsManagerClient({}), setting("ADDRESS_PEPPER_ARN"), Date.now);
const now = () => new Date().toISOString();
const ports = {
  program: readProgram(__dirname),
  catalog: { ...BUILT_IN_EVENTS, ...OWN_EVENTS, ...events },
  store: new DynamoStore(documentClient(), setting("TABLE_NAME"), now, pepper),
  now,
  backOff,
  ...awsExecutions(new SFNClient({}), setting("STATE_MACHINE_ARN_PREFIX")),
  enqueueSend: sqsSendQueue(sqs, {
    marketing: setting("MARKETING_QUEUE_URL"),
    transactional: setting("TRANSACTIONAL_QUEUE_URL"),
  }),
  publish: eventBus(new EventBridgeClient({}), setting("BUS_NAME")),
  keepRefused: awsRefusedEvents(sqs, setting("REFUSED_QUEUE_URL")),
};

/** Takes batches of engagement events from their queue, and transactional events straight from the bus. */
export async function handler(
  event: SQSEvent | EventBridgeEvent<string, unknown>,
): Promise<SQSBatchResponse | undefined> {
  const happened: Happened[] = [];
  const observe = async (text: string) => void happened.push(...metricsOf(await observeEvent(text, ports)));
  const failed = () => happened.push({ metric: "EventsFailed" });
  try {
    if ("Records" in event) return await workBatch(event.Records, personLaneOf, observe, failed);
    await observe(JSON.stringify(event));
    return undefined;
  } finally {
    for (const line of metricLines(happened, Date.now())) console.log(line);
  }
}
