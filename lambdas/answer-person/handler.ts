import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answerPage } from "../../core/pages/answer-page";
import { readLinkKeys } from "../../core/pages/link-keys";
import { documentClient } from "../shared/document-client";
import { DynamoStore } from "../shared/dynamo-store";
import { setting } from "../shared/environment";
import { eventBus } from "../shared/event-bus";
import { pageStore } from "../shared/page-store";
import { readProgram } from "../shared/program-file";
import { secretText } from "../shared/secret";
import { pageRequestOf } from "./page-request";

const now = () => new Date().toISOString();
const store = new DynamoStore(documentClient(), setting("TABLE_NAME"), now);
const secret = secretText(new SecretsManagerClient({}), setting("LINK_KEYS_ARN"), Date.now);
const ports = {
  program: readProgram(__dirname),
  now,
  keys: async () => readLinkKeys(await secret()),
  ...pageStore(store),
  publish: eventBus(new EventBridgeClient({}), setting("BUS_NAME")),
};

/** Answers whoever follows a link in a message to a page of their own. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { status, headers, body } = await answerPage(pageRequestOf(event), ports);
  return { statusCode: status, headers: { ...headers }, body };
}
