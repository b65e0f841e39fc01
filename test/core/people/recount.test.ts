import fc from "fast-check";
import type { Brand } from "../../../core/brand";
import type { Envelope } from "../../../core/events/envelope";
import { plus } from "../../../core/instant";
import { TIMER_EVENT } from "../../../core/journeys/trigger";
import { needsOf } from "../../../core/people/needs";
import { newPerson, type Person } from "../../../core/people/person";
import { countEvents, isUnderWay, membershipsOf, recount, recountFrom } from "../../../core/people/recount";
import { type History, remember } from "../../../core/people/tally";
import type { Program } from "../../../core/program";
import { applyTo } from "../../../core/runs/observe";
import {
  defineSegment,
  distinct,
  has,
  hasNot,
  last,
  type Segments,
  sum,
} from "../../../core/segments/segment";
import { type EventRecord, LOST_EVENT } from "../../../core/store";

const NOW = "2026-03-02T09:00:00.000Z";

const programOf = (segments: Segments): Program => ({ brand: {} as Brand, segments, graphs: [] });

const buyer = defineSegment("Ordered twice.", has("Order Completed", { atLeast: 2 }));
const recent = defineSegment("Ordered this week.", last("Order Completed", { withinLast: { days: 7 } }));
const newcomer = defineSegment("Never ordered.", hasNot("Order Completed"));

let ids = 0;
const stored = (event: string, daysAgo: number, properties: EventRecord["properties"] = {}): EventRecord => ({
  personId: "ana",
  messageId: `m${ids++}`,
  event,
  timestamp: plus(NOW, { days: -daysAgo }),
  receivedAt: NOW,
  source: "shop",
  properties,
  context: {},
  decisions: [],
});

const order = (daysAgo: number, total = 10) =>
  stored("Order Completed", daysAgo, { total, kind: `k${total}` });

const ana: Person = { ...newPerson("ana", NOW), revision: 4, seenTo: NOW };

const envelopeOf = ({ messageId, event, timestamp, properties }: EventRecord): Envelope => ({
  ...{ messageId, event, timestamp, properties },
  ...{ userId: "ana", traits: {}, context: {}, source: "shop", replayed: false },
});

/** Ana as the events left her when they came, one by one. */
const livedThrough = (program: Program, events: readonly EventRecord[], now = NOW): Person =>
  events.reduce(
    (person, record) => applyTo(program, envelopeOf(record), person, undefined, now).person,
    ana as Person,
  );

