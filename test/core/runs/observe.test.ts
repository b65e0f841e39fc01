import type { Envelope } from "../../../core/events/envelope";
import type { CompiledProgram } from "../../../core/program";
import { eventsByLane } from "../../../core/program";
import { applyTo, observe, personIdOf, runsTouched } from "../../../core/runs/observe";
import { plainProgram } from "../../fixtures/plain-program";

const NOW = "2026-03-02T09:00:00.000Z";

let program: CompiledProgram;
beforeAll(async () => {
  program = await plainProgram();
});

const envelope = (event: string, properties: object = {}, more: Partial<Envelope> = {}): Envelope => ({
  messageId: "m1",
  event,
  userId: "ana",
  timestamp: NOW,
  properties: properties as Envelope["properties"],
  traits: {},
  context: {},
  source: "test",
  replayed: false,
  ...more,
});

/** What an event means for a person nothing is known of. */
const observed = (event: Envelope) => {
  const applied = applyTo(program, event, undefined, undefined, NOW);
  const touching = runsTouched(program, applied.envelopes, applied.person);
  return observe(program, applied, touching, { runs: new Map(), again: false }, NOW);
};

describe("an event", () => {
  it("is about the user it names, or else about an anonymous visitor", () => {
    const { userId: _userId, ...nameless } = envelope("Anything", {}, { anonymousId: "visitor-1" });

    expect(personIdOf(envelope("Anything", {}, { anonymousId: "visitor-1" }))).toBe("ana");
    expect(personIdOf(nameless)).toBe("anonymous:visitor-1");
  });

  it("that lacks what a journey tells its runs by starts nothing, and the record says so", () => {
    expect(
      runsTouched(program, [envelope("Cart Updated", { products: ["tent"] })], undefined).untouched,
    ).toMatchObject([
      { journey: "cart", outcome: "not-entered", reason: "no-correlation", facts: { missing: "cart_id" } },
    ]);
  });

  it("that would end a run but does not say which ends none, and the record says so", () => {
    expect(runsTouched(program, [envelope("Order Completed", { order_id: "o1" })], undefined)).toMatchObject({
      touched: [],
      untouched: [{ journey: "cart", outcome: "ended-nothing", reason: "no-correlation" }],
    });
  });

  it("of a journey that only sends asks for the send itself, without a machine", () => {
    const { effects } = observed(envelope("Password Reset Requested", { url: "https://test.example/reset" }));

    expect(effects.map(({ effect }) => effect)).not.toContain("start-execution");
    expect(effects.filter(({ effect }) => effect === "send")).toMatchObject([
      {
        effect: "send",
        command: {
          personId: "ana",
          message: "password-reset",
          purpose: "transactional",
          execution: 1,
          last: true,
        },
      },
    ]);
  });

  it("E-42, E-43: that bounced or was reported as spam asks for the address to be suppressed", () => {
    const effectsOf = (event: string, properties: object) =>
      observed(envelope(event, properties)).effects.filter(({ effect }) => effect === "suppress");

    expect(
      effectsOf("Email Bounced", { email: " Ana@Example.com ", bounce_type: "permanent" }),
    ).toMatchObject([{ said: { address: "ana@example.com", word: { reason: "hard-bounce", by: "test" } } }]);
    expect(effectsOf("Email Marked as Spam", { email: "ana@example.com" })).toMatchObject([
      { said: { word: { reason: "complaint" } } },
    ]);
    expect(effectsOf("Email Bounced", { email: "ana@example.com", bounce_type: "transient" })).toMatchObject([
      { said: { word: { reason: "soft-bounces" } } },
    ]);
    expect(effectsOf("Email Bounced", { email: "ana@example.com", bounce_type: "undetermined" })).toEqual([]);
    expect(effectsOf("Email Bounced", { bounce_type: "permanent" })).toEqual([]);
  });
});

describe("the rules on the bus", () => {
  it("let through what the program or Herald itself refers to, by lane, and nothing else", () => {
    const { engagement, transactional } = eventsByLane(program, program.catalog);

    expect(transactional).toEqual(["Password Reset Requested"]);
    expect(engagement).toEqual([
      "Cart Updated",
      "Consent Given",
      "Consent Requested",
      "Consent Withdrawn",
      "Device Token Gone",
      "Device Token Updated",
      "Email Bounced",
      "Email Marked as Spam",
      "Identify",
      "Message Clicked",
      "Message Delivered",
      "Message Dismissed",
      "Message Opened",
      "Order Completed",
      "Score Changed",
      "Signed Out",
      "Unsubscribed",
    ]);
  });
});
