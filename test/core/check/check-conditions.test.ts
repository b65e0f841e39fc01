import fc from "fast-check";
import * as z from "zod/mini";
import { impliesAll, ruledOut, whyNever } from "../../../core/check/check-conditions";
import { type Condition, holds } from "../../../core/condition";

const numbers = fc.integer({ min: -3, max: 3 });
const texts = fc.constantFrom("", "a", "ab", "abc");
const values = fc.oneof(numbers, texts, fc.boolean());

const conditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>({ is: "present" }, { is: "absent" }, { is: "empty" }, { is: "not-empty" }),
  fc.record({ is: fc.constantFrom("equal" as const, "not-equal" as const), to: values }),
  fc.record({ is: fc.constant("one-of" as const), to: fc.array(fc.oneof(numbers, texts), { maxLength: 3 }) }),
  fc.record({ is: fc.constantFrom("contains" as const, "starts-with" as const), to: texts }),
  fc.record({
    is: fc.constantFrom("at-least" as const, "more-than" as const, "at-most" as const, "less-than" as const),
    to: numbers,
  }),
  fc.record({ is: fc.constant("size-at-least" as const), to: fc.nat(3) }),
);
const anything = [
  undefined,
  null,
  "",
  [],
  ["a"],
  "a",
  "ab",
  "abc",
  "b",
  -3,
  -2.5,
  -1,
  0,
  0.5,
  1,
  2,
  3,
  9,
  true,
  false,
];
const meets = (condition: Condition, value: unknown) => holds({ value: condition }, { value });

describe("what conditions have to do with each other", () => {
  it("says that one implies another only where it does, whatever the value", () => {
    fc.assert(
      fc.property(conditions, conditions, (a, b) => {
        fc.pre(impliesAll({ value: a }, { value: b }));

        expect(anything.filter((value) => meets(a, value) && !meets(b, value))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[Condition, Condition]>([
    [
      { is: "at-least", to: 5 },
      { is: "at-least", to: 3 },
    ],
    [
      { is: "more-than", to: 5 },
      { is: "at-least", to: 5 },
    ],
    [
      { is: "less-than", to: 5 },
      { is: "at-most", to: 5 },
    ],
    [
      { is: "equal", to: "a" },
      { is: "one-of", to: ["a", "b"] },
    ],
    [{ is: "starts-with", to: "a" }, { is: "not-empty" }],
    [{ is: "absent" }, { is: "empty" }],
    [{ is: "not-empty" }, { is: "present" }],
  ])("knows that %j implies %j", (a, b) => {
    expect(impliesAll({ value: a }, { value: b })).toBe(true);
    expect(impliesAll({ other: a }, { value: b })).toBe(false);
  });

  it("says that known values rule out conditions they do not meet", () => {
    expect(ruledOut({ times: { is: "less-than", to: 3 } }, { times: 3 })).toBe(true);
    expect(ruledOut({ times: { is: "less-than", to: 3 } }, { times: 2, other: 9 })).toBe(false);
    expect(ruledOut({ times: { is: "less-than", to: 3 } }, {})).toBe(false);
  });
});

describe("a condition that can never be met", () => {
  it.each<[Condition, z.core.$ZodType, string | undefined]>([
    [{ is: "equal", to: "mail" }, z.enum(["email", "sms"]), 'can never be "mail"'],
    [{ is: "equal", to: "email" }, z.optional(z.enum(["email", "sms"])), undefined],
    [{ is: "at-least", to: 5 }, z.optional(z.string()), "is a text, never at least 5"],
    [{ is: "at-least", to: 5 }, z.optional(z.number()), undefined],
    [{ is: "at-least", to: Number.NaN }, z.number(), "is compared with NaN"],
    [{ is: "contains", to: "a" }, z.boolean(), 'is a boolean, never contains "a"'],
    [{ is: "contains", to: "a" }, z.array(z.string()), undefined],
    [{ is: "one-of", to: [] }, z.string(), "is compared with nothing"],
    [{ is: "one-of", to: ["a", 5] }, z.string(), "can never be 5"],
    [{ is: "within-last", duration: { days: 1 } }, z.number(), "is a number, never within last"],
    [{ is: "within-last", duration: { days: 1 } }, z.string(), undefined],
    [{ is: "absent" }, z.string(), "is always there, never absent"],
    [{ is: "absent" }, z.nullable(z.string()), undefined],
    [{ is: "empty" }, z.number(), "is a number, never empty"],
    [{ is: "empty" }, z.array(z.string()), undefined],
    [{ is: "at-least", to: 5 }, z.unknown(), undefined],
    [{ is: "equal", to: 5 }, z.union([z.string(), z.number()]), undefined],
  ])("%j of its schema %#", (condition, schema, why) => {
    expect(whyNever(condition, schema)).toBe(why);
  });
});
