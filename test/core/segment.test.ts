import fc from "fast-check";
import { atLeast, equal } from "../../core/condition";
import type { Envelope } from "../../core/envelope";
import { inSeconds, plus } from "../../core/instant";
import { applyEvent, newPerson, type Person } from "../../core/person";
import {
  all,
  any,
  defineSegment,
  has,
  hasNot,
  isMember,
  not,
  type Segments,
  trait,
} from "../../core/segment";

const NOW = "2026-03-02T09:00:00.000Z";

const segments: Segments = {
  newcomer: defineSegment("Never ordered.", hasNot("Order Completed")),
  loyal: defineSegment(
    "Three orders in a year.",
    has("Order Completed", { atLeast: 3, within: { days: 365 } }),
  ),
  buyer: defineSegment("Ever ordered.", has("Order Completed")),
  adult: defineSegment("Of age.", trait("age", atLeast(18))),
  proOrAdult: defineSegment("Either.", any(trait("plan", equal("pro")), trait("age", atLeast(18)))),
  adultNewcomer: defineSegment("Both.", all(trait("age", atLeast(18)), not(has("Order Completed")))),
};

let ids = 0;
const event = (name: string, daysAgo: number, traits: Envelope["traits"] = {}): Envelope => ({
  messageId: `m${ids++}`,
  event: name,
  userId: "ana",
  timestamp: plus(NOW, { days: -daysAgo }),
  properties: {},
  traits,
  context: {},
  source: "test",
  replayed: false,
});

const personAfter = (...envelopes: Envelope[]): Person =>
  envelopes.reduce((person, each) => applyEvent(person, each, segments, NOW), newPerson("ana", NOW));

const orders = (...daysAgo: number[]) =>
  personAfter(...daysAgo.map((days) => event("Order Completed", days)));

describe("a segment", () => {
  it.each([
    ["nobody has ordered yet", [], false],
    ["two orders are not three", [10, 20], false],
    ["three within the year are", [10, 20, 364], true],
    ["one just outside the year does not count", [10, 20, 365], false],
    ["many long ago do not count", [400, 401, 402, 403, 404], false],
    ["old and new ones together do not make up for it", [1, 2, 400, 500], false],
  ])("counts events within a window: %s", (_what, daysAgo, expected) => {
    expect(isMember(segments, "loyal", orders(...daysAgo), NOW)).toBe(expected);
  });

  it("is left when time alone moves the window on", () => {
    const person = orders(1, 2, 364);

    expect(isMember(segments, "loyal", person, NOW)).toBe(true);
    expect(isMember(segments, "loyal", person, plus(NOW, { days: 2 }))).toBe(false);
  });

  it("asks traits, and combines answers with and, or and not", () => {
    const person = personAfter(event("Identify", 1, { age: 30 }));

    expect(isMember(segments, "adult", person, NOW)).toBe(true);
    expect(isMember(segments, "proOrAdult", person, NOW)).toBe(true);
    expect(isMember(segments, "adultNewcomer", person, NOW)).toBe(true);
    expect(isMember(segments, "adult", newPerson("bo", NOW), NOW)).toBe(false);
  });

  it("is noted on the person with the moment of entering, and again when left", () => {
    const newcomer = personAfter(event("Product Viewed", 3));
    const buyer = applyEvent(newcomer, event("Order Completed", 0), segments, NOW);

    expect(newcomer.segments).toMatchObject({ newcomer: NOW });
    expect(buyer.segments).toEqual({ buyer: NOW });
  });

  it("does not depend on the order of events, and agrees with simply counting them", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 800 }), { maxLength: 12 }), (daysAgo) => {
        const person = orders(...daysAgo);

        expect(isMember(segments, "loyal", person, NOW)).toBe(
          daysAgo.filter((days) => days < 365).length >= 3,
        );
        expect(isMember(segments, "buyer", person, NOW)).toBe(daysAgo.length > 0);
        expect(person.segments).toEqual(orders(...[...daysAgo].sort()).segments);
      }),
    );
  });

  it("that does not exist is an error that names the ones that do", () => {
    expect(() => isMember(segments, "vip", newPerson("ana", NOW), NOW)).toThrow(
      /no segment "vip"; known: newcomer, loyal/,
    );
  });

  it.each([
    ["zero times", () => has("A", { atLeast: 0 }), /whole number of 1 or more, got 0/],
    ["half a time", () => has("A", { atLeast: 1.5 }), /whole number of 1 or more, got 1.5/],
    [
      "more times than are kept",
      () => has("A", { atLeast: 51, within: { days: 1 } }),
      /at most 50 times, got 51/,
    ],
    [
      "a window of no length",
      () => has("A", { atLeast: 1, within: { days: 0 } }),
      /longer than zero, got \{"days":0\}/,
    ],
  ])("that asks for %s is refused where it is written", (_what, rule, message) => {
    expect(() => defineSegment("Broken.", rule())).toThrow(message);
    expect(() => defineSegment("Broken.", rule())).toThrow(/^test\/core\/segment\.test\.ts:\d+: /);
  });
});

describe("what is known of a person", () => {
  it("is the latest said of each trait, in whatever order it comes", () => {
    const facts = [
      event("Identify", 3, { plan: "free", age: 30 }),
      event("Identify", 1, { plan: "pro" }),
      event("Identify", 2, { plan: "trial" }),
    ];

    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: 3 }), (order) => {
        const { traits } = personAfter(...order);
        expect([traits.plan?.value, traits.age?.value]).toEqual(["pro", 30]);
      }),
    );
  });

  it("includes the locale and time zone of the device that spoke", () => {
    const envelope = {
      ...event("Product Viewed", 1),
      context: { locale: "de-DE", timezone: "Europe/Berlin" },
    };

    expect(personAfter(envelope).traits).toMatchObject({
      locale: { value: "de-DE" },
      timezone: { value: "Europe/Berlin" },
    });
  });
});

describe("a duration", () => {
  it("adds its units", () => {
    expect(inSeconds({ days: 1, hours: 2, minutes: 3, seconds: 4 })).toBe(86_400 + 7_200 + 180 + 4);
  });
});
