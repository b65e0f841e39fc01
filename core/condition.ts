import { readDate } from "./calendar";
import { type Duration, type Instant, inSeconds } from "./instant";
import type { JsonObject } from "./json";
import { ProgramError, sourcePlace } from "./source-place";

/** One question about one property, as data. */
export type Condition =
  | { readonly is: "present" | "absent" | "empty" | "not-empty" }
  | { readonly is: "equal" | "not-equal"; readonly to: string | number | boolean }
  | { readonly is: "one-of" | "contains-any"; readonly to: readonly (string | number)[] }
  | { readonly is: "contains"; readonly to: string | number }
  | { readonly is: "starts-with"; readonly to: string }
  | {
      readonly is: "at-least" | "more-than" | "at-most" | "less-than" | "size-at-least";
      readonly to: number;
    }
  | { readonly is: "before" | "after"; readonly to: string }
  | RelativeCondition;

/** A question about where a date lies, seen from now. Every date is in exactly one of the four. */
interface RelativeCondition {
  readonly is: "longer-ago-than" | "within-last" | "within-next" | "further-ahead-than";
  readonly duration: Duration;
}

/** Conditions by property name; all must hold. */
export type Conditions = { readonly [property: string]: Condition };

/** Words for writing conditions: `where: { products: notEmpty, total: atLeast(50) }`. */
export const present: Condition = { is: "present" };
export const absent: Condition = { is: "absent" };
export const empty: Condition = { is: "empty" };
export const notEmpty: Condition = { is: "not-empty" };
export const equal = (to: string | number | boolean): Condition => ({ is: "equal", to });
export const notEqual = (to: string | number | boolean): Condition => ({ is: "not-equal", to });
export const oneOf = (...to: (string | number)[]): Condition => ({ is: "one-of", to });
export const atLeast = (to: number): Condition => ({ is: "at-least", to });
export const moreThan = (to: number): Condition => ({ is: "more-than", to });
export const atMost = (to: number): Condition => ({ is: "at-most", to });
export const lessThan = (to: number): Condition => ({ is: "less-than", to });

/** A text within a text, or a value in a list. Upper and lower case are the same. */
export const contains = (to: string | number): Condition => ({ is: "contains", to });
export const containsAny = (...to: (string | number)[]): Condition => ({ is: "contains-any", to });
/** Upper and lower case are the same. */
export const startsWith = (to: string): Condition => ({ is: "starts-with", to });
/** The number of a list's values or of a text's characters. */
export const sizeAtLeast = (to: number): Condition => ({ is: "size-at-least", to });

/**
 * Words for dates: "2026-03-02", taken as midnight UTC, or "2026-03-02T09:00:00Z". All are false of anything else.
 * "2026-03-02T09:00:00Z" is therefore after "2026-03-02".
 */
export const before = (date: string): Condition => ({ is: "before", to: checkedDate("before", date) });
export const after = (date: string): Condition => ({ is: "after", to: checkedDate("after", date) });

/** Words for dates seen from now; without a `now` they are false. */
export const withinLast = (duration: Duration) => relative("within-last", duration);
export const withinNext = (duration: Duration) => relative("within-next", duration);
export const longerAgoThan = (duration: Duration) => relative("longer-ago-than", duration);
export const furtherAheadThan = (duration: Duration) => relative("further-ahead-than", duration);

/**
 * Whether all conditions hold of the properties. A comparison with a value of another kind is false.
 * @param now what relative conditions are seen from: the event's own time where events are picked out for good, so
 *   that the answer never changes; they are false without it
 */
export function holds(conditions: Conditions, properties: JsonObject, now?: Instant): boolean {
  for (const name in conditions) {
    if (!conditionHolds(conditions[name] as Condition, properties[name], now)) return false;
  }
  return true;
}

/** The first instant strictly after `now` at which time alone changes whether a condition holds of a value. */
export function changesAt(condition: Condition, value: unknown, now: Instant): Instant | undefined {
  if (!isRelative(condition)) return undefined;
  const at = epochMsOf(value);
  if (at === undefined) return undefined;
  const nowMs = Date.parse(now);
  const edge = edgesOf(condition, at).find((each) => each > nowMs);
  return edge === undefined || edge > END_OF_TIME ? undefined : new Date(edge).toISOString();
}

