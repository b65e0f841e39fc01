import { feedbackOfSms } from "../../../core/feedback/sms-feedback";
import { sample } from "../../fixtures/feedback-samples";

const OF_ANA = {
  channel: "sms",
  providerId: "ed23196c-75ce-4727-93ee-7bf72b64998f",
  personId: "ana",
  sendKey: "cart-abandonment#c1#reminder",
};

const status = (detail: object) => {
  const event = sample("sms-delivered");
  return { ...event, detail: { ...(event.detail as object), ...detail } };
};

/** A reply as the topic of a two-way number tells it. */
const reply = (messageBody: string) => {
  const event = sample("sms-reply-stop");
  return { ...event, Message: JSON.stringify({ ...JSON.parse(event.Message as string), messageBody }) };
};

describe("what End User Messaging says of a text message", () => {
  it.each([
    ["TEXT_DELIVERED", { kind: "delivered" }],
    ["TEXT_SUCCESSFUL", { kind: "delivered" }],
    ["TEXT_INVALID", { kind: "bounced", bounce: "permanent" }],
    ["TEXT_UNREACHABLE", { kind: "bounced", bounce: "transient" }],
    ["TEXT_CARRIER_UNREACHABLE", { kind: "bounced", bounce: "transient" }],
    ["TEXT_TTL_EXPIRED", { kind: "bounced", bounce: "transient" }],
    ["TEXT_BLOCKED", { kind: "rejected" }],
    ["TEXT_CARRIER_BLOCKED", { kind: "rejected" }],
    ["TEXT_PROTECT_BLOCKED", { kind: "rejected" }],
    ["TEXT_INVALID_MESSAGE", { kind: "rejected" }],
    ["TEXT_SPAM", { kind: "rejected" }],
  ])("is read with the person and the ledger row it is about: %s", (eventType, said) => {
    expect(feedbackOfSms(status({ eventType }))).toMatchObject({
      ...OF_ANA,
      ...said,
      at: "2026-03-02T11:00:08.000Z",
      reason: eventType,
    });
  });

  it.each([
    ["on its way", sample("sms-queued")],
    ["with the carrier, and not for the last time", status({ eventType: "TEXT_SUCCESSFUL", isFinal: false })],
    ["of unknown fate", status({ eventType: "TEXT_UNKNOWN" })],
    ["of a fate that has no name yet", status({ eventType: "toString" })],
    ["an email", sample("ses-delivered")],
    ["nothing", null],
  ])("says nothing that is kept where it is %s", (_what, event) => {
    expect(feedbackOfSms(event)).toBeUndefined();
  });
});

describe("a status that is not as documented", () => {
  it("is an error, which names the field and nobody", () => {
    expect(() => feedbackOfSms(status({ eventTimestamp: 1e300 }))).toThrow(
      /^"Text Message Delivery Status Updated" is not as documented: detail.eventTimestamp$/,
    );
  });
});

describe("a reply by text message", () => {
  it("S-7: that asks for no more is an opt-out of its number, whichever of ours it went to", () => {
    expect(feedbackOfSms(sample("sms-reply-stop"))).toEqual({
      kind: "opted-out",
      channel: "sms",
      providerId: "cae173d2-66b9-564c-8309-21f858e9fb84",
      at: "2026-03-02T11:05:00.000Z",
      address: "+14255550156",
    });
  });

  it("S-2: that may ask for it is for a human", () => {
    expect(feedbackOfSms(reply("I can't stop thinking about it"))).toMatchObject({ kind: "unclear" });
  });

  it("S-7: that asks for texts again is told, too", () => {
    expect(feedbackOfSms(reply("start"))).toMatchObject({ kind: "opted-in", address: "+14255550156" });
  });

  it.each(["HELP", "thank you", "end of day works"])("says nothing that is kept where it is %j", (text) => {
    expect(feedbackOfSms(reply(text))).toBeUndefined();
  });

  it.each(["{", "[]", '{"messageBody":"STOP"}'])("is nothing where it holds %s", (Message) => {
    expect(feedbackOfSms({ ...sample("sms-reply-stop"), Message })).toBeUndefined();
  });
});
