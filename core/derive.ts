import { zoneOf } from "./calendar";
import type { Envelope } from "./envelope";
import type { Graph } from "./graph";
import type { Instant } from "./instant";
import type { JsonObject } from "./json";
import { type MomentFacts, nextOccurrence, type Occurrence, passedOccurrence } from "./moment";
import type { Person } from "./person";
import type { Program } from "./program";
import { tallyOf } from "./tally";
import { DERIVED_EVENTS } from "./trigger";

/** An event that Herald makes of a person's state: kept with the event it came of, so that a repetition makes it again. */
export interface Derived {
  readonly event: string;
  readonly timestamp: Instant;
  readonly properties: JsonObject;
}

/** IANA name of the zone a person lives by. */
export function zoneOfPerson(person: Pick<Person, "traits">, { brand }: Pick<Program, "brand">): string {
  return zoneOf(person.traits.timezone?.value, brand.defaultTimezone);
}

/** What happened to a person's state by an event or by time alone: segments entered and left, moments passed. */
export function derivedOf(
  program: Program,
  before: Person,
  after: Person,
  { timestamp }: Pick<Envelope, "timestamp">,
  now: Instant,
): Derived[] {
  const moved = (event: string, segment: string) => ({ event, timestamp, properties: { segment } });
  return [
    ...missingFrom(before.segments, after.segments).map((name) => moved(DERIVED_EVENTS.left, name)),
    ...missingFrom(after.segments, before.segments).map((name) => moved(DERIVED_EVENTS.entered, name)),
    ...passedMoments(program, before, after, now),
  ];
}

/**
 * When time alone next changes something about a person: a segment, or a moment that a journey starts on.
 * @param until when a segment may change, as the last look at them said
 */
export function wakeAtOf(
  program: Program,
  person: Person,
  until: Instant | undefined,
  now: Instant,
): Instant | undefined {
  let soonest = until;
  const graphs = momentGraphs(program);
  if (graphs.length === 0) return soonest;
  const facts = momentFacts(program, person);
  for (const { trigger } of graphs) {
    const next = trigger.moment && nextOccurrence(trigger.moment, facts, now)?.at;
    if (next !== undefined && (soonest === undefined || next < soonest)) soonest = next;
  }
  return soonest;
}

function missingFrom(names: Person["segments"], others: Person["segments"]): string[] {
  return names === others ? [] : Object.keys(names).filter((name) => !Object.hasOwn(others, name));
}

const EVENT_OF_MOMENT = {
  date: DERIVED_EVENTS.date,
  silence: DERIVED_EVENTS.silence,
  schedule: DERIVED_EVENTS.schedule,
} as const;

function passedMoments(program: Program, before: Person, after: Person, now: Instant): Derived[] {
  const { seenTo } = before;
  const graphs = momentGraphs(program);
  if (seenTo === undefined || graphs.length === 0) return [];
  const facts = momentFacts(program, after);
  const factsBefore = before.traits === after.traits ? undefined : momentFacts(program, before);
  return graphs.flatMap(({ journey, trigger: { moment } }) => {
    const passed: Occurrence | undefined =
      moment && passedOccurrence(moment, facts, factsBefore, seenTo, now);
    if (!moment || !passed) return [];
    // Who came to the segment only after the hour was not there when it struck.
    if (moment.moment === "schedule" && !Object.hasOwn(before.segments, moment.segment)) return [];
    const { at, occurrence } = passed;
    return [{ event: EVENT_OF_MOMENT[moment.moment], timestamp: at, properties: { journey, occurrence } }];
  });
}

function momentFacts(program: Program, person: Person): MomentFacts {
  return {
    traits: person.traits,
    zone: zoneOfPerson(person, program),
    lastAt: (tally) => tallyOf(person.history, tally)?.lastAt,
    isMember: (segment) => Object.hasOwn(person.segments, segment),
  };
}

function momentGraphs(program: Program): readonly Graph[] {
  let graphs = known.get(program);
  if (!graphs) {
    graphs = program.graphs.filter(({ trigger }) => trigger.moment !== undefined);
    known.set(program, graphs);
  }
  return graphs;
}
const known = new WeakMap<Program, readonly Graph[]>();
