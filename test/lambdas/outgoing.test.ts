import type { RenderedContent } from "../../core/messages/render";
import { referenceIn } from "../../core/sending/send-reference";
import type { OutgoingPush } from "../../lambdas/send-message/channel-provider";
import { outgoing } from "../../lambdas/send-message/outgoing";
import { brand } from "../../program/brand";

const command = {
  personId: "ana",
  journey: "cart",
  correlation: "c1",
  step: "send",
  message: "reminder",
  purpose: "marketing",
} as const;

const CONTENTS: { readonly [channel: string]: RenderedContent } = {
  email: { channel: "email", subject: "Hi", html: "<p>Hi</p>", text: "Hi", locale: "en" },
  sms: { channel: "sms", text: "Hi", locale: "en" },
  push: { channel: "push", title: "Hi", body: "there", locale: "en" },
  inbox: { channel: "inbox", title: "Hi", body: "there", locale: "en" },
};

const DEVICES = [
  { token: "token-of-phone", service: "GCM", at: "2026-03-02T09:00:00.000Z" },
  { token: "token-of-tablet", service: "APNS", at: "2026-03-01T09:00:00.000Z" },
] as const;

function referenceOn(channel: string, personId: string = command.personId) {
  const { tags } = outgoing(
    { ...command, personId },
    { address: "somewhere", devices: DEVICES, links: { unsubscribe: "https://pages.test/u/t" } },
    CONTENTS[channel] as RenderedContent,
    brand,
    60,
  );
  return {
    count: tags.length,
    names: referenceIn(Object.fromEntries(tags.map((tag) => [tag.name, tag.value]))),
  };
}

function pushOf(changes: object): OutgoingPush {
  const to = { address: "token-of-phone", devices: DEVICES };
  return outgoing(
    { ...command, ...changes },
    to,
    CONTENTS.push as RenderedContent,
    brand,
    60,
  ) as OutgoingPush;
}

describe("a message as it leaves", () => {
  it.each(["email", "sms"])("by %s names its ledger row, by which its feedback finds back", (channel) => {
    expect(referenceOn(channel).names).toEqual({ personId: "ana", sendKey: "cart#c1#send" });
  });

  it.each(["push", "inbox"])("S-45: by %s names nobody, since its tags reach the device", (channel) => {
    expect(referenceOn(channel).names).toBeUndefined();
  });

  it("by push goes to every device, each by its own service", () => {
    const { devices } = pushOf({});

    expect(devices).toEqual([
      { token: "token-of-phone", service: "GCM" },
      { token: "token-of-tablet", service: "APNS" },
    ]);
  });

  it("by push takes the place of older news of the same, and of nothing else", () => {
    const keyOf = (changes: object) => pushOf(changes).collapseKey;

    expect(keyOf({ step: "send again", entry: 2 })).toBe(keyOf({}));
    expect(keyOf({ correlation: "c2" })).not.toBe(keyOf({}));
    expect(keyOf({ message: "receipt" })).not.toBe(keyOf({}));
    expect(keyOf({ correlation: "c".repeat(500) }).length).toBeLessThanOrEqual(64);
  });

  it("by text has no more tags than AWS takes, however long a person's id is", () => {
    for (const length of [1, 100, 200, 256]) {
      expect(referenceOn("sms", "p".repeat(length)).count).toBeLessThanOrEqual(5);
    }
  });
});