describe("a recount", () => {
  it("finds out about a segment that is newer than the events it asks for", () => {
    const before = livedThrough(programOf({}), [order(3), order(2)]);
    const program = programOf({ buyer });

    const { person, memberships } = recount(program, { person: before, events: [order(3), order(2)] }, NOW);

    expect(before.history).toEqual({});
    expect(person.segments).toEqual({ buyer: NOW });
    expect(person.history["Order Completed"]?.count).toBe(2);
    expect(memberships).toEqual([
      { segment: "buyer", personId: "ana", member: true, since: NOW, revision: ana.revision + 1 },
    ]);
  });

  it("takes people out of segments that no longer mean them, and of those that are gone", () => {
    const before: Person = { ...ana, segments: { newcomer: NOW, gone: NOW, recent: NOW } };

    const found = recount(programOf({ newcomer, recent }), { person: before, events: [order(1)] }, NOW);

    expect(found.person.segments).toEqual({ recent: NOW });
    expect(found.memberships.map(({ segment, member }) => [segment, member])).toEqual([
      ["newcomer", false],
      ["gone", false],
    ]);
  });

  it("says when the person must be woken, and leaves a timer that comes early enough", () => {
    const program = programOf({ recent });
    const events = [order(2)];

    const { person, timerAt } = recount(program, { person: ana, events }, NOW);
    const soon = { ...ana, timerAt: plus(NOW, { days: 1 }) };

    expect([timerAt, person.timerAt]).toEqual([plus(NOW, { days: 5 }), plus(NOW, { days: 5 })]);
    expect(recount(program, { person: soon, events }, NOW).timerAt).toBeUndefined();
    expect(recount(program, { person: soon, events }, NOW).person.timerAt).toBe(soon.timerAt);
  });

  it("changes nothing but tallies, segments and the timer", () => {
    const before: Person = {
      ...ana,
      traits: { plan: { value: "pro", at: NOW } },
      scores: { churn: { value: 1, at: NOW } },
      doors: { welcome: { at: NOW, correlation: "-", by: "m" } },
      applied: ["m-1"],
      derived: { "m-1": [] },
      seenTo: plus(NOW, { days: -9 }),
    };

    const { person } = recount(programOf({ buyer, recent }), { person: before, events: [order(1)] }, NOW);

    const { history, segments, timerAt, ...rest } = person;
    const { history: _history, segments: _segments, ...same } = before;
    expect([Object.keys(history), Object.keys(segments), timerAt]).toEqual([
      ["Order Completed"],
      ["recent"],
      plus(NOW, { days: 6 }),
    ]);
    expect(rest).toEqual(same);
  });

  it("forgets tallies that nobody asks for any more", () => {
    const before = livedThrough(programOf({ buyer }), [order(1)]);

    expect(recount(programOf({}), { person: before, events: [order(1)] }, NOW).person.history).toEqual({});
  });

  it("counts neither lost rows nor timers, as observing does not", () => {
    const events = [stored(LOST_EVENT, 1), stored(TIMER_EVENT, 1)];
    const program = programOf({
      odd: defineSegment("Odd.", has(LOST_EVENT)),
      rung: defineSegment("Rung.", has(TIMER_EVENT)),
    });

    expect(recount(program, { person: ana, events }, NOW).person).toBe(ana);
  });

  it("keeps what a tally knows from before the oldest row that is left", () => {
    const program = programOf({
      buyer,
      spender: defineSegment("Spent much.", sum("Order Completed", "total", { atLeast: 50 })),
      lately: defineSegment(
        "Spent much in three years.",
        sum("Order Completed", "total", { atLeast: 50, within: { days: 1100 } }),
      ),
      varied: defineSegment("Bought three kinds.", distinct("Order Completed", "kind", { atLeast: 3 })),
      often: defineSegment(
        "Ordered thrice in three years.",
        has("Order Completed", { atLeast: 3, within: { days: 1100 } }),
      ),
    });
    const all = [order(900, 30), order(800, 20), order(10, 7), order(1, 5)];
    const before = livedThrough(program, all);

    const found = recount(program, { person: before, events: all.slice(2) }, NOW);
    const again = recount(program, { person: found.person, events: all.slice(3) }, NOW);

    expect(found.person).toBe(before);
    expect(again.person).toBe(before);
    expect(Object.keys(before.segments)).toHaveLength(5);
    expect(recount(program, { person: before, events: [] }, NOW).person).toBe(before);
  });

  const program = programOf({
    buyer,
    recent,
    newcomer,
    spender: defineSegment(
      "Spent much this month.",
      sum("Order Completed", "total", { atLeast: 50, within: { days: 30 } }),
    ),
    varied: defineSegment("Varied.", distinct("Order Completed", "kind", { atLeast: 3 })),
    often: defineSegment("Often.", has("Order Completed", { atLeast: 3, within: { days: 40 } })),
    curious: defineSegment("Curious.", has("Product Viewed", { atLeast: 4 })),
  });
  const anEvent = fc
    .record({
      event: fc.constantFrom("Order Completed", "Product Viewed", "Signed Up", LOST_EVENT),
      daysAgo: fc.double({ min: 0, max: 60, noNaN: true }),
      total: fc.integer({ min: -20, max: 60 }),
    })
    .map(({ event, daysAgo, total }) => stored(event, daysAgo, { total, kind: `k${total % 5}` }));
  const eventsInTwoOrders = fc
    .array(anEvent, { maxLength: 25 })
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
      ),
    );

  it("of all events equals the fold of those events as they came, in any order, however they are paged", () => {
    fc.assert(
      fc.property(eventsInTwoOrders, fc.nat(25), ([came, shuffled], cut) => {
        const folded = came
          .filter(({ event }) => event !== LOST_EVENT)
          .reduce((history: History, event) => remember(history, needsOf(program), event), {});

        const { person } = recount(program, { person: ana, events: shuffled }, NOW);
        const paged = countEvents(
          program,
          countEvents(program, {}, shuffled.slice(0, cut)),
          shuffled.slice(cut),
        );

        expect(person.history).toEqual(folded);
        expect(recountFrom(program, ana, paged, NOW).person).toEqual(person);
      }),
      { numRuns: 200 },
    );
  });

  it("of somebody who lived through all of it changes nothing, and a second one never does", () => {
    fc.assert(
      fc.property(eventsInTwoOrders, fc.nat(25), ([came, shuffled], since) => {
        const facts = [...came.filter(({ event }) => event !== LOST_EVENT), stored("Signed Up", 1)];
        const whole = livedThrough(program, facts);
        const part = { ...livedThrough(program, facts.slice(since)), segments: {} };

        const once = recount(program, { person: part, events: shuffled }, NOW).person;

        expect(recount(program, { person: whole, events: shuffled }, NOW)).toEqual({
          person: whole,
          memberships: [],
        });
        expect(recount(program, { person: once, events: came }, NOW)).toEqual({
          person: once,
          memberships: [],
        });
        expect(once.history).toEqual(recount(program, { person: ana, events: came }, NOW).person.history);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a person of whom something is under way", () => {
  it("is one whose applied event has no row yet, or whose timer is due", () => {
    const applied = ["m-1", "m-2"];

    expect(isUnderWay({ applied }, new Set(["m-1"]), NOW)).toBe(true);
    expect(isUnderWay({ applied }, new Set(applied), NOW)).toBe(false);
    expect(isUnderWay({ applied, timerAt: NOW }, new Set(applied), NOW)).toBe(true);
    expect(isUnderWay({ applied, timerAt: plus(NOW, { seconds: 1 }) }, new Set(applied), NOW)).toBe(false);
  });
});

describe("the lists of segments", () => {
  it("can be told everything of a person, at the revision that is stored", () => {
    const person = { ...ana, segments: { buyer: "2026-01-01T00:00:00.000Z" } };

    expect(membershipsOf(programOf({ buyer, newcomer }), person, NOW)).toEqual([
      { segment: "buyer", personId: "ana", member: true, since: "2026-01-01T00:00:00.000Z", revision: 4 },
      { segment: "newcomer", personId: "ana", member: false, since: NOW, revision: 4 },
    ]);
  });
});
