import { TestHerald } from "../../local/test-kit";
import { nudge, plainProgram, plainWords } from "../fixtures/plain-program";

const { journey, on, send } = plainWords;

/** Herald with a journey that nudges whoever leaves a cart, at once. */
async function herald(how: Parameters<typeof TestHerald.start>[0] = {}): Promise<TestHerald> {
  const program = await plainProgram([
    journey("nudge", {
      description: "A nudge.",
      stage: "purchase",
      trigger: on("Cart Updated", { per: "cart_id" }),
      steps: [send(nudge)],
    }),
  ]);
  return TestHerald.start({ program, ...how });
}

const cart = { cart_id: "c1", products: ["tent"] };
const agree = (to: TestHerald, userId: string, ...channels: string[]) =>
  Promise.all(channels.map((channel) => to.track(userId, "Consent Given", { topic: "news", channel })));

describe("a message on several channels, in an embedded Herald", () => {
  it("reaches each person on the channel they like best", async () => {
    const it = await herald();
    await it.identify("ana", { push_token: "t-1", email: "ana@example.com" });
    await it.identify("bo", { phone: "+491701234567", email: "bo@example.com" });
    await it.identify("cy", { email: "cy@example.com", phone: "0170 1234567" });
    for (const userId of ["ana", "bo", "cy"]) {
      await agree(it, userId, "push", "sms", "email");
      await it.track(userId, "Cart Updated", cart);
    }

    expect(it.sent().map(({ personId, channel, content }) => [personId, channel, content.to])).toEqual([
      ["ana", "push", "t-1"],
      ["bo", "sms", "+491701234567"],
      ["cy", "email", "cy@example.com"],
    ]);
    expect(it.sent("ana")[0]?.content).toMatchObject({ title: "nudge default", body: "c1" });
    expect(it.sent("bo")[0]?.content).toMatchObject({ text: "nudge default c1" });
    expect(it.sent("cy")[0]?.mail).toMatchObject({ html: "<p>c1</p>" });
  });

  it("says of a message that was no email that it has no mail", async () => {
    const it = await herald();
    await it.identify("ana", { push_token: "t-1" });
    await agree(it, "ana", "push");
    await it.track("ana", "Cart Updated", cart);

    const [sent] = it.sent("ana");

    expect(() => sent?.mail).toThrow('"nudge" went by push, not by email: read .content');
  });

  it("passes over a channel without a provider, as the deployed Herald does", async () => {
    const it = await herald({ providers: { push: undefined, sms: undefined } });
    await it.identify("ana", { push_token: "t-1", email: "ana@example.com" });
    await it.identify("bo", { push_token: "t-2" });
    for (const userId of ["ana", "bo"]) {
      await agree(it, userId, "push", "email");
      await it.track(userId, "Cart Updated", cart);
    }

    expect(it.sent().map(({ personId, channel }) => [personId, channel])).toEqual([["ana", "email"]]);
    expect(it.ledger("bo")).toMatchObject([
      {
        status: "skipped",
        reason: "no-provider",
        channel: "push",
        facts: { tried: [{ reason: "no-provider" }, { reason: "no-provider" }, { reason: "no-address" }] },
      },
    ]);
  });

  it("stops reaching somebody on the one channel they said no to", async () => {
    const it = await herald();
    await it.identify("ana", { push_token: "t-1", email: "ana@example.com" });
    await agree(it, "ana", "push", "email");
    await it.track("ana", "Consent Withdrawn", { topic: "*", channel: "push" });
    await it.track("ana", "Cart Updated", cart);

    expect(it.sent("ana")).toMatchObject([
      { channel: "email", facts: { tried: [{ channel: "push", consent: "withdrawn" }, { channel: "sms" }] } },
    ]);
  });
});
