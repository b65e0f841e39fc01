import { type Condition, type Conditions, holds } from "./condition";
import { countOf, type History } from "./history";
import { type Duration, type Instant, inSeconds, plus } from "./instant";
import { ProgramError, sourcePlace } from "./source-place";

/** A question about a person, as data, answered from the profile and what is kept of their events. */
export type SegmentRule =
  | { readonly rule: "count"; readonly event: string; readonly atLeast: number; readonly within?: Duration }
  | { readonly rule: "trait"; readonly trait: string; readonly where: Condition }
  | { readonly rule: "all" | "any"; readonly of: readonly SegmentRule[] }
  | { readonly rule: "not"; readonly of: SegmentRule };

/** A named question about a person. */
export interface Segment {
  readonly description: string;
  readonly rule: SegmentRule;
  readonly place?: string;
}

/** What a question is answered from. */
interface Asked {
  readonly history: History;
  readonly traits: { readonly [name: string]: { readonly value: unknown } };
}

export type Segments = { readonly [name: string]: Segment };

/** The most times a windowed count may ask for: so many instants are kept on the person. */
const MAX_WINDOWED_COUNT = 50;

/** Names a question about a person. */
export function defineSegment(description: string, rule: SegmentRule): Segment {
  const place = sourcePlace();
  for (const inner of rulesIn(rule)) {
    if (inner.rule === "count" && (!Number.isInteger(inner.atLeast) || inner.atLeast < 1)) {
      throw new ProgramError(`a count must be a whole number of 1 or more, got ${inner.atLeast}`, place);
    }
    if (inner.rule === "count" && inner.within && inner.atLeast > MAX_WINDOWED_COUNT) {
      throw new ProgramError(
        `a count within a window may ask for at most ${MAX_WINDOWED_COUNT} times, got ${inner.atLeast}`,
        place,
      );
    }
    if (inner.rule === "count" && inner.within && inSeconds(inner.within) <= 0) {
      throw new ProgramError(`within must be longer than zero, got ${JSON.stringify(inner.within)}`, place);
    }
  }
  return { description, rule, ...(place && { place }) };
}

/** Words for writing rules: `has("Order Completed", { atLeast: 3, within: { days: 365 } })`. */
export const has = (
  event: string,
  how: { atLeast: number; within?: Duration } = { atLeast: 1 },
): SegmentRule => ({
  rule: "count",
  event,
  ...how,
});
export const hasNot = (event: string): SegmentRule => not(has(event));
export const trait = (name: string, where: Condition): SegmentRule => ({ rule: "trait", trait: name, where });
export const all = (...of: SegmentRule[]): SegmentRule => ({ rule: "all", of });
export const any = (...of: SegmentRule[]): SegmentRule => ({ rule: "any", of });
export const not = (of: SegmentRule): SegmentRule => ({ rule: "not", of });

/** Whether the person is in the segment at a moment. Throws on a name the program does not have. */
export function isMember(segments: Segments, name: string, person: Asked, now: Instant): boolean {
  const segment = Object.hasOwn(segments, name) ? segments[name] : undefined;
  if (!segment)
    throw new ProgramError(`there is no segment "${name}"; known: ${Object.keys(segments).join(", ")}`);
  return answers(segment.rule, person, now);
}

function answers(rule: SegmentRule, person: Asked, now: Instant): boolean {
  switch (rule.rule) {
    case "count": {
      const history = Object.hasOwn(person.history, rule.event) ? person.history[rule.event] : undefined;
      const since = rule.within && plus(now, { seconds: -inSeconds(rule.within) });
      return countOf(history, since) >= rule.atLeast;
    }
    case "trait": {
      const value = Object.hasOwn(person.traits, rule.trait) ? person.traits[rule.trait]?.value : undefined;
      const where: Conditions = { value: rule.where };
      return holds(where, { value });
    }
    case "all":
      return rule.of.every((inner) => answers(inner, person, now));
    case "any":
      return rule.of.some((inner) => answers(inner, person, now));
    case "not":
      return !answers(rule.of, person, now);
  }
}

/** Every event name that the segments refer to. */
export function eventsIn(segments: Segments): string[] {
  const names = Object.values(segments).flatMap((segment) =>
    [...rulesIn(segment.rule)].flatMap((rule) => (rule.rule === "count" ? [rule.event] : [])),
  );
  return [...new Set(names)];
}

/** How many of an event's latest times the segments need, or `undefined` where none refers to it. */
export function windowedCountOf(segments: Segments, event: string): number | undefined {
  let perEvent = countsByEvent.get(segments);
  if (!perEvent) {
    perEvent = new Map();
    for (const segment of Object.values(segments)) {
      for (const rule of rulesIn(segment.rule)) {
        if (rule.rule !== "count") continue;
        const needed = rule.within ? rule.atLeast : 0;
        perEvent.set(rule.event, Math.max(needed, perEvent.get(rule.event) ?? 0));
      }
    }
    countsByEvent.set(segments, perEvent);
  }
  return perEvent.get(event);
}

const countsByEvent = new WeakMap<Segments, Map<string, number>>();

function* rulesIn(rule: SegmentRule): Generator<SegmentRule> {
  yield rule;
  if (rule.rule === "not") yield* rulesIn(rule.of);
  if (rule.rule === "all" || rule.rule === "any") for (const inner of rule.of) yield* rulesIn(inner);
}
