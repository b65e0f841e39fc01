import fc from "fast-check";
import type { Envelope } from "../../../core/events/envelope";
import { inSeconds, plus } from "../../../core/instant";
import { applyEvent, lookAgain, newPerson, type Person } from "../../../core/people/person";
import { mergeNeeds } from "../../../core/people/tally";
import { defineSegment, has, hasNot, last, needsOfSegments } from "../../../core/segments/segment";

const NOW = "2026-03-02T09:00:00.000Z";

const segments = {
  newcomer: defineSegment("Never ordered.", hasNot("Order Completed")),
  buyer: defineSegment("Ever ordered.", has("Order Completed")),
  recent: defineSegment("Ordered this week.", last("Order Completed", { withinLast: { days: 7 } })),
};
const program = { segments, needs: mergeNeeds(needsOfSegments(segments)) };

let ids = 0;
const event = (name: string, daysAgo: number, said: Partial<Envelope> = {}): Envelope => ({
  messageId: `m${ids++}`,
  event: name,
  userId: "ana",
  timestamp: plus(NOW, { days: -daysAgo }),
  properties: {},
  traits: {},
  context: {},
  source: "test",
  replayed: false,
  ...said,
});

const personAfter = (...envelopes: Envelope[]): Person =>
  envelopes.reduce((person, each) => applyEvent(person, each, program, NOW).person, newPerson("ana", NOW));

describe("what is known of a person", () => {
  it("is the latest said of each trait, in whatever order it comes", () => {
    const facts = [
      event("Identify", 3, { traits: { plan: "free", age: 30 } }),
      event("Identify", 1, { traits: { plan: "pro" } }),
      event("Identify", 2, { traits: { plan: "trial" } }),
    ];

    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: 3 }), (order) => {
        const { traits } = personAfter(...order);
        expect([traits.plan?.value, traits.age?.value]).toEqual(["pro", 30]);
      }),
    );
  });

  it("includes the locale and time zone of the device that spoke", () => {
    const context = { locale: "de-DE", timezone: "Europe/Berlin" };

    expect(personAfter(event("Product Viewed", 1, { context })).traits).toMatchObject({
      locale: { value: "de-DE" },
      timezone: { value: "Europe/Berlin" },
    });
  });

  it("is the latest score of each name, the larger of two at once, in whatever order they come", () => {
    const scored = (daysAgo: number, score: string, value: unknown) =>
      event("Score Changed", daysAgo, { properties: { score, value } });
    const facts = [
      scored(3, "churn", 0.9),
      scored(1, "churn", 0.2),
      scored(1, "churn", 0.4),
      scored(2, "value", 120),
      scored(0, "value", "much"),
    ];

    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: 5 }), (order) => {
        expect(personAfter(...order).scores).toEqual({
          churn: { value: 0.4, at: plus(NOW, { days: -1 }) },
          value: { value: 120, at: plus(NOW, { days: -2 }) },
        });
      }),
    );
  });

  it("takes up only so many scores", () => {
    const envelopes = Array.from({ length: 60 }, (_, n) =>
      event("Score Changed", 1, { properties: { score: `s${n}`, value: n } }),
    );

    expect(Object.keys(personAfter(...envelopes).scores)).toHaveLength(50);
  });
});

describe("a person's segments", () => {
  it("are noted with the moment of entering, and no more when left", () => {
    const newcomer = personAfter(event("Product Viewed", 3));
    const later = plus(NOW, { hours: 1 });

    const { person: buyer } = applyEvent(newcomer, event("Order Completed", 0), program, later);

    expect(newcomer.segments).toEqual({ newcomer: NOW });
    expect(buyer.segments).toEqual({ buyer: later, recent: later });
    expect(
      applyEvent(buyer, event("Order Completed", 1), program, plus(NOW, { days: 1 })).person.segments,
    ).toEqual(buyer.segments);
  });

  it("come with the time until which only an event can change them", () => {
    const { person, until } = applyEvent(newPerson("ana", NOW), event("Order Completed", 2), program, NOW);

    expect(until).toBe(plus(NOW, { days: 5 }));
    expect(lookAgain(person, segments, NOW)).toEqual({ person, until });
    expect(lookAgain(person, segments, plus(NOW, { days: 4.9 })).person).toBe(person);

    const after = lookAgain(person, segments, plus(NOW, { days: 5 }));
    expect(after).toEqual({ person: { ...person, segments: { buyer: NOW } } });
  });

  it("forget those that the program no longer has", () => {
    const person = { ...newPerson("ana", NOW), segments: { gone: NOW, newcomer: NOW } };

    expect(lookAgain(person, segments, NOW).person.segments).toEqual({ newcomer: NOW });
  });
});

describe("a duration", () => {
  it("adds its units", () => {
    expect(inSeconds({ days: 1, hours: 2, minutes: 3, seconds: 4 })).toBe(86_400 + 7_200 + 180 + 4);
  });
});
