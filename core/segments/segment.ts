import type { Condition, Conditions } from "../condition";
import type { BUILT_IN_EVENTS, EventCatalog, PropertyOf } from "../events/event-catalog";
import { type Duration, inSeconds } from "../instant";
import { tallyKey } from "../people/tally";
import { ProgramError, sourcePlace } from "../source-place";
import type { Where } from "../words/event-words";
import type { Bounds, Segment, SegmentRule, TimeLimits } from "./segment-rule";

export { isMember, look } from "./look";
export { eventsIn, needsOfSegments, type Segment, type SegmentRule, type Segments } from "./segment-rule";

interface Picked<W> {
  /** What must be true of the events' properties. */
  readonly where?: W;
}

interface Windowed<W> extends Picked<W> {
  /** Only events later than this long before now. */
  readonly within?: Duration;
}

interface Counted<W> extends Windowed<W> {
  readonly atLeast?: number;
}

interface ThenNot<A, B> {
  readonly within: Duration;
  readonly whereA?: A;
  readonly whereB?: B;
}

type Timed<W> = Picked<W> & TimeLimits;
type Summed<W> = Windowed<W> & Bounds;

/** So many instants, and so many values, are at most kept on the person. */
const MAX_KEPT = 50;

/** Far enough for every question, and near enough for every instant to have a year of four digits. */
const MAX_WINDOW: Duration = { days: 3650 };

/** Names a question about a person. */
export function defineSegment(description: string, rule: SegmentRule): Segment {
  const place = sourcePlace();
  return { description, rule, ...(place && { place }) };
}

export const trait = (name: string, where: Condition): SegmentRule => ({ rule: "trait", trait: name, where });
export const all = (...of: SegmentRule[]): SegmentRule => ({ rule: "all", of });
export const any = (...of: SegmentRule[]): SegmentRule => ({ rule: "any", of });
export const not = (of: SegmentRule): SegmentRule => ({ rule: "not", of });
/** Asks another segment by its name. */
export const inSegment = (name: string): SegmentRule => ({ rule: "segment", segment: name });

/** Asks for so many events: `has("Order Completed", { atLeast: 3, within: { days: 365 } })`. */
export function has(event: string, how: Counted<Conditions> = {}): SegmentRule {
  const { atLeast = 1, within, where } = how;
  if (within) checkCount("a count within a window", atLeast, MAX_KEPT);
  else checkCount("a count", atLeast, Number.MAX_SAFE_INTEGER);
  checkWindow("within", within);
  return { rule: "count", event, atLeast, ...(within && { within }), ...(where && { where }) };
}

export const hasNot = (event: string, how: Counted<Conditions> = {}): SegmentRule => not(has(event, how));

/**
 * Asks for the sum of a number over events; it is 0 where there are none.
 * A sum within a window may take in events up to a sixtieth of the window too old. Exact to four decimals.
 */
export function sum(event: string, property: string, how: Summed<Conditions>): SegmentRule {
  const { within, where, ...bounds } = how;
  checkLimits("sum", bounds);
  checkWindow("within", within);
  return {
    rule: "sum",
    event,
    property,
    bounds,
    ...(within && { within }),
    ...(where && { where }),
  };
}

/** Asks for so many different values of a property. A list counts as one value. */
export function distinct(
  event: string,
  property: string,
  how: Windowed<Conditions> & { readonly atLeast: number },
): SegmentRule {
  const { atLeast, within, where } = how;
  checkCount("a number of different values", atLeast, MAX_KEPT);
  checkWindow("within", within);
  return { rule: "distinct", event, property, atLeast, ...(within && { within }), ...(where && { where }) };
}

/** Asks when an event first happened: `first("Order Completed", { longerAgoThan: { days: 365 } })`. */
export const first = (event: string, how: Timed<Conditions>): SegmentRule => timed("first", event, how);
/** Asks when an event last happened. */
export const last = (event: string, how: Timed<Conditions>): SegmentRule => timed("last", event, how);

/**
 * Asks for whom `did` last happened at least `within` ago and `didNot` has not happened since.
 * A `didNot` that comes later still ends it, and a new `did` starts the wait anew.
 */
