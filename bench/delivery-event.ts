import type { Instant } from "../core/instant";
import type { OutboxItem } from "../local/outbox";

/**
 * What AWS says on the default bus once a message was delivered; `undefined` for channels of which it says nothing.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html ·
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/monitor-event-bridge.html
 */
export function deliveryOf(item: OutboxItem, at: Instant): string | undefined {
  const { id: messageId, to, tags } = item;
  if (item.channel === "email") {
    const told = Object.fromEntries(tags.map(({ name, value }) => [name, [value]]));
    const mail = { messageId, timestamp: item.at, destination: [to], tags: told };
    const detail = { eventType: "Delivery", mail, delivery: { timestamp: at, recipients: [to] } };
    return JSON.stringify({ source: "aws.ses", "detail-type": "Email Delivered", time: at, detail });
  }
  if (item.channel !== "sms") return undefined;
  const detail = {
    ...{ eventType: "TEXT_DELIVERED", eventTimestamp: Date.parse(at), isFinal: true },
    ...{ destinationPhoneNumber: to, messageId, messageRequestTimestamp: Date.parse(item.at) },
    context: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
  };
  const type = "Text Message Delivery Status Updated";
  return JSON.stringify({ source: "aws.sms-voice", "detail-type": type, time: at, detail });
}
