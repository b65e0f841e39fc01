import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { REGION } from "./deployment";
import type { Emulator } from "./ministack";

/** The emulator that the global setup started. */
export const emulator: Emulator = JSON.parse(process.env.DEPLOYED_EMULATOR ?? "{}");

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Whoever deployed Herald. */
const OWNER: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

/** How a client reaches the emulator; as the owner unless told otherwise. */
export const configuration = (credentials = OWNER) => ({
  endpoint: emulator.endpoint,
  region: REGION,
  credentials,
  requestHandler: { httpsAgent: new Agent({ ca: readFileSync(emulator.certificateFile) }) },
});

export const eventBridge = new EventBridgeClient(configuration());
export const iam = new IAMClient(configuration());
const lambda = new LambdaClient(configuration());
export const stepFunctions = new SFNClient(configuration());
// MiniStack gives queue URLs with the host name `localhost`; the endpoint is the same machine.
export const sqs = new SQSClient({ ...configuration(), useQueueUrlAsEndpoint: false });
export const sts = new STSClient(configuration());
export const sesAs = (credentials: Credentials) => new SESv2Client(configuration(credentials));

const dynamo = new DynamoDBClient(configuration());
export const documents = DynamoDBDocumentClient.from(dynamo);

/** The physical name that CloudFormation made of a construct's path, such as `EventQueues/Engagement`. */
function physicalNameOf(path: string, names: readonly string[]): string {
  const pattern = new RegExp(`\\bHerald-${path.replaceAll("/", "")}[0-9A-F]{8}(-|$)`);
  const [name, ...more] = names.filter((each) => pattern.test(each));
  if (name === undefined || more.length > 0)
    throw new Error(
      `expected one physical name of ${path}, got ${[name, ...more].join(", ") || "none"} of ${names}`,
    );
  return name;
}

/** The one table. */
export async function tableName(): Promise<string> {
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  return physicalNameOf("People", TableNames);
}

/** @param path of the queue's construct in the stack */
export async function queueUrl(path: string): Promise<string> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  return physicalNameOf(path, QueueUrls);
}

/** @param path of the role's construct in the stack */
export async function roleName(path: string): Promise<string> {
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  return physicalNameOf(
    path,
    Roles.map(({ RoleName }) => RoleName as string),
  );
}

/**
 * Calls a Lambda and waits for its end.
 * @param path of its construct in the stack
 * @returns how it failed; `undefined` where it did not
 */
export async function callLambda(path: string, payload: object = {}): Promise<string | undefined> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const FunctionName = physicalNameOf(
    path,
    Functions.map((each) => each.FunctionName as string),
  );
  const Payload = JSON.stringify(payload);
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
  return answer.FunctionError && Buffer.from(answer.Payload ?? []).toString();
}

/** What the deployment tells of itself by a name. */
export async function stackOutput(name: string): Promise<string> {
  const { Stacks } = await new CloudFormationClient(configuration()).send(
    new DescribeStacksCommand({ StackName: "Herald" }),
  );
  const value = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
  if (value === undefined) throw new Error(`the stack has no output "${name}"`);
  return value;
}
