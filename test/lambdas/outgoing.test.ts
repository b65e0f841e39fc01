import type { RenderedContent } from "../../core/messages/render";
import { referenceIn } from "../../core/sending/send-reference";
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

function referenceOn(channel: string, personId: string = command.personId) {
  const { tags } = outgoing(
    { ...command, personId },
    "somewhere",
    CONTENTS[channel] as RenderedContent,
    brand,
    60,
  );
  return {
    count: tags.length,
    names: referenceIn(Object.fromEntries(tags.map((tag) => [tag.name, tag.value]))),
  };
}

describe("a message as it leaves", () => {
  it.each(["email", "sms"])("by %s names its ledger row, by which its feedback finds back", (channel) => {
    expect(referenceOn(channel).names).toEqual({ personId: "ana", sendKey: "cart#c1#send" });
  });

  it.each(["push", "inbox"])("S-45: by %s names nobody, since its tags reach the device", (channel) => {
    expect(referenceOn(channel).names).toBeUndefined();
  });

  it("by text has no more tags than AWS takes, however long a person's id is", () => {
    for (const length of [1, 100, 200, 256]) {
      expect(referenceOn("sms", "p".repeat(length)).count).toBeLessThanOrEqual(5);
    }
  });
});