/** Instants are compared as text, which later years would break. */
const END_OF_TIME = Date.parse("9998-12-31T23:59:59.999Z");

function conditionHolds(condition: Condition, value: unknown, now: Instant | undefined): boolean {
  switch (condition.is) {
    case "present":
      return value !== undefined && value !== null;
    case "absent":
      return value === undefined || value === null;
    case "empty":
      return isEmpty(value);
    case "not-empty":
      return !isEmpty(value);
    case "equal":
      return value === condition.to;
    case "not-equal":
      return value !== condition.to;
    case "one-of":
      return condition.to.includes(value as string | number);
    case "contains":
      return isIn(value, condition.to);
    case "contains-any":
      return condition.to.some((each) => isIn(value, each));
    case "starts-with":
      return typeof value === "string" && value.toLowerCase().startsWith(condition.to.toLowerCase());
    case "size-at-least":
      return (typeof value === "string" || Array.isArray(value)) && value.length >= condition.to;
    case "at-least":
      return typeof value === "number" && value >= condition.to;
    case "more-than":
      return typeof value === "number" && value > condition.to;
    case "at-most":
      return typeof value === "number" && value <= condition.to;
    case "less-than":
      return typeof value === "number" && value < condition.to;
    case "before":
      return compares(value, condition.to, (at, than) => at < than);
    case "after":
      return compares(value, condition.to, (at, than) => at > than);
    default:
      return now !== undefined && compares(value, now, (at, nowMs) => relativeHolds(condition, at, nowMs));
  }
}

function relativeHolds(condition: RelativeCondition, at: number, nowMs: number): boolean {
  const ms = inSeconds(condition.duration) * 1000;
  switch (condition.is) {
    case "longer-ago-than":
      return at <= nowMs - ms;
    case "within-last":
      return at > nowMs - ms && at <= nowMs;
    case "within-next":
      return at > nowMs && at <= nowMs + ms;
    case "further-ahead-than":
      return at > nowMs + ms;
  }
}

/** The moments at which the answer for a date changes as time goes by, in order. */
function edgesOf(condition: RelativeCondition, at: number): number[] {
  const ms = inSeconds(condition.duration) * 1000;
  switch (condition.is) {
    case "longer-ago-than":
      return [at + ms];
    case "within-last":
      return [at, at + ms];
    case "within-next":
      return [at - ms, at];
    case "further-ahead-than":
      return [at - ms];
  }
}

function isRelative(condition: Condition): condition is RelativeCondition {
  return "duration" in condition;
}

function compares(value: unknown, than: string, how: (atMs: number, thanMs: number) => boolean): boolean {
  const atMs = epochMsOf(value);
  return atMs !== undefined && how(atMs, Date.parse(than));
}

function epochMsOf(value: unknown): number | undefined {
  const text = dateTextOf(value);
  return text === undefined ? undefined : Date.parse(text);
}

function dateTextOf(value: unknown): string | undefined {
  const read = readDate(value);
  if (!read || "monthDay" in read) return undefined;
  return "date" in read ? read.date : read.instant;
}

function isIn(value: unknown, sought: string | number): boolean {
  const small = lowered(sought);
  if (Array.isArray(value)) return value.some((each) => lowered(each) === small);
  return typeof value === "string" && value.toLowerCase().includes(String(small));
}

function lowered(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

function relative(is: RelativeCondition["is"], duration: Duration): Condition {
  const seconds = inSeconds(duration);
  if (!(seconds > 0) || !Number.isInteger(seconds)) {
    const what = `${is.replaceAll("-", " ")} must be whole seconds and longer than zero`;
    throw new ProgramError(`${what}, got ${JSON.stringify(duration)}`, sourcePlace());
  }
  return { is, duration };
}

function checkedDate(word: string, date: string): string {
  const text = dateTextOf(date);
  if (text !== undefined) return text;
  const example = '"2026-03-02" or "2026-03-02T09:00:00Z"';
  throw new ProgramError(
    `${word} needs a date such as ${example}, got ${JSON.stringify(date)}`,
    sourcePlace(),
  );
}
