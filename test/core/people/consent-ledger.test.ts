import fc from "fast-check";
import type { Envelope } from "../../../core/events/envelope";
import { plus } from "../../../core/instant";
import { type Consents, foldConsent } from "../../../core/people/consent";
import { type ConsentRecord, consentRecordIn, consentsIn } from "../../../core/people/consent-ledger";
import { newPerson, type Person } from "../../../core/people/person";

/** 10⁴ in the suite; HERALD_CASES=100000 for more. */
const CASES = Number(process.env.HERALD_CASES ?? 10_000);

const AT = "2026-03-02T09:00:00.000Z";
const RECORDED = plus(AT, { seconds: 2 });
const ana: Person = {
  ...newPerson("ana", AT),
  traits: {
    email: { value: "ana@example.com", at: AT },
    phone: { value: "+12025550123", at: AT },
    locale: { value: "en-US", at: AT },
  },
};

const says = (event: string, properties: object = {}, more: Partial<Envelope> = {}): Envelope => ({
  ...{ messageId: "m-1", event, userId: "ana", timestamp: AT, source: "shop", replayed: false },
  properties: { ...properties },
  traits: {},
  context: {},
  ...more,
});
const recordOf = (envelope: Envelope, person = ana) => consentRecordIn(envelope, person, RECORDED);

describe("the ledger of consent", () => {
  it.each([[[]], [["promo/sms"]]])(
    "keeps a word as it was said, whatever else is called choices: %j",
    (choices) => {
      const topic = { topic: "news", channel: "email", choices };

      expect(recordOf(says("Consent Withdrawn", topic))).toMatchObject({
        state: "withdrawn",
        choices: ["news/email"],
      });
      expect(recordOf(says("Consent Given", topic))).toMatchObject({
        state: "given",
        choices: ["news/email"],
      });
    },
  );

  it("P-2, P-3: proves a yes: who, to what, by which words, where, when, in which language and from which address", () => {
    const envelope = says(
      "Consent Given",
      { topic: "news", channel: "sms", source: "checkout", wording: "2026-01", confirms: "m-0" },
      { context: { ip: "203.0.113.7" } },
    );

    expect(recordOf(envelope)).toEqual({
      ...{ personId: "ana", messageId: "m-1", at: AT, recordedAt: RECORDED, state: "given" },
      ...{ choices: ["news/sms"], purpose: "marketing", basis: "express", source: "checkout" },
      ...{ wording: "2026-01", language: "en-US", ip: "203.0.113.7", confirms: "m-0" },
      addresses: { sms: "+12025550123" },
    });
  });

  it("P-9: keeps until when an implied yes holds, and what was imported", () => {
    const expires = "2028-03-02T09:00:00.000Z";
    const given = { topic: "news", channel: "email", basis: "implied", expires_at: expires, imported: true };

    expect(recordOf(says("Consent Given", given))).toMatchObject({
      ...{ basis: "implied", expiresAt: expires, imported: true },
    });
  });

  it("P-6: keeps what was asked for and not confirmed yet, which is no consent", () => {
    const record = recordOf(
      says("Consent Requested", { choices: ["news/email", "news/sms"] }),
    ) as ConsentRecord;

    expect(record).toMatchObject({ state: "requested", choices: ["news/email", "news/sms"] });
    expect(record.addresses).toEqual({ email: "ana@example.com", sms: "+12025550123" });
    expect(consentsIn([record])).toEqual({});
  });

  it("E-12: keeps every way out as the same record of another source", () => {
    const ways = [
      says("Consent Withdrawn", { topic: "*", channel: "email", source: "one-click" }),
      says("Consent Withdrawn", { topic: "*", channel: "email", source: "complaint" }),
      says("Unsubscribed"),
    ].map((envelope) => recordOf(envelope));

    const [{ source: _one, ...first } = {}, ...others] = ways;
    expect(others.map(({ source: _source, ...rest } = {} as never) => rest)).toEqual([first, first]);
    expect(ways.map((record) => record?.source)).toEqual(["one-click", "complaint", "unsubscribed"]);
  });

  it("keeps nothing of what says nothing of consent", () => {
    expect(recordOf(says("Order Completed"))).toBeUndefined();
    expect(recordOf(says("toString"))).toBeUndefined();
  });
});

describe("the ledger folded again", () => {
  const aStatement = fc.record({
    event: fc.constantFrom(
      "Consent Given",
      "Consent Withdrawn",
      "Consent Requested",
      "Unsubscribed",
      "Identify",
    ),
    topic: fc.constantFrom("news", "offers"),
    channel: fc.constantFrom("email", "sms"),
    basis: fc.constantFrom(undefined, "express", "implied"),
    imported: fc.constantFrom(undefined, true),
    days: fc.integer({ min: 0, max: 4 }),
  });
  const someWords = fc.array(aStatement, { maxLength: 10 }).map((statements) =>
    statements.map(({ event, topic, channel, basis, imported, days }, index) =>
      says(
        event,
        {
          ...{ topic, channel, choices: [`${topic}/${channel}`] },
          ...(basis && { basis }),
          ...(imported && { imported }),
        },
        { messageId: `m-${index}`, timestamp: plus(AT, { days }) },
      ),
    ),
  );
  const withoutSources = (consents: Consents) =>
    Object.fromEntries(Object.entries(consents).map(([key, { source: _source, ...state }]) => [key, state]));

  it("P-2, P-5: says what the person's row says, in whatever order and however often it is read", () => {
    const anOrder = someWords.chain((words) =>
      fc.tuple(
        fc.constant(words),
        fc.shuffledSubarray([...words, ...words], { minLength: 2 * words.length }),
      ),
    );

    fc.assert(
      fc.property(anOrder, ([words, shuffled]) => {
        const records = shuffled.flatMap((envelope) => recordOf(envelope) ?? []);
        const onTheRow = words.reduce(foldConsent, {} as Consents);
        expect(withoutSources(consentsIn(records))).toEqual(withoutSources(onTheRow));
      }),
      { numRuns: CASES },
    );
  });
});
