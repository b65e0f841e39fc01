import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { JSONWebKeySet } from "jose";
import type { Happened } from "../../core/metrics";
import { documentClient } from "../shared/document-client";
import { DynamoNotices } from "../shared/dynamo-notices";
import { dynamoSends } from "../shared/dynamo-sends";
import { DynamoTable } from "../shared/dynamo-table";
import { setting } from "../shared/environment";
import { eventBus } from "../shared/event-bus";
import { metricLines } from "../shared/metrics";
import { inboxTokens } from "./inbox-token";
import { serveNotices } from "./serve-notices";

const table = new DynamoTable(documentClient(), setting("TABLE_NAME"));
const origins = new Set(setting("ORIGINS").split(" "));
let readToken: ReturnType<typeof inboxTokens> | undefined;
const ports = {
  now: () => new Date().toISOString(),
  notices: new DynamoNotices(table),
  updateSend: dynamoSends(table),
  publish: eventBus(new EventBridgeClient({}), setting("BUS_NAME")),
  readToken: (token: string) => {
    readToken ??= inboxTokens(JSON.parse(setting("JWKS")) as JSONWebKeySet, Date.now);
    return readToken(token);
  },
  count: (happened: readonly Happened[]) => {
    for (const line of metricLines(happened, Date.now())) console.log(line);
  },
  mayAsk: (origin: string) => origins.has(origin),
};

/** Answers an app or a website about its signed-in user's inbox and banners. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { requestContext, rawPath, queryStringParameters = {}, headers, body, isBase64Encoded } = event;
  const { status, ...answer } = await serveNotices(
    {
      method: requestContext.http.method,
      path: rawPath,
      query: queryStringParameters,
      authorization: headers.authorization,
      origin: headers.origin,
      body: body === undefined ? body : Buffer.from(body, isBase64Encoded ? "base64" : "utf8").toString(),
    },
    ports,
  );
  return { statusCode: status, headers: { ...answer.headers }, body: answer.body };
}
