import * as z from "zod/mini";
import { checkSegments } from "../../../core/check/check-segments";
import { atLeast, contains, equal, withinNext } from "../../../core/condition";
import { BUILT_IN_EVENTS, defineEvent } from "../../../core/events/event-catalog";
import {
  all,
  any,
  defineSegment,
  didThenNot,
  distinct,
  eventsIn,
  first,
  has,
  hasNot,
  inSegment,
  last,
  needsOfSegments,
  not,
  type SegmentRule,
  type Segments,
  score,
  segmentWordsFor,
  sum,
  trait,
} from "../../../core/segments/segment";

const PLACE = /^test\/core\/segments\/segment\.test\.ts:\d+: /;
const YEAR = { days: 365 };

const events = {
  "Order Completed": defineEvent("A person ordered.", { total: z.number(), kind: z.string() }),
  "Cart Updated": defineEvent("A cart changed.", { cart_id: z.string() }),
};

describe("a segment", () => {
  it("is plain data that survives being written down", () => {
    const segment = defineSegment(
      "Everything that can be said.",
      all(
        has("Order Completed", { atLeast: 3, within: YEAR, where: { kind: contains("book") } }),
        hasNot("Cart Updated", { within: { hours: 2 } }),
        any(
          sum("Order Completed", "total", { moreThan: 200, within: YEAR }),
          distinct("Order Completed", "kind", { atLeast: 2 }),
        ),
        first("Order Completed", { longerAgoThan: YEAR }),
        last("Order Completed", { withinLast: YEAR }),
        not(didThenNot("Cart Updated", "Order Completed", { within: { hours: 2 } })),
        trait("renews_on", withinNext({ days: 7 })),
        inSegment("loyal"),
        score("churn", { atLeast: 0.5, below: 0.8 }),
      ),
    );

    expect(JSON.parse(JSON.stringify(segment))).toEqual(segment);
  });

  it("knows its events and what must be kept of them", () => {
    const segments = {
      a: defineSegment("A.", any(has("X", { atLeast: 3, within: YEAR }), hasNot("X"))),
      b: defineSegment("B.", not(didThenNot("X", "Y", { within: YEAR, whereB: { kind: equal("b") } }))),
      c: defineSegment("C.", all(sum("Z", "total", { atLeast: 1 }), distinct("Z", "kind", { atLeast: 2 }))),
    };

    expect(eventsIn(segments)).toEqual(["X", "Y", "Z"]);
    expect(needsOfSegments(segments)).toEqual([
      { event: "X", times: 3 },
      { event: "X", times: 0 },
      { event: "X" },
      { event: "Y", where: { kind: equal("b") } },
      { event: "Z", sums: { total: ["all time"] } },
      { event: "Z", distinct: { kind: 2 } },
    ]);
  });

  it.each<[string, () => SegmentRule, RegExp]>([
    ["zero times", () => has("A", { atLeast: 0 }), /whole number of 1 or more, got 0/],
    ["half a time", () => has("A", { atLeast: 1.5 }), /whole number of 1 or more, got 1.5/],
    [
      "more times than are kept",
      () => has("A", { atLeast: 51, within: { days: 1 } }),
      /a count within a window may be at most 50, got 51/,
    ],
    [
      "more values than are kept",
      () => distinct("A", "kind", { atLeast: 51 }),
      /a number of different values may be at most 50, got 51/,
    ],
    [
      "a window of no length",
      () => has("A", { atLeast: 1, within: { days: 0 } }),
      /within must be longer than zero, got \{"days":0\}/,
    ],
    [
      "part of a second",
      () => last("A", { withinLast: { seconds: 1.5 } }),
      /withinLast must be whole seconds/,
    ],
    [
      "a window beyond all events",
      () => sum("A", "n", { atLeast: 1, within: { days: 4000 } }),
      /within must be at most ten years, got \{"days":4000\}/,
    ],
    ["a sum without a limit", () => sum("A", "n", {}), /sum needs a limit, got \{\}/],
    ["a sum that is no number", () => sum("A", "n", { atLeast: Number.NaN }), /sum needs a limit/],
    ["a score without a limit", () => score("churn", {}), /score needs a limit, got \{\}/],
    ["a first time without a limit", () => first("A", {}), /first needs a limit, got \{\}/],
    [
      "an event and not the same",
      () => didThenNot("A", "A", { within: YEAR }),
      /didThenNot needs two different events, got "A" twice/,
    ],
  ])("that asks for %s is refused where it is written", (_what, rule, message) => {
    expect(rule).toThrow(message);
    expect(rule).toThrow(PLACE);
  });

  it("may ask for any number of times where no window is given, which takes one number to know", () => {
    expect(() => has("Order Completed", { atLeast: 1_000 })).not.toThrow();
  });

  it("is written in words that know the program's events and their properties", () => {
    const words = segmentWordsFor(events);

    const rules = [
      words.has("Order Completed", { where: { total: atLeast(5) } }),
      words.has("Email Bounced"),
      words.sum("Order Completed", "total", { atLeast: 5 }),
      // @ts-expect-error: no such event
      words.hasNot("Order Complete"),
      // @ts-expect-error: no such property
      words.has("Order Completed", { where: { totl: atLeast(5) } }),
      // @ts-expect-error: no such property
      words.distinct("Cart Updated", "kind", { atLeast: 2 }),
      // @ts-expect-error: a property of the other event
      words.didThenNot("Cart Updated", "Order Completed", { within: YEAR, whereA: { total: atLeast(1) } }),
    ];

    expect(rules[0]).toEqual(has("Order Completed", { where: { total: atLeast(5) } }));
  });
});

