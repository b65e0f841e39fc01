import { equal } from "../../../core/condition";
import { explainSegment } from "../../../core/explain/explain-segment";
import { timesIn } from "../../../core/explain/explain-words";
import { plus } from "../../../core/instant";
import { newPerson, type Person } from "../../../core/people/person";
import { mergeNeeds, remember } from "../../../core/people/tally";
import {
  all,
  any,
  defineSegment,
  didThenNot,
  distinct,
  has,
  hasNot,
  inSegment,
  last,
  needsOfSegments,
  type SegmentRule,
  score,
  sum,
  trait,
} from "../../../core/segments/segment";

const NOW = "2026-03-02T12:00:00.000Z";
const day = { days: 1 };

type Happened = readonly [event: string, daysAgo: number, properties?: object];

/** The rules of a segment about somebody, as "yes …" and "no …". */
function rulesOf(
  rule: SegmentRule,
  happened: readonly Happened[] = [],
  more: Partial<Person> = {},
): string[] {
  const segments = {
    asked: defineSegment("", rule),
    loyal: defineSegment("", has("Ordered", { atLeast: 2 })),
  };
  const needs = mergeNeeds(needsOfSegments(segments));
  const history = happened.reduce(
    (known, [event, days, properties = {}]) =>
      remember(known, needs, { event, timestamp: plus(NOW, { days: -days }), properties: { ...properties } }),
    {},
  );
  const person = { ...newPerson("ana", NOW), history, ...more };
  const { member, rules } = explainSegment("asked", { segments, person, now: NOW, tell: timesIn("UTC") });
  expect(member).toBe(rules[0]?.yes);
  return rules.map(({ depth, yes, sentence }) => `${"  ".repeat(depth)}${yes ? "yes" : "no"} ${sentence}`);
}

describe("a segment explained about a person", () => {
  it("counts what happened and says how much is needed", () => {
    const rule = has("Ordered", { atLeast: 3, within: { days: 365 } });

    expect(
      rulesOf(rule, [
        ["Ordered", 1],
        ["Ordered", 30],
        ["Ordered", 400],
      ]),
    ).toEqual(["no “Ordered” came 2 times in the last 365 days; 3 or more are needed"]);
  });

  it("adds up, and tells values apart", () => {
    const events: Happened[] = [
      ["Earned", 1, { points: 400 }],
      ["Earned", 2, { points: 700.5 }],
    ];

    expect(rulesOf(sum("Earned", "points", { atLeast: 1000 }), events)).toEqual([
      "yes “points” of “Earned” adds up to 1100.5; it must be at least 1000",
    ]);
    expect(rulesOf(sum("Earned", "points", { lessThan: 500, within: { days: 1.5 } }), events)).toEqual([
      "yes “points” of “Earned” adds up to 400 in the last 1.5 days; it must be less than 500",
    ]);
    expect(rulesOf(distinct("Earned", "points", { atLeast: 3 }), events)).toEqual([
      "no “Earned” came with 2 different values of “points” (400, 700.5); 3 or more are needed",
    ]);
  });

  it("says when something last happened, and when it will be long enough ago", () => {
    expect(rulesOf(last("Opened", { withinLast: day }), [["Opened", 3]])).toEqual([
      "no “Opened” must have come last within the last 1 day; it was on 27 Feb 2026, 12:00 UTC",
    ]);
    expect(rulesOf(didThenNot("Viewed", "Ordered", { within: { days: 2 } }), [["Viewed", 1]])).toEqual([
      "no “Viewed” must have come 2 days ago or earlier, and no “Ordered” since; the first last came on 1 Mar 2026, 12:00 UTC, so it will be so on 3 Mar 2026, 12:00 UTC",
    ]);
    expect(
      rulesOf(didThenNot("Viewed", "Ordered", { within: day }), [
        ["Viewed", 3],
        ["Ordered", 2],
      ]),
    ).toEqual([
      "no “Viewed” must have come 1 day ago or earlier, and no “Ordered” since; the first last came on 27 Feb 2026, 12:00 UTC, and the other on 28 Feb 2026, 12:00 UTC",
    ]);
  });

  it("goes into every rule, also those of other segments", () => {
    const rule = any(
      all(trait("plan", equal("club")), hasNot("Ordered")),
      inSegment("loyal"),
      score("churn", { atLeast: 0.5 }),
    );
    const at = NOW;

    expect(
      rulesOf(rule, [["Ordered", 1]], {
        traits: { plan: { value: "club", at } },
        scores: { churn: { value: 0.7, at } },
      }),
    ).toEqual([
      "yes one of these must be so",
      "  no all of these must be so",
      "    yes plan is club; it is “club”",
      "    no must not be so: “Ordered” came 1 time; 1 or more is needed",
      "  no is in the segment “loyal”",
      "    no “Ordered” came 1 time; 2 or more are needed",
      "  yes the score “churn” must be at least 0.5; it is 0.7",
    ]);
  });
});
