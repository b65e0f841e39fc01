import fc from "fast-check";
import type { Envelope } from "../../../core/events/envelope";
import { plus } from "../../../core/instant";
import { type Consents, consentFor, foldConsent } from "../../../core/people/consent";

/** 10⁴ in the suite; HERALD_CASES=100000 for more. */
const CASES = Number(process.env.HERALD_CASES ?? 10_000);

const START = "2026-03-02T09:00:00.000Z";

const NOW = plus(START, { days: 400 });

const says = (event: string, minute: number, id: string, properties: object = {}): Envelope => ({
  messageId: id,
  event,
  userId: "ana",
  timestamp: plus(START, { minutes: minute }),
  properties: { topic: "news", channel: "email", ...properties },
  traits: {},
  context: {},
  source: "test",
  replayed: false,
});

const fold = (...envelopes: Envelope[]): Consents => envelopes.reduce(foldConsent, {});

describe("consent", () => {
  it("is no without a word", () => {
    expect(consentFor({}, "news", "email", NOW)).toEqual({ given: false });
  });

  it("keeps its proof: the event, the source and the wording", () => {
    const consents = fold(says("Consent Given", 0, "m1", { source: "checkout", wording: "2026-01" }));

    expect(consentFor(consents, "news", "email", NOW)).toEqual({
      given: true,
      basis: { given: true, at: START, messageId: "m1", source: "checkout", wording: "2026-01" },
    });
  });

  it("for one topic or channel says nothing about another", () => {
    const consents = fold(says("Consent Given", 0, "m1"));

    expect(consentFor(consents, "offers", "email", NOW).given).toBe(false);
    expect(consentFor(consents, "news", "sms", NOW).given).toBe(false);
  });

  it.each([
    ["a withdrawal of the topic", says("Consent Withdrawn", 1, "m2")],
    ["a withdrawal of every topic", says("Consent Withdrawn", 1, "m2", { topic: "*" })],
    ["a withdrawal of every channel", says("Consent Withdrawn", 1, "m2", { channel: "*" })],
    ["an unsubscribe", says("Unsubscribed", 1, "m2")],
    ["a withdrawal in the same moment (P-5)", says("Consent Withdrawn", 0, "m0")],
  ])("ends with %s", (_what, withdrawal) => {
    expect(consentFor(fold(says("Consent Given", 0, "m1"), withdrawal), "news", "email", NOW).given).toBe(
      false,
    );
    expect(consentFor(fold(withdrawal, says("Consent Given", 0, "m1")), "news", "email", NOW).given).toBe(
      false,
    );
  });

  it("can be given again after a withdrawal", () => {
    const consents = fold(
      says("Consent Given", 0, "m1"),
      says("Unsubscribed", 1, "m2"),
      says("Consent Given", 2, "m3"),
    );

    expect(consentFor(consents, "news", "email", NOW).given).toBe(true);
  });

  it("cannot be given for everything at once", () => {
    expect(fold(says("Consent Given", 0, "m1", { topic: "*" }))).toEqual({});
  });

  it("P-9: that a law infers ends by itself, and one that the person gave does not", () => {
    const expires_at = plus(START, { days: 730 });
    const implied = says("Consent Given", 0, "m1", { basis: "implied", expires_at });

    const consents = fold(implied);

    expect(consentFor(consents, "news", "email", plus(expires_at, { seconds: -1 })).given).toBe(true);
    expect(consentFor(consents, "news", "email", expires_at).given).toBe(false);
    const express = fold(says("Consent Given", -1, "m0"), implied);
    expect(consentFor(express, "news", "email", plus(START, { days: 4_000 })).given).toBe(true);
  });

  it.each([
    ["imported", { imported: true }],
    ["inferred", { basis: "implied" }],
  ])("P-5: that is %s counts where nothing was said, and never turns a no into a yes", (_how, weak) => {
    const brought = says("Consent Given", 5, "m5", weak);

    expect(consentFor(fold(brought), "news", "email", NOW).given).toBe(true);
    for (const no of [says("Consent Withdrawn", 0, "m0"), says("Unsubscribed", 0, "m0")]) {
      expect(consentFor(fold(no, brought), "news", "email", NOW).given).toBe(false);
      expect(consentFor(fold(brought, no), "news", "email", NOW).given).toBe(false);
    }
  });

  it("P-5: that is brought in as a no is a no", () => {
    const consents = fold(
      says("Consent Given", 0, "m0"),
      says("Consent Withdrawn", 1, "m1", { imported: true }),
    );

    expect(consentFor(consents, "news", "email", NOW).given).toBe(false);
  });

  it("is the same in whatever order its events come, and however often (P-5)", () => {
    const words = fc.array(
      fc.record({
        event: fc.constantFrom("Consent Given", "Consent Withdrawn", "Unsubscribed"),
        minute: fc.integer({ min: 0, max: 5 }),
        topic: fc.constantFrom("news", "*"),
        channel: fc.constantFrom("email", "*"),
        imported: fc.boolean(),
        basis: fc.constantFrom("express", "implied"),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        words.chain((list) => {
          const envelopes = list.map(({ event, minute, ...what }, id) => says(event, minute, `m${id}`, what));
          const copies = [...envelopes, ...envelopes];
          return fc.tuple(fc.constant(envelopes), fc.shuffledSubarray(copies, { minLength: copies.length }));
        }),
        ([envelopes, disordered]) => {
          expect(fold(...disordered)).toEqual(fold(...envelopes));
        },
      ),
      { numRuns: CASES },
    );
  });

  it("given earlier never outlives a no said later, whatever is replayed (P-5)", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (minutes) => {
        const grants = minutes.map((minute) => says("Consent Given", minute, `g${minute}`));

        const consents = fold(...grants, says("Unsubscribed", 9, "no"), ...grants);

        expect(consentFor(consents, "news", "email", NOW).given).toBe(false);
      }),
    );
  });
});