describe("checking segments", () => {
  const catalog = { ...BUILT_IN_EVENTS, ...events };
  const check = (rules: { [name: string]: SegmentRule }) => () => {
    const segments: Segments = Object.fromEntries(
      Object.entries(rules).map(([name, rule]) => [name, defineSegment(name, rule)]),
    );
    checkSegments(segments, catalog);
  };

  it("finds nothing wrong with names that there are", () => {
    const fine = check({
      a: all(inSegment("b"), inSegment("c"), has("Unsubscribed")),
      b: any(inSegment("c"), has("Order Completed", { where: { total: atLeast(1) } })),
      c: sum("Order Completed", "total", { atLeast: 1 }),
    });

    expect(fine).not.toThrow();
  });

  it.each<[string, { [name: string]: SegmentRule }, RegExp]>([
    [
      "an unknown event",
      { a: not(has("Ordered")) },
      /"a" speaks of "Ordered", which is not in program\/events/,
    ],
    [
      "an unknown event that must not follow",
      { a: didThenNot("Order Completed", "Shipped", { within: YEAR }) },
      /"a" speaks of "Shipped"/,
    ],
    [
      "an unknown property in a condition",
      { a: has("Order Completed", { where: { totl: atLeast(1) } }) },
      /"a" speaks of "totl", which "Order Completed" does not have; its properties: total, kind/,
    ],
    [
      "an unknown property to add up",
      { a: sum("Cart Updated", "total", { atLeast: 1 }) },
      /speaks of "total"/,
    ],
    [
      "an unknown property to tell apart",
      { a: distinct("Unsubscribed", "x", { atLeast: 1 }) },
      /properties: none/,
    ],
    ["an unknown segment", { a: inSegment("b") }, /"a" asks "b", which there is not; known: a/],
    ["a segment that asks itself", { a: not(inSegment("a")) }, /in a circle: a → a/],
    [
      "a circle",
      { a: inSegment("b"), b: any(has("Unsubscribed"), inSegment("c")), c: not(inSegment("b")) },
      /in a circle: b → c → b/,
    ],
  ])("finds %s", (_what, rules, message) => {
    expect(check(rules)).toThrow(message);
    expect(check(rules)).toThrow(PLACE);
  });
});
