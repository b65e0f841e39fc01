import { TestHerald } from "../../local/test-kit";
import { nudge, passwordReset, plainProgram, plainWords } from "../fixtures/plain-program";

const { journey, on, send } = plainWords;
const PHONE = "+12025550123";

/** Herald with a journey that nudges whoever leaves a cart, at once, on one channel. */
async function herald(
  channel: "sms" | "push" = "sms",
  how: Parameters<typeof TestHerald.start>[0] = {},
): Promise<TestHerald> {
  const program = await plainProgram([
    journey("nudge", {
      description: "A nudge.",
      stage: "purchase",
      trigger: on("Cart Updated", { per: "cart_id" }),
      steps: [send(nudge, { channels: [channel] })],
    }),
    journey("reset", {
      description: "A reset.",
      stage: "onboarding",
      trigger: on("Password Reset Requested"),
      steps: [send(passwordReset, { channels: ["email"] })],
    }),
  ]);
  return TestHerald.start({ program, ...how });
}

let carts = 0;
async function leaveCart(it: TestHerald, ...people: readonly string[]): Promise<void> {
  for (const userId of people) {
    carts += 1;
    await it.advance({ minutes: 1 });
    await it.track(userId, "Cart Updated", { cart_id: `c${carts}`, products: ["tent"] });
  }
}
const agree = (to: TestHerald, userId: string, channel: string, more: object = {}) =>
  to.track(userId, "Consent Given", { topic: "news", channel, ...more });
const lastOf = (it: TestHerald, userId: string) => it.ledger(userId).at(-1);

describe("STOP by text message, in an embedded Herald", () => {
  it("S-7, S-10: ends texts to the number, for everybody who has it, at once", async () => {
    const it = await herald();
    for (const userId of ["ana", "ben"]) {
      await it.identify(userId, { phone: PHONE });
      await agree(it, userId, "sms");
    }
    await leaveCart(it, "ana");
    await it.advance({ minutes: 1 });

    await it.reply(PHONE, "stop pls");
    await leaveCart(it, "ana", "ben");

    expect(it.sent().map(({ personId }) => personId)).toEqual(["ana"]);
    expect(lastOf(it, "ben")).toMatchObject({ reason: "suppressed", facts: { suppression: "opt-out" } });
    for (const userId of ["ana", "ben"]) {
      const [, withdrawn] = await it.consents(userId);
      expect(withdrawn).toMatchObject({ state: "withdrawn", choices: ["*/sms"], source: "reply" });
    }
  });

  it("S-6: is undone by START and a new yes together, and by neither alone", async () => {
    const it = await herald();
    await it.identify("ana", { phone: PHONE });
    await agree(it, "ana", "sms");
    await it.reply(PHONE, "STOP");
    await it.advance({ minutes: 1 });

    await it.reply(PHONE, "START");
    await leaveCart(it, "ana");
    expect(lastOf(it, "ana")).toMatchObject({ reason: "no-consent" });

    await agree(it, "ana", "sms");
    await leaveCart(it, "ana");
    expect(it.sent("ana")).toHaveLength(1);

    await it.reply(PHONE, "STOP");
    await it.advance({ minutes: 1 });
    await agree(it, "ana", "sms");
    await leaveCart(it, "ana");
    expect(lastOf(it, "ana")).toMatchObject({ reason: "suppressed" });
  });

  it("S-2: that only may be one holds marketing back and waits for a human", async () => {
    const it = await herald();
    await it.identify("ana", { phone: PHONE });
    await agree(it, "ana", "sms");

    await it.reply(PHONE, "I can't stop thinking about it");
    await leaveCart(it, "ana");

    expect(lastOf(it, "ana")).toMatchObject({
      reason: "suppressed",
      facts: { suppression: "unclear-reply" },
    });
    expect(it.unclear).toHaveLength(1);
  });

  it("E-11: of a number leaves the person's email as it was", async () => {
    const it = await herald();
    await it.identify("ana", { phone: PHONE, email: "ana@example.com" });
    await it.reply(PHONE, "STOP");

    await it.track("ana", "Password Reset Requested", { url: "https://example.com" });

    expect(it.sent("ana")).toMatchObject([{ channel: "email" }]);
  });
});

describe("consent to text messages in the United States, in an embedded Herald", () => {
  const policy = { caps: [], consent: { proof: { US: { sms: ["source", "wording"] as const } } } };

  it.each([
    ["neither words nor source", {}, ["source", "wording"]],
    ["no source", { wording: "2026-01" }, ["source"]],
    ["no words", { source: "checkout" }, ["wording"]],
  ])("S-1: is none where its record holds %s", async (_what, record, missingProof) => {
    const it = await herald("sms", { policy });
    await it.identify("ana", { phone: PHONE });
    await agree(it, "ana", "sms", record);

    await leaveCart(it, "ana");

    expect(lastOf(it, "ana")).toMatchObject({ reason: "no-consent", facts: { missingProof } });
  });

  it("S-1, S-7: is none, and ends with a STOP, also where the number was typed with a space beside it", async () => {
    const it = await herald("sms", { policy });
    await it.identify("ana", { phone: `${PHONE} ` });
    await agree(it, "ana", "sms");

    await leaveCart(it, "ana");
    expect(lastOf(it, "ana")).toMatchObject({ reason: "no-consent" });
    await it.reply(PHONE, "STOP");

    expect((await it.consents("ana")).map(({ state }) => state).sort()).toEqual(["given", "withdrawn"]);
  });

  it("S-1, P-1: counts where it does, and every send names it as its basis", async () => {
    const it = await herald("sms", { policy });
    await it.identify("ana", { phone: PHONE });
    await agree(it, "ana", "sms", { source: "checkout", wording: "2026-01" });

    await leaveCart(it, "ana");

    const [proof] = await it.consents("ana");
    expect(lastOf(it, "ana")).toMatchObject({
      status: "accepted",
      facts: { basis: "consent", consentProof: proof?.messageId },
    });
    expect(proof).toMatchObject({ addresses: { sms: PHONE }, source: "checkout", wording: "2026-01" });
  });
});

describe("a device that two people sign in on, in an embedded Herald", () => {
  const context = { device: { token: "tablet", type: "android" } };

  it("S-44: reaches the one who did so last, and nobody before", async () => {
    const it = await herald("push");
    for (const userId of ["ana", "ben"]) {
      await agree(it, userId, "push");
      await it.advance({ minutes: 1 });
      await it.track(userId, "Application Opened", {}, { context });
    }

    await leaveCart(it, "ana", "ben");

    expect(lastOf(it, "ana")).toMatchObject({ status: "skipped" });
    expect(it.sent().map(({ personId, content }) => [personId, content.to])).toEqual([["ben", "tablet"]]);
  });

  it("S-44: goes back to who signs in on it again", async () => {
    const it = await herald("push");
    for (const userId of ["ana", "ben", "ana"]) {
      await agree(it, userId, "push");
      await it.advance({ minutes: 1 });
      await it.track(userId, "Application Opened", {}, { context });
    }

    await leaveCart(it, "ana", "ben");

    expect(it.sent().map(({ personId }) => personId)).toEqual(["ana"]);
  });

  it("S-44: is the later person's also where the earlier sign-in is told late", async () => {
    const it = await herald("push");
    await agree(it, "ana", "push");
    await agree(it, "ben", "push");
    await it.track("ben", "Application Opened", {}, { context });
    await it.track("ana", "Application Opened", {}, { context, ago: { hours: 1 } });

    await leaveCart(it, "ana", "ben");

    expect(it.sent().map(({ personId }) => personId)).toEqual(["ben"]);
  });
});