export function didThenNot(did: string, didNot: string, how: ThenNot<Conditions, Conditions>): SegmentRule {
  checkWindow("within", how.within);
  const rule = {
    rule: "then-not",
    did: { event: did, ...(how.whereA && { where: how.whereA }) },
    not: { event: didNot, ...(how.whereB && { where: how.whereB }) },
    within: how.within,
  } as const;
  if (tallyKey(rule.did) === tallyKey(rule.not)) {
    throw new ProgramError(`didThenNot needs two different events, got "${did}" twice`, sourcePlace());
  }
  return rule;
}

/** Asks for a score from a model: `atLeast` <= score < `below`. Whoever has no such score is in no band. */
export function score(
  name: string,
  band: { readonly atLeast?: number; readonly below?: number },
): SegmentRule {
  checkLimits("score", band);
  return { rule: "score", score: name, ...band };
}

/** The words that speak of events, where the program's events and their properties are known. */
interface EventQuestions<Catalog extends EventCatalog> {
  has<E extends keyof Catalog & string>(event: E, how?: Counted<Where<Catalog, E>>): SegmentRule;
  hasNot<E extends keyof Catalog & string>(event: E, how?: Counted<Where<Catalog, E>>): SegmentRule;
  sum<E extends keyof Catalog & string>(
    event: E,
    property: PropertyOf<Catalog[E]>,
    how: Summed<Where<Catalog, E>>,
  ): SegmentRule;
  distinct<E extends keyof Catalog & string>(
    event: E,
    property: PropertyOf<Catalog[E]>,
    how: Windowed<Where<Catalog, E>> & { readonly atLeast: number },
  ): SegmentRule;
  first<E extends keyof Catalog & string>(event: E, how: Timed<Where<Catalog, E>>): SegmentRule;
  last<E extends keyof Catalog & string>(event: E, how: Timed<Where<Catalog, E>>): SegmentRule;
  didThenNot<A extends keyof Catalog & string, B extends keyof Catalog & string>(
    did: A,
    didNot: B,
    how: ThenNot<Where<Catalog, A>, Where<Catalog, B>>,
  ): SegmentRule;
}

/** The words segments are written in, bound to a program's events: a misspelled name is a type error. */
export function segmentWordsFor<Catalog extends EventCatalog>(_catalog: Catalog) {
  const questions = { has, hasNot, sum, distinct, first, last, didThenNot };
  return {
    defineSegment,
    trait,
    all,
    any,
    not,
    inSegment,
    score,
    ...(questions as EventQuestions<Catalog & typeof BUILT_IN_EVENTS>),
  };
}

function timed(rule: "first" | "last", event: string, how: Timed<Conditions>): SegmentRule {
  const { where, ...limits } = how;
  checkLimits(rule, limits);
  checkWindow("withinLast", limits.withinLast);
  checkWindow("longerAgoThan", limits.longerAgoThan);
  return { rule, event, limits, ...(where && { where }) };
}

function checkCount(what: string, count: number, most: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new ProgramError(`${what} must be a whole number of 1 or more, got ${count}`, sourcePlace());
  }
  if (count > most) throw new ProgramError(`${what} may be at most ${most}, got ${count}`, sourcePlace());
}

function checkWindow(word: string, window: Duration | undefined): void {
  if (!window) return;
  const seconds = inSeconds(window);
  const must = !(seconds > 0)
    ? "be longer than zero"
    : !Number.isInteger(seconds)
      ? "be whole seconds"
      : seconds > inSeconds(MAX_WINDOW)
        ? "be at most ten years"
        : undefined;
  if (must) throw new ProgramError(`${word} must ${must}, got ${JSON.stringify(window)}`, sourcePlace());
}

function checkLimits(word: string, limits: object): void {
  const given = Object.values(limits).filter((limit) => limit !== undefined);
  if (given.length === 0 || given.some((limit) => typeof limit === "number" && !Number.isFinite(limit))) {
    throw new ProgramError(`${word} needs a limit, got ${JSON.stringify(limits)}`, sourcePlace());
  }
}
