import fc from "fast-check";
import {
  atLeast,
  type Condition,
  equal,
  furtherAheadThan,
  longerAgoThan,
  withinLast,
  withinNext,
} from "../../../core/condition";
import { type Duration, type Instant, inSeconds, plus } from "../../../core/instant";
import { type History, mergeNeeds, remember } from "../../../core/people/tally";
import {
  all,
  any,
  defineSegment,
  didThenNot,
  distinct,
  first,
  has,
  hasNot,
  inSegment,
  isMember,
  last,
  look,
  needsOfSegments,
  not,
  type SegmentRule,
  type Segments,
  score,
  sum,
  trait,
} from "../../../core/segments/segment";

const NOW = "2026-03-02T09:00:00.000Z";
const YEAR = { days: 365 };

interface Fact {
  readonly event: string;
  readonly minutes: number;
  readonly properties?: { readonly [name: string]: unknown };
}

const at = (minutes: number): Instant => plus(NOW, { minutes });
const daysAgo = (...days: number[]): Fact[] =>
  days.map((each) => ({ event: "Order Completed", minutes: -each * 1440 }));

interface Profile {
  readonly traits?: { readonly [name: string]: unknown };
  readonly scores?: { readonly [name: string]: number };
}

/** What is kept of somebody after these events. */
const personAfter = (
  segments: Segments,
  facts: readonly Fact[],
  { traits = {}, scores = {} }: Profile = {},
) => {
  const needs = mergeNeeds(needsOfSegments(segments));
  const valued = <T>(values: { readonly [name: string]: T }) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, at: NOW }]));
  return {
    history: facts.reduce(
      (history, { event, minutes, properties = {} }) =>
        remember(history, needs, { event, timestamp: at(minutes), properties }),
      {} as History,
    ),
    traits: valued(traits),
    scores: valued(scores),
  };
};

/** Whether whoever did these things is in a segment of that rule. */
const answerTo = (rule: SegmentRule, facts: readonly Fact[], profile: Profile = {}, now = NOW): boolean => {
  const segments = { it: defineSegment("It.", rule) };
  return isMember(segments, "it", personAfter(segments, facts, profile), now);
};

/** Until when such a person's answer stands. */
const untilOf = (rule: SegmentRule, facts: readonly Fact[], profile: Profile = {}): Instant | undefined => {
  const segments = { it: defineSegment("It.", rule) };
  return look(segments, personAfter(segments, facts, profile), NOW).until;
};

