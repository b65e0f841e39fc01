import { deliveryOf } from "../../bench/delivery-event";
import { feedbackOfSes } from "../../core/feedback/ses-feedback";
import { feedbackOfSms } from "../../core/feedback/sms-feedback";
import { referenceTags } from "../../core/sending/send-reference";
import type { OutboxItem } from "../../local/outbox";

const SENT = "2026-03-02T11:00:00.000Z";
const DELIVERED = "2026-03-02T11:00:08.000Z";
const SEND = {
  personId: "ana",
  journey: "shipping-updates",
  correlation: "c1",
  step: "send shipment-update",
};

function item(channel: OutboxItem["channel"], to: string): OutboxItem {
  const tags = [{ name: "journey", value: SEND.journey }, ...referenceTags(SEND)];
  return { channel, to, tags, id: `${channel}-000001`, at: SENT } as unknown as OutboxItem;
}

test("what SES says of a delivery is read as ours, about the ledger row", () => {
  const event = JSON.parse(deliveryOf(item("email", "ana@example.com"), DELIVERED) ?? "");

  expect(feedbackOfSes(event)).toMatchObject({ kind: "delivered", personId: "ana", at: DELIVERED });
});

test("what End User Messaging says of a delivery is read as ours, about the ledger row", () => {
  const event = JSON.parse(deliveryOf(item("sms", "+14255550156"), DELIVERED) ?? "");

  expect(feedbackOfSms(event)).toMatchObject({ kind: "delivered", personId: "ana", at: DELIVERED });
});

test.each(["push", "inbox", "banner"] as const)("nothing is said of a delivery by %s", (channel) => {
  expect(deliveryOf(item(channel, "ana"), DELIVERED)).toBeUndefined();
});
