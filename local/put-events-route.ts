import type { FastifyInstance } from "fastify";
import type { EmbeddedHerald } from "./embedded-herald";
import { fault, putEvents } from "./put-events";

const JSON_1_1 = "application/x-amz-json-1.1";
const TARGET = "AWSEvents.PutEvents";

/** EventBridge's PutEvents, for the SDKs and the AWS CLI; answers when Herald is done with the events. */
export function putEventsRoute(app: FastifyInstance, herald: EmbeddedHerald, newId: () => string): void {
  app.post("/", async (request, reply) => {
    const target = request.headers["x-amz-target"];
    const result =
      target === TARGET
        ? putEvents(String(request.body ?? ""), { now: herald.now(), newId })
        : fault(
            "UnknownOperationException",
            `Herald speaks ${TARGET} here, got ${String(target ?? "no X-Amz-Target")}`,
          );
    for (const { event, bus } of result.accepted) await herald.deliver(event, bus);
    return reply
      .code(result.status)
      .headers({ "content-type": JSON_1_1, "x-amzn-requestid": newId() })
      .send(Buffer.from(JSON.stringify(result.body)));
  });
}