describe("membership", () => {
  const loyal = has("Order Completed", { atLeast: 3, within: YEAR });

  it.each<[string, number[], boolean]>([
    ["nobody has ordered yet", [], false],
    ["two orders are not three", [10, 20], false],
    ["three within the year are", [10, 20, 364], true],
    ["one just outside the year does not count", [10, 20, 365], false],
    ["many long ago do not count", [400, 401, 402, 403, 404], false],
    ["old and new ones together do not make up for it", [1, 2, 400, 500], false],
  ])("counts events within a window: %s", (_what, days, expected) => {
    expect(answerTo(loyal, daysAgo(...days))).toBe(expected);
  });

  it("is left when time alone moves the window on", () => {
    expect(answerTo(loyal, daysAgo(1, 2, 364))).toBe(true);
    expect(answerTo(loyal, daysAgo(1, 2, 364), {}, plus(NOW, { days: 1 }))).toBe(false);
  });

  it("counts only events that meet the conditions", () => {
    const big = has("Order Completed", { atLeast: 2, where: { total: atLeast(50) } });
    const orders = [10, 60, 20].map((total) => ({
      event: "Order Completed",
      minutes: 0,
      properties: { total },
    }));

    expect(answerTo(big, orders)).toBe(false);
    expect(answerTo(big, [...orders, ...orders])).toBe(true);
  });

  it("asks traits, and combines answers with and, or and not", () => {
    const adult = trait("age", atLeast(18));
    const pro = trait("plan", equal("pro"));
    const ana = { traits: { age: 30 } };

    expect(answerTo(adult, [], ana)).toBe(true);
    expect(answerTo(adult, [])).toBe(false);
    expect(answerTo(any(pro, adult), [], ana)).toBe(true);
    expect(answerTo(all(pro, adult), [], ana)).toBe(false);
    expect(answerTo(all(adult, hasNot("Order Completed")), [], ana)).toBe(true);
  });

  it("holds everybody where nothing is asked, and nobody where nothing would do", () => {
    expect(answerTo(all(), [])).toBe(true);
    expect(answerTo(any(), [])).toBe(false);
  });

  it.each<[string, SegmentRule, boolean]>([
    ["30 reaches 30", sum("Order Completed", "total", { atLeast: 30 }), true],
    ["30 is not more than 30", sum("Order Completed", "total", { moreThan: 30 }), false],
    ["30 is at most 30", sum("Order Completed", "total", { atMost: 30 }), true],
    ["30 is not less than 30", sum("Order Completed", "total", { lessThan: 30 }), false],
    [
      "of the last hour it is 20.1",
      sum("Order Completed", "total", { moreThan: 20, within: { hours: 1 } }),
      true,
    ],
    ["and no more", sum("Order Completed", "total", { atLeast: 20.2, within: { hours: 1 } }), false],
    ["of what never happened it is 0", sum("Refunded", "total", { atLeast: 0, lessThan: 1 }), true],
  ])("adds up a property: %s", (_what, rule, expected) => {
    const orders = [
      { event: "Order Completed", minutes: -90, properties: { total: 9.9 } },
      { event: "Order Completed", minutes: -30, properties: { total: 20.1 } },
    ];

    expect(answerTo(rule, orders)).toBe(expected);
  });

  it("tells different values apart, however often they come", () => {
    const viewed = (kind: string, minutes: number) => ({ event: "Viewed", minutes, properties: { kind } });
    const views = [viewed("a", -9), viewed("a", -1), viewed("b", -5), viewed("a", -3)];

    expect(answerTo(distinct("Viewed", "kind", { atLeast: 2 }), views)).toBe(true);
    expect(answerTo(distinct("Viewed", "kind", { atLeast: 3 }), views)).toBe(false);
    expect(answerTo(distinct("Viewed", "kind", { atLeast: 2, within: { minutes: 4 } }), views)).toBe(false);
  });

  it("asks when something first and last happened", () => {
    const orders = daysAgo(400, 20);

    expect(answerTo(first("Order Completed", { longerAgoThan: YEAR }), orders)).toBe(true);
    expect(answerTo(first("Order Completed", { withinLast: YEAR }), orders)).toBe(false);
    expect(answerTo(last("Order Completed", { withinLast: { days: 20.5 } }), orders)).toBe(true);
    expect(
      answerTo(last("Order Completed", { longerAgoThan: { days: 20 }, withinLast: { days: 21 } }), orders),
    ).toBe(true);
    expect(answerTo(last("Order Completed", { longerAgoThan: { days: 1 } }), [])).toBe(false);
  });

  it.each<[string, [string, number][], boolean]>([
    ["nothing happened", [], false],
    ["a cart and no order for two hours", [["Cart", -120]], true],
    ["a cart a moment less than two hours ago", [["Cart", -119.99]], false],
    [
      "an order before the cart",
      [
        ["Order", -130],
        ["Cart", -120],
      ],
      true,
    ],
    [
      "an order after it",
      [
        ["Cart", -180],
        ["Order", -150],
      ],
      false,
    ],
    [
      "an order much later",
      [
        ["Cart", -1800],
        ["Order", -1],
      ],
      false,
    ],
    [
      "an order at the same instant",
      [
        ["Cart", -180],
        ["Order", -180],
      ],
      false,
    ],
    [
      "another cart since",
      [
        ["Cart", -180],
        ["Cart", -60],
      ],
      false,
    ],
  ])("asks who did one thing and then not another: %s", (_what, happened, expected) => {
    const facts = happened.map(([event, minutes]) => ({ event, minutes }));

    expect(answerTo(didThenNot("Cart", "Order", { within: { hours: 2 } }), facts)).toBe(expected);
  });

  it("bands scores, and leaves whoever has none out of every band", () => {
    const middle = score("churn", { atLeast: 0.3, below: 0.7 });

    expect([0.29, 0.3, 0.69, 0.7].map((churn) => answerTo(middle, [], { scores: { churn } }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(answerTo(score("churn", { below: 1 }), [])).toBe(false);
  });

  it("asks other segments, in whatever order they stand", () => {
    const segments = {
      patient: defineSegment("Asks one that comes later.", not(inSegment("buyer"))),
      buyer: defineSegment("Ever ordered.", has("Order Completed")),
      regular: defineSegment("Asks one that came before.", all(inSegment("buyer"), loyal)),
    };

    expect(look(segments, personAfter(segments, daysAgo(3)), NOW).members).toEqual(["buyer"]);
    expect(look(segments, personAfter(segments, []), NOW).members).toEqual(["patient"]);
    expect(look(segments, personAfter(segments, daysAgo(1, 2, 3)), NOW).members).toEqual([
      "buyer",
      "regular",
    ]);
  });

  it("of a segment that does not exist is an error that names the ones that do", () => {
    const segments = { newcomer: defineSegment("N.", all()), loyal: defineSegment("L.", loyal) };

    expect(() => isMember(segments, "vip", personAfter(segments, []), NOW)).toThrow(
      /no segment "vip"; known: newcomer, loyal/,
    );
  });
});

describe("how long a look stands", () => {
  it.each<[string, SegmentRule, Instant | undefined]>([
    ["for ever where only an event can change it", has("Order Completed", { atLeast: 2 }), undefined],
    [
      "until the event that makes the number is too old",
      has("Order Completed", { atLeast: 2, within: { days: 5 } }),
      plus(NOW, { days: 2 }),
    ],
    [
      "for ever where there are too few",
      has("Order Completed", { atLeast: 4, within: { days: 5 } }),
      undefined,
    ],
    [
      "until the last time is long ago",
      last("Order Completed", { longerAgoThan: { days: 30 } }),
      plus(NOW, { days: 29 }),
    ],
    [
      "until the other event is overdue",
      didThenNot("Order Completed", "Reviewed", { within: { days: 7 } }),
      plus(NOW, { days: 6 }),
    ],
    ["until a date comes near", trait("renews_on", withinNext({ days: 7 })), "2026-03-25T00:00:00.000Z"],
    [
      "until the amount of an hour ago has left",
      sum("Order Completed", "total", { atLeast: 1, within: { days: 60 } }),
      "2026-05-01T00:00:00.000Z",
    ],
    [
      "as long as one no stands, where all must be yes",
      all(has("Reviewed"), last("Order Completed", { withinLast: { days: 30 } })),
      undefined,
    ],
    [
      "as long as the longest yes stands, where any will do",
      any(
        last("Order Completed", { withinLast: { days: 9 } }),
        last("Order Completed", { withinLast: { days: 5 } }),
      ),
      plus(NOW, { days: 8 }),
    ],
    [
      "as long as one yes stands, where any will do",
      any(has("Order Completed"), last("Order Completed", { withinLast: { days: 30 } })),
      undefined,
    ],
  ])("is %s", (_what, rule, expected) => {
    const orders = daysAgo(1, 3, 9).map((fact) => ({ ...fact, properties: { total: 1 } }));

    expect(untilOf(rule, orders, { traits: { renews_on: "2026-04-01" } })).toBe(expected);
  });
});

/** The plain reckoning that the kept tallies must agree with: over the list of all events, one rule at a time. */
function reckon(
  rule: SegmentRule,
  facts: readonly Fact[],
  profile: Profile,
  now: Instant,
  segments: Segments,
): boolean {
  const nowMs = Date.parse(now);
  const msOf = (fact: Fact) => Date.parse(at(fact.minutes));
  const lengthOf = (duration: Duration) => inSeconds(duration) * 1000;
  const again = (inner: SegmentRule) => reckon(inner, facts, profile, now, segments);
  const matching = ({ event, where = {} }: { event: string; where?: { [name: string]: Condition } }) =>
    facts.filter(
      (fact) =>
        fact.event === event &&
        Object.entries(where).every(
          ([name, condition]) => condition.is === "equal" && fact.properties?.[name] === condition.to,
        ),
    );
  const inWindow = (fact: Fact, within: Duration | undefined) =>
    !within || msOf(fact) > nowMs - lengthOf(within);
  switch (rule.rule) {
    case "all":
      return rule.of.every(again);
    case "any":
      return rule.of.some(again);
    case "not":
      return !again(rule.of);
    case "segment":
      return again((segments[rule.segment] as Segments[string]).rule);
    case "score": {
      const value = profile.scores?.[rule.score];
      return value !== undefined && value >= (rule.atLeast ?? -1) && value < (rule.below ?? 2);
    }
    case "trait": {
      const away = Date.parse(String(profile.traits?.[rule.trait])) - nowMs;
      if (!("duration" in rule.where)) return false;
      const length = lengthOf(rule.where.duration);
      if (rule.where.is === "within-last") return away > -length && away <= 0;
      if (rule.where.is === "within-next") return away > 0 && away <= length;
      return rule.where.is === "longer-ago-than" ? away <= -length : away > length;
    }
    case "count":
      return matching(rule).filter((fact) => inWindow(fact, rule.within)).length >= rule.atLeast;
    case "distinct": {
      const seen = matching(rule).filter((fact) => inWindow(fact, rule.within));
      const values = seen
        .map((fact) => fact.properties?.[rule.property])
        .filter((value) => value !== undefined);
      return new Set(values).size >= rule.atLeast;
    }
    case "sum": {
      const amounts = matching(rule).filter((fact) => typeof fact.properties?.[rule.property] === "number");
      const { within, bounds } = rule;
      // The documented grid: sixtieths of the window since 1970, and a window that never ends before the newest event.
      const width = within ? Math.ceil(lengthOf(within) / 60) : 1;
      const numberOf = (ms: number) => Math.floor(ms / width);
      const newest = Math.max(...amounts.map((fact) => numberOf(msOf(fact))));
      const oldest = within ? Math.max(numberOf(nowMs - lengthOf(within)), newest - 60) : -1;
      const total = amounts
        .filter((fact) => numberOf(msOf(fact)) >= oldest)
        .reduce((sofar, fact) => sofar + (fact.properties?.[rule.property] as number), 0);
      return total >= (bounds.atLeast ?? -1e9) && total < (bounds.lessThan ?? 1e9);
    }
    case "first":
    case "last": {
      const times = matching(rule).map(msOf);
      if (times.length === 0) return false;
      const age = nowMs - (rule.rule === "first" ? Math.min(...times) : Math.max(...times));
      const { withinLast: recent, longerAgoThan: old } = rule.limits;
      return (!recent || age < lengthOf(recent)) && (!old || age >= lengthOf(old));
    }
    case "then-not": {
      const did = matching(rule.did).map(msOf);
      if (did.length === 0) return false;
      const lastDid = Math.max(...did);
      const since = matching(rule.not).some((fact) => msOf(fact) >= lastDid);
      return !since && nowMs - lastDid >= lengthOf(rule.within);
    }
  }
}

describe("any segment of anybody", () => {
  const name = fc.constantFrom("A", "B");
  const where = fc.option(
    fc.constantFrom("a", "b").map((kind) => ({ kind: equal(kind) })),
    { nil: undefined },
  );
  const length = fc.constantFrom<Duration[]>({ minutes: 7 }, { minutes: 40 }, { hours: 1 }, { seconds: 100 });
  const maybeLength = fc.option(length, { nil: undefined });
  const optional = (how: { [name: string]: unknown }) =>
    Object.fromEntries(Object.entries(how).filter(([, value]) => value !== undefined));
  const plain: fc.Arbitrary<SegmentRule> = fc.oneof(
    fc
      .tuple(name, fc.integer({ min: 1, max: 4 }), maybeLength, where)
      .map(([event, count, within, only]) =>
        has(event, { atLeast: count, ...optional({ within, where: only }) }),
      ),
    fc
      .tuple(name, fc.integer({ min: -20, max: 40 }), maybeLength, where, fc.boolean())
      .map(([event, limit, within, only, up]) =>
        sum(event, "total", {
          ...(up ? { atLeast: limit } : { lessThan: limit }),
          ...optional({ within, where: only }),
        }),
      ),
    fc
      .tuple(name, fc.integer({ min: 1, max: 3 }), maybeLength, where)
      .map(([event, count, within, only]) =>
        distinct(event, "kind", { atLeast: count, ...optional({ within, where: only }) }),
      ),
    fc
      .tuple(fc.constantFrom(first, last), name, length, maybeLength, where)
      .map(([word, event, recent, old, only]) =>
        word(event, { withinLast: recent, ...optional({ longerAgoThan: old, where: only }) }),
      ),
    fc
      .tuple(fc.constantFrom(first, last), name, length)
      .map(([word, event, old]) => word(event, { longerAgoThan: old })),
    fc
      .tuple(fc.constantFrom("A", "B"), length, where)
      .map(([did, within, whereB]) =>
        didThenNot(did, did === "A" ? "B" : "A", { within, ...optional({ whereB }) }),
      ),
    fc
      .tuple(fc.constantFrom(withinLast, withinNext, longerAgoThan, furtherAheadThan), length)
      .map(([word, duration]) => trait("day", word(duration))),
    fc.constant(score("churn", { atLeast: 0.5 })),
  );
  const rule = fc.letrec<{ rule: SegmentRule; many: SegmentRule[] }>((tie) => ({
    many: fc.array(tie("rule"), { maxLength: 3 }),
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: plain },
      { weight: 1, arbitrary: tie("many").map((rules) => all(...rules)) },
      { weight: 1, arbitrary: tie("many").map((rules) => any(...rules)) },
      { weight: 1, arbitrary: tie("rule").map(not) },
    ),
  })).rule;
  const segmentsOf = fc.tuple(rule, rule, rule).map(([one, two, three]) => ({
    one: defineSegment("One.", any(inSegment("two"), one)),
    two: defineSegment("Two.", two),
    three: defineSegment("Three.", all(not(inSegment("one")), three)),
  }));
  const fact: fc.Arbitrary<Fact> = fc.record({
    event: name,
    minutes: fc.integer({ min: -400, max: 0 }).map((quarters) => quarters / 4),
    properties: fc.record({
      // Quarters add up exactly in the plain reckoning too.
      total: fc.oneof(
        fc.integer({ min: -40, max: 80 }).map((quarters) => quarters / 4),
        fc.constant("much"),
      ),
      kind: fc.constantFrom("a", "b", "c", undefined),
    }),
  });
  const facts = fc.array(fact, { maxLength: 25 });
  const profile = fc.record({
    traits: fc.record({ day: fc.integer({ min: -90, max: 90 }).map(at) }),
    scores: fc.constantFrom<{ [name: string]: number }[]>({}, { churn: 0.5 }, { churn: 0.4 }),
  });
  /** Some before the latest event: clocks differ. */
  const moments = fc.array(fc.integer({ min: -60_000, max: 9_000_000 }), { minLength: 6, maxLength: 6 });
  const after = (ms: number): Instant => plus(NOW, { seconds: ms / 1000 });

  /** The moments at which looks say to look again, one after the other. */
  const edgesOf = (segments: Segments, person: ReturnType<typeof personAfter>): Instant[] => {
    const edges: Instant[] = [];
    let { until } = look(segments, person, NOW);
    while (until && edges.length < 30) {
      edges.push(until);
      until = look(segments, person, until).until;
    }
    return edges;
  };

  it("is answered as by going through all events", () => {
    fc.assert(
      fc.property(segmentsOf, facts, profile, moments, (segments, happened, known, when) => {
        const person = personAfter(segments, happened, known);
        const edges = edgesOf(segments, person).flatMap((edge) => [edge, plus(edge, { seconds: -0.001 })]);
        for (const now of [...when.map(after), ...edges]) {
          const expected = Object.entries(segments)
            .filter(([, segment]) => reckon(segment.rule, happened, known, now, segments))
            .map(([each]) => each);

          expect(look(segments, person, now).members).toEqual(expected);
          expect(Object.keys(segments).filter((each) => isMember(segments, each, person, now))).toEqual(
            expected,
          );
        }
      }),
      { numRuns: 600 },
    );
  });

  it("is answered the same in whatever order the events came", () => {
    const shuffled = facts.chain((happened) =>
      fc.tuple(
        fc.constant(happened),
        fc.shuffledSubarray(happened, { minLength: happened.length, maxLength: happened.length }),
      ),
    );
    fc.assert(
      fc.property(segmentsOf, shuffled, moments, (segments, [happened, otherwise], when) => {
        const [person, other] = [personAfter(segments, happened), personAfter(segments, otherwise)];

        expect(other).toEqual(person);
        for (const now of when.map(after))
          expect(look(segments, other, now)).toEqual(look(segments, person, now));
      }),
      { numRuns: 300 },
    );
  });

  it("stands until the look says, if only time goes by", () => {
    let bounded = 0;
    fc.assert(
      fc.property(segmentsOf, facts, profile, moments, (segments, happened, known, when) => {
        const person = personAfter(segments, happened, known);
        const { members, until } = look(segments, person, NOW);
        if (until) bounded++;

        expect(until === undefined || until > NOW).toBe(true);
        const justBefore = until ? [plus(until, { seconds: -0.001 })] : [];
        const later = when.filter((ms) => ms >= 0).map(after);
        for (const now of [...justBefore, ...later.filter((each) => until === undefined || each < until)]) {
          expect([now, look(segments, person, now).members]).toEqual([now, members]);
        }
      }),
      { numRuns: 600 },
    );
    expect(bounded).toBeGreaterThan(100);
  });
});
