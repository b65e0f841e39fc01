import fc from "fast-check";
import { plus } from "../../../core/instant";
import {
  foldSuppression,
  freeAddress,
  type StopRule,
  SUPPRESSION_REASONS,
  type SuppressionQuestion,
  type SuppressionReason,
  type SuppressionRow,
  type SuppressionWord,
  suppressionFor,
  suppressionsOf,
} from "../../../core/people/suppression";

/** 10⁴ in the suite; HERALD_CASES=100000 for more. */
const CASES = Number(process.env.HERALD_CASES ?? 10_000);

const AT = "2026-03-02T09:00:00.000Z";
const ANA = freeAddress({ id: "a".repeat(64), channel: "sms", address: "+12025550123" });

let count = 0;
const word = (
  reason: SuppressionReason,
  days = 0,
  says: SuppressionWord["says"] = "suppress",
): SuppressionWord => ({ reason, says, at: plus(AT, { days }), by: "test", id: `w-${count++}` });
const lift = (reason: SuppressionReason, days: number, lifter: "person" | "human") =>
  word(reason, days, { lift: lifter });
const rowOf = (...words: SuppressionWord[]) => words.reduce(foldSuppression, ANA);
const asked = (row: SuppressionRow, more: Partial<SuppressionQuestion> = {}) =>
  suppressionFor(row, { purpose: "marketing", now: plus(AT, { days: 400 }), ...more })?.reason;
const both = (row: SuppressionRow, more: Partial<SuppressionQuestion> = {}) =>
  (["marketing", "transactional"] as const).map((purpose) => asked(row, { ...more, purpose }));

describe("the suppression of an address", () => {
  it("is none where nothing was said", () => {
    expect([asked(ANA), suppressionsOf(ANA)]).toEqual([undefined, []]);
  });

  it.each([
    ["hard-bounce", ["hard-bounce", "hard-bounce"]],
    ["complaint", ["complaint", "complaint"]],
    ["opt-out", ["opt-out", "opt-out"]],
    ["manual", ["manual", "manual"]],
    ["unclear-reply", ["unclear-reply", undefined]],
    ["erased", ["erased", undefined]],
  ] as const)("E-11: by %s stops marketing and transactional messages as it must", (reason, stopped) => {
    expect(both(rowOf(word(reason)))).toEqual(stopped);
  });

  it.each([
    ["hard-bounce", []],
    ["complaint", ["person"]],
    ["opt-out", ["person"]],
    ["manual", ["human"]],
    ["unclear-reply", ["human"]],
    ["erased", ["person"]],
  ] as const)("E-43: by %s is undone by whoever may, and by nobody else", (reason, lifters) => {
    const undone = (["person", "human"] as const).filter(
      (lifter) => asked(rowOf(word(reason), lift(reason, 1, lifter))) === undefined,
    );

    expect(undone).toEqual(lifters);
  });

  it("stands against a lift that is no later", () => {
    expect(asked(rowOf(word("opt-out"), lift("opt-out", 0, "person")))).toBe("opt-out");
  });

  it("comes back where it is said again", () => {
    const row = rowOf(word("opt-out"), lift("opt-out", 1, "person"), word("opt-out", 2));

    expect(asked(row)).toBe("opt-out");
  });

  it("by one reason is not undone by a lift of another", () => {
    expect(asked(rowOf(word("complaint"), word("opt-out"), lift("opt-out", 1, "person")))).toBe("complaint");
  });
});

describe("an address that cannot be reached for now", () => {
  const now = (days: number) => ({ now: plus(AT, { days }) });

  it("E-43: pauses for 14 days after the third time in 14 days", () => {
    const row = rowOf(word("soft-bounces"), word("soft-bounces", 5), word("soft-bounces", 14));

    expect([asked(row, now(14)), asked(row, now(27.9)), asked(row, now(28))]).toEqual([
      ...["soft-bounces", "soft-bounces", undefined],
    ]);
  });

  it("goes on where the three lie further apart, or are two and one of them told twice", () => {
    const twice = word("soft-bounces", 3);

    expect(
      asked(rowOf(word("soft-bounces"), word("soft-bounces", 5), word("soft-bounces", 14.1)), now(15)),
    ).toBe(undefined);
    expect(asked(rowOf(word("soft-bounces"), twice, twice), now(4))).toBeUndefined();
  });

  it("goes on once a human lets it, until three more", () => {
    const paused = [word("soft-bounces"), word("soft-bounces", 1), word("soft-bounces", 2)];
    const lifted = [...paused, lift("soft-bounces", 3, "human")];

    expect(asked(rowOf(...lifted), now(4))).toBeUndefined();
    expect(asked(rowOf(...lifted, word("soft-bounces", 4)), now(4))).toBeUndefined();
    expect(asked(rowOf(...lifted, ...paused.map((_, day) => word("soft-bounces", 4 + day))), now(7))).toBe(
      "soft-bounces",
    );
  });
});

describe("how much a STOP ends", () => {
  const rule: StopRule = {
    countries: ["US"],
    scope: "program",
    until: "2027-01-31T00:00:00.000Z",
    source: "FCC DA 26-12",
  };
  const stopped = rowOf(word("opt-out"));

  it("S-3: is everything, unless a rule says otherwise for the country and the day", () => {
    const now = "2026-12-01T00:00:00.000Z";

    expect(both(stopped, { now, country: "US" })).toEqual(["opt-out", "opt-out"]);
    expect(both(stopped, { now, country: "US", stopRules: [rule] })).toEqual(["opt-out", undefined]);
    expect(both(stopped, { now, country: "CA", stopRules: [rule] })).toEqual(["opt-out", "opt-out"]);
    expect(both(stopped, { now, stopRules: [rule] })).toEqual(["opt-out", "opt-out"]);
    const after = "2027-01-31T00:00:00.000Z";
    expect(both(stopped, { now: after, country: "US", stopRules: [rule] })).toEqual(["opt-out", "opt-out"]);
  });
});

describe("words in any order, however often", () => {
  const aWord: fc.Arbitrary<SuppressionWord> = fc.record({
    reason: fc.constantFrom(...SUPPRESSION_REASONS),
    says: fc.constantFrom<SuppressionWord["says"]>("suppress", { lift: "person" }, { lift: "human" }),
    at: fc.integer({ min: 0, max: 20 }).map((days) => plus(AT, { days })),
    by: fc.constant("test"),
    id: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  });
  const someWords = fc.uniqueArray(aWord, { maxLength: 12, selector: ({ id }) => id });

  it("P-5, E-43: come to the same row", () => {
    const anOrder = someWords.chain((words) =>
      fc.tuple(
        fc.constant(words),
        fc.shuffledSubarray([...words, ...words], { minLength: 2 * words.length }),
      ),
    );

    fc.assert(
      fc.property(anOrder, ([words, shuffled]) => {
        expect(rowOf(...shuffled)).toEqual(rowOf(...words));
      }),
      { numRuns: CASES },
    );
  });

  it("P-24: never free an address without a later lift from whoever may", () => {
    const grave = ["hard-bounce", "complaint", "opt-out", "erased", "manual"] as const;

    fc.assert(
      fc.property(someWords, fc.constantFrom(...grave), (words, reason) => {
        const lifts = words.filter((each) => each.reason === reason && each.says !== "suppress");
        const free = asked(rowOf(word(reason, 10), ...words)) === undefined;
        expect(!free || lifts.some(({ at }) => at > plus(AT, { days: 10 }))).toBe(true);
      }),
      { numRuns: CASES },
    );
  });
});
