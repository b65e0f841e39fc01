import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { PageRequest } from "../../core/pages/form";

/**
 * What an HTTP API hands on, as the pages see it. It sends any body that it does not take for text in base64, so also
 * the form of a mailbox provider.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function pageRequestOf({
  requestContext,
  rawPath,
  headers,
  body,
  isBase64Encoded,
}: APIGatewayProxyEventV2): PageRequest {
  return {
    method: requestContext.http.method,
    path: rawPath,
    contentType: headers["content-type"],
    acceptLanguage: headers["accept-language"],
    ...(body !== undefined && { body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8") }),
  };
}
