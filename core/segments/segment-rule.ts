import type { Condition } from "../condition";
import type { Duration, Instant } from "../instant";
import type { History, TallyNeed, TallySpec } from "../people/tally";
import { ProgramError } from "../source-place";

/** A question about a person, as data, answered from the profile and what is kept of their events. */
export type SegmentRule =
  | { readonly rule: "all" | "any"; readonly of: readonly SegmentRule[] }
  | { readonly rule: "not"; readonly of: SegmentRule }
  | { readonly rule: "trait"; readonly trait: string; readonly where: Condition }
  | { readonly rule: "segment"; readonly segment: string }
  | ScoreRule
  | CountRule
  | SumRule
  | DistinctRule
  | TimeRule
  | ThenNotRule;

/** So many events, at all or within a time before now. */
export interface CountRule extends TallySpec {
  readonly rule: "count";
  readonly atLeast: number;
  readonly within?: Duration;
}

/** The sum of a property over events. */
export interface SumRule extends TallySpec {
  readonly rule: "sum";
  readonly property: string;
  readonly bounds: Bounds;
  readonly within?: Duration;
}

/** The limits of a sum; all must hold. */
export interface Bounds {
  readonly atLeast?: number;
  readonly moreThan?: number;
  readonly atMost?: number;
  readonly lessThan?: number;
}

/** So many different values of a property of events. */
export interface DistinctRule extends TallySpec {
  readonly rule: "distinct";
  readonly property: string;
  readonly atLeast: number;
  readonly within?: Duration;
}

/** When an event first or last happened; all limits must hold. */
export interface TimeRule extends TallySpec {
  readonly rule: "first" | "last";
  readonly limits: TimeLimits;
}

export interface TimeLimits {
  readonly withinLast?: Duration;
  readonly longerAgoThan?: Duration;
}

/** One event long enough ago and no other since. */
export interface ThenNotRule {
  readonly rule: "then-not";
  readonly did: TallySpec;
  readonly not: TallySpec;
  readonly within: Duration;
}

/** A number that a model gave the person: `atLeast` <= value < `below`. */
export interface ScoreRule {
  readonly rule: "score";
  readonly score: string;
  readonly atLeast?: number;
  readonly below?: number;
}

/** A named question about a person. */
export interface Segment {
  readonly description: string;
  readonly rule: SegmentRule;
  readonly place?: string;
}

export type Segments = { readonly [name: string]: Segment };

/** What a question is answered from. */
export interface Asked {
  readonly history: History;
  readonly traits: { readonly [name: string]: { readonly value: unknown } };
  readonly scores?: { readonly [name: string]: { readonly value: number; readonly at: Instant } };
}

/** A rule and all rules in it. */
export function* rulesIn(rule: SegmentRule): Generator<SegmentRule> {
  yield rule;
  if (rule.rule === "not") yield* rulesIn(rule.of);
  if (rule.rule === "all" || rule.rule === "any") for (const inner of rule.of) yield* rulesIn(inner);
}

/** What must be kept of a person's events so that the segments can be answered. */
export function needsOfSegments(segments: Segments): TallyNeed[] {
  return Object.values(segments).flatMap(({ rule }) => [...rulesIn(rule)].flatMap(needsOf));
}

/** Every event name that the segments refer to. */
export function eventsIn(segments: Segments): string[] {
  return [...new Set(needsOfSegments(segments).map(({ event }) => event))];
}

/**
 * Makes sure that segments refer only to ones that there are, and never in a circle.
 * @throws ProgramError with the place of the segment that is wrong
 */
export function checkReferences(segments: Segments): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const { rule, place } = segments[name] as Segment;
    if (path.includes(name)) {
      const circle = [...path.slice(path.indexOf(name)), name].join(" → ");
      throw new ProgramError(`segments ask each other in a circle: ${circle}`, place);
    }
    if (done.has(name)) return;
    for (const inner of rulesIn(rule)) {
      if (inner.rule !== "segment") continue;
      if (!Object.hasOwn(segments, inner.segment)) {
        const known = Object.keys(segments).join(", ");
        throw new ProgramError(
          `the segment "${name}" asks "${inner.segment}", which there is not; known: ${known}`,
          place,
        );
      }
      visit(inner.segment, [...path, name]);
    }
    done.add(name);
  };
  for (const name in segments) visit(name, []);
}

function needsOf(rule: SegmentRule): TallyNeed[] {
  switch (rule.rule) {
    case "count":
      return [{ ...specOf(rule), times: rule.within ? rule.atLeast : 0 }];
    case "sum":
      return [{ ...specOf(rule), sums: { [rule.property]: [rule.within ?? "all time"] } }];
    case "distinct":
      return [{ ...specOf(rule), distinct: { [rule.property]: rule.atLeast } }];
    case "first":
    case "last":
      return [specOf(rule)];
    case "then-not":
      return [rule.did, rule.not];
    default:
      return [];
  }
}

function specOf({ event, where }: TallySpec): TallySpec {
  return { event, ...(where && { where }) };
}
