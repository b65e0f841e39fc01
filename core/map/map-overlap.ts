import { type Condition, type Conditions, holds } from "../condition";

/**
 * Whether one thing may meet both conditions: found by trying the values that the conditions speak of, and their
 * neighbors. What compares with the present day is taken to agree with every date.
 */
export function mayBothHold(a: Conditions, b: Conditions): boolean {
  return Object.keys(a).every((name) => {
    const [one, other] = [a[name], b[name]];
    return one === undefined || other === undefined || agree(one, other);
  });
}

function agree(a: Condition, b: Condition): boolean {
  return witnesses([...valuesIn(a), ...valuesIn(b)]).some((value) => meets(a, value) && meets(b, value));
}

function meets(condition: Condition, value: unknown): boolean {
  if ("duration" in condition) return value === SOME_DATE || isDate(value);
  return holds({ value: condition }, { value });
}

const SOME_DATE = "2026-01-01T00:00:00Z";

/** A value that no condition is likely to name. */
const OTHER = "\u2042";

type Named = string | number | boolean;

/** Values that may show that two conditions agree. */
function witnesses(named: readonly Named[]): unknown[] {
  const numbers = named.filter((value) => typeof value === "number");
  const texts = named.filter((value) => typeof value === "string");
  const dates = texts.filter(isDate).map((text) => Date.parse(text));
  const long = Math.max(0, ...numbers.filter((size) => Number.isInteger(size) && size < MAX_SIZE));
  const joined = [...texts, [...texts].reverse()].flat();
  return [
    ...[undefined, "", [], OTHER, 0, true, false, SOME_DATE],
    ...named,
    ...around(numbers, 1),
    ...around(dates, DAY_MS).map((ms) => new Date(ms).toISOString()),
    ...[...texts, joined.join(""), [...joined].reverse().join("")].map((text) =>
      text.padEnd(long + text.length + 1, OTHER),
    ),
    [...named, ...Array.from({ length: long }, () => OTHER)],
  ];
}

const DAY_MS = 86_400_000;
const MAX_SIZE = 1_000;

/** Numbers, what lies beside each and what lies halfway between. */
function around(numbers: readonly number[], step: number): number[] {
  const beside = numbers.flatMap((number) => [number - step, number, number + step]);
  const between = numbers.flatMap((one) => numbers.map((other) => (one + other) / 2));
  return [...beside, ...between];
}

function valuesIn(condition: Condition): readonly Named[] {
  if (!("to" in condition)) return [];
  return typeof condition.to === "object" ? condition.to : [condition.to];
}

function isDate(value: unknown): boolean {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
}
