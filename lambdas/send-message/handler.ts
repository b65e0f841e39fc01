import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Instant } from "../../core/instant";
import type { Happened } from "../../core/metrics";
import { readLinkKeys } from "../../core/pages/link-keys";
import { linker } from "../../core/pages/links";
import type { Reach } from "../../core/sending/reach";
import type { SendCommand } from "../../core/sending/send-command";
import { awsHold } from "../shared/aws-executions";
import { workBatch } from "../shared/batch";
import { documentClient } from "../shared/document-client";
import { DynamoNotices } from "../shared/dynamo-notices";
import { DynamoStore } from "../shared/dynamo-store";
import { DynamoTable } from "../shared/dynamo-table";
import { setting } from "../shared/environment";
import { eventBus } from "../shared/event-bus";
import { metricLines } from "../shared/metrics";
import { readProgram } from "../shared/program-file";
import { secretText } from "../shared/secret";
import { TryAgainLater } from "../shared/try-again-later";
import { claimsHere } from "./claims-lambda";
import { noticeProvider } from "./notice-provider";
import { providersHere } from "./providers";
import { recentSwitches } from "./recent-switches";
import { s3Messages } from "./s3-messages";
import { sendMessage } from "./send-message";
import { sendMetrics } from "./send-metrics";

const secrets = new SecretsManagerClient({});
const linkKeys = secretText(secrets, setting("LINK_KEYS_ARN"), Date.now);
const pepper = secretText(secrets, setting("ADDRESS_PEPPER_ARN"), Date.now);
const now = () => new Date().toISOString();
const tableName = setting("TABLE_NAME");
const store = new DynamoStore(documentClient(), tableName, now, pepper);
const notices = noticeProvider(new DynamoNotices(new DynamoTable(documentClient(), tableName)), now);
const hold = awsHold(new SFNClient({}), setting("HOLD_MACHINE_ARN"));
const ports = {
  program: readProgram(__dirname),
  store,
  now,
  switches: recentSwitches(store, Date.now),
  hold: (command: SendCommand, until: Instant) => hold({ ...command, heldUntil: until }, until),
  publish: eventBus(new EventBridgeClient({}), setting("BUS_NAME")),
  links: linker(setting("PAGES_URL"), async () => readLinkKeys(await linkKeys())),
  ...(process.env.REACH && { reach: JSON.parse(process.env.REACH) as Reach }),
  ...claimsHere(process.env.CLAIMS_FUNCTION_ARN),
  loadMessage: s3Messages(new S3Client({}), setting("MESSAGE_BUCKET")),
  providers: providersHere(
    {
      marketing: setting("MARKETING_CONFIGURATION_SET"),
      transactional: setting("TRANSACTIONAL_CONFIGURATION_SET"),
    },
    process.env,
    notices,
  ),
};

/** Carries out send commands from the send queues. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const began = ports.now();
  const happened: Happened[] = [];
  const carryOut = async (body: string): Promise<void> => {
    const command = JSON.parse(body) as SendCommand;
    const record = await sendMessage(command, ports);
    happened.push(...sendMetrics(command, record, began, ports.now()));
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
