import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { answerPage } from "../../core/pages/answer-page";
import { pageRequestOf } from "../../lambdas/answer-person/page-request";
import { pageWorld } from "../fixtures/page-world";

const ONE_CLICK = "List-Unsubscribe=One-Click";

function apiEvent(path: string, method: string, more: Partial<APIGatewayProxyEventV2> = {}) {
  return {
    ...{ rawPath: path, rawQueryString: "", isBase64Encoded: false, headers: {}, ...more },
    requestContext: { http: { method, path } },
  } as APIGatewayProxyEventV2;
}

describe("a request by way of API Gateway", () => {
  it.each([
    ["as text", ONE_CLICK, false],
    ["in base64", Buffer.from(ONE_CLICK).toString("base64"), true],
  ])("V-1, E-5: brings the one click %s", async (_how, body, isBase64Encoded) => {
    const world = pageWorld();
    const path = world.path({ purpose: "u", subject: "news/email" });
    const headers = { "content-type": "application/x-www-form-urlencoded" };

    const { status } = await answerPage(
      pageRequestOf(apiEvent(path, "POST", { headers, body, isBase64Encoded })),
      world.ports,
    );

    expect(status).toBe(200);
    expect(world.consents()?.["news/email"]?.given).toBe(false);
  });

  it("brings the reader's languages, and no body where there is none", async () => {
    const request = pageRequestOf(apiEvent("/p/t", "GET", { headers: { "accept-language": "de" } }));

    expect(request).toEqual({ method: "GET", path: "/p/t", acceptLanguage: "de", contentType: undefined });
  });
});
