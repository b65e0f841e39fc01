import fc from "fast-check";
import {
  absent,
  after as afterDate,
  atLeast,
  atMost,
  before as beforeDate,
  type Condition,
  contains,
  containsAny,
  empty,
  equal,
  holds,
  lessThan,
  moreThan,
  notEmpty,
  notEqual,
  oneOf,
  present,
  sizeAtLeast,
  startsWith,
  withinLast,
} from "../../../core/condition";
import { mayBothHold } from "../../../core/map/map-overlap";

const agree = (a: Condition, b: Condition) => mayBothHold({ value: a }, { value: b });

describe("whether two conditions can be true together", () => {
  it.each([
    ["two values", equal("a"), equal("b")],
    ["a value and its opposite", equal(true), notEqual(true)],
    ["values in no common list", oneOf("a", "b"), oneOf("c", "d")],
    ["something and nothing", present, absent],
    ["empty and not", empty, notEmpty],
    ["stretches that lie apart", atMost(5), moreThan(5)],
    ["times that lie apart", beforeDate("2026-01-01"), afterDate("2026-02-01")],
    ["beginnings", startsWith("ab"), startsWith("ac")],
    ["a size and nothing in it", sizeAtLeast(2), empty],
    ["a value out of a stretch", equal(3), atLeast(4)],
    ["a date from now and nothing", withinLast({ days: 1 }), absent],
  ])("no: %s", (_what, a, b) => {
    expect(agree(a, b)).toBe(false);
    expect(agree(b, a)).toBe(false);
  });

  it.each([
    ["a value in a list", equal("b"), oneOf("a", "b")],
    ["stretches that meet in one number", atMost(5), atLeast(5)],
    ["numbers between", moreThan(5), lessThan(5.5)],
    ["a day between", afterDate("2026-01-01"), beforeDate("2026-02-01")],
    ["a beginning of a beginning", startsWith("a"), startsWith("abc")],
    ["two things in one list", contains("a"), containsAny("b", "c")],
    ["a list so long with a thing in it", sizeAtLeast(3), contains("a")],
    ["a text so long with a beginning", sizeAtLeast(9), startsWith("ab")],
    ["two refusals", notEqual("a"), notEqual("b")],
    ["a date from now and any date", withinLast({ days: 1 }), beforeDate("2020-01-01")],
    ["anything", present, notEmpty],
  ])("yes: %s", (_what, a, b) => {
    expect(agree(a, b)).toBe(true);
    expect(agree(b, a)).toBe(true);
  });

  it("looks only at what both speak of", () => {
    expect(mayBothHold({ a: equal(1) }, { b: equal(2) })).toBe(true);
    expect(mayBothHold({ a: equal(1), b: equal(1) }, { b: equal(2) })).toBe(false);
  });

  it("never says no of conditions that a value meets", () => {
    const values = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom("a", "ab", "b", ""),
      fc.boolean(),
      fc.constant(undefined),
    );
    const number = fc.integer({ min: -3, max: 3 });
    const conditions = fc.oneof(
      fc.constantFrom(present, absent, empty, notEmpty),
      values.filter((value) => value !== undefined).map((value) => equal(value as string)),
      values.filter((value) => value !== undefined).map((value) => notEqual(value as string)),
      number.map(atLeast),
      number.map(atMost),
      number.map(moreThan),
      number.map(lessThan),
      fc.constantFrom("a", "b").map(startsWith),
    );
    fc.assert(
      fc.property(conditions, conditions, values, (a, b, value) => {
        fc.pre(holds({ value: a }, { value }) && holds({ value: b }, { value }));

        expect(agree(a, b)).toBe(true);
      }),
    );
  });
});
