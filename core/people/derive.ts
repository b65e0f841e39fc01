import { zoneOf } from "../calendar";
import { contentHash } from "../content-hash";
import type { Envelope } from "../events/envelope";
import type { Instant } from "../instant";
import { DERIVED_EVENTS } from "../journeys/trigger";
import type { JsonObject } from "../json";
import type { Program } from "../program";
import { factsDiffer, type Moment, type MomentFacts, nextOccurrence, passedOccurrence } from "./moment";
import { type Looked, lookAgain, type Person } from "./person";
import { tallyOf } from "./tally";

/** An event that Herald makes of a person's state: kept with the event it came of, so that a repetition makes it again. */
export interface Derived {
  readonly event: string;
  readonly timestamp: Instant;
  readonly properties: JsonObject;
  /** Time alone would have brought it: the event only came by before the timer. */
  readonly byTime?: true;
}

/** IANA name of the zone a person lives by. */
export function zoneOfPerson(person: Pick<Person, "traits">, { brand }: Pick<Program, "brand">): string {
  return zoneOf(person.traits.timezone?.value, brand.defaultTimezone);
}

/** What time has done to a person by an event or a look, and when it next does something. */
interface Aged {
  /** Segments entered and left, moments passed. */
  readonly derived: readonly Derived[];
  /** When time alone next changes something: a segment, or a moment that a journey starts on. */
  readonly wakeAt?: Instant;
}

/**
 * What happened to a person's state by an event or by time alone.
 * Of moments that the event did not touch, none passes before the person's timer, so these are not reckoned anew.
 * @param until when a segment may change, as the last look at them said
 */
export function aged(
  program: Program,
  before: Person,
  { person: after, until }: Looked,
  { timestamp }: Pick<Envelope, "timestamp">,
  now: Instant,
): Aged {
  const { timerAt } = before;
  const byTime =
    after.segments !== before.segments && timerAt !== undefined && timerAt <= now
      ? lookAgain(before, program.segments, now).person.segments
      : before.segments;
  const moved = (event: string, segment: string): Derived =>
    Object.hasOwn(byTime, segment) !== Object.hasOwn(before.segments, segment)
      ? { event, timestamp: timerAt ?? timestamp, properties: { segment }, byTime: true }
      : { event, timestamp, properties: { segment } };
  const derived: Derived[] = [
    ...missingFrom(before.segments, after.segments).map((name) => moved(DERIVED_EVENTS.left, name)),
    ...missingFrom(after.segments, before.segments).map((name) => moved(DERIVED_EVENTS.entered, name)),
  ];
  let wakeAt = until;
  const { moments, key } = momentsOf(program);
  if (moments.length === 0) return { derived, ...(wakeAt && { wakeAt }) };
  const facts = momentFacts(program, after);
  const factsBefore = momentFacts(program, before);
  const isAhead = before.timerFor === key && (before.timerAt === undefined || before.timerAt > now);
  for (const each of moments) {
    const { moment } = each;
    const differ = factsDiffer(moment, factsBefore, facts);
    if (isAhead && !differ) continue;
    const passed = passedMoment(each, before, facts, differ ? factsBefore : undefined, now);
    if (passed) derived.push(passed);
    wakeAt = earliest(wakeAt, nextOccurrence(moment, facts, now)?.at);
  }
  return { derived, ...(wakeAt && { wakeAt }) };
}

/** When time alone next changes something about a person; see `Aged`. */
export function wakeAtOf(
  program: Program,
  person: Person,
  until: Instant | undefined,
  now: Instant,
): Instant | undefined {
  const facts = momentFacts(program, person);
  return momentsOf(program).moments.reduce(
    (soonest, { moment }) => earliest(soonest, nextOccurrence(moment, facts, now)?.at),
    until,
  );
}

/** A timer that is set is left where it is unless it would come too late: most are moved on again before they ring. */
export function nextTimer(
  set: Instant | undefined,
  wakeAt: Instant | undefined,
  now: Instant,
): Instant | undefined {
  return set !== undefined && set > now && (wakeAt === undefined || set <= wakeAt) ? set : wakeAt;
}

/** Names the moments of a program: a timer that was set for others may come too late for these. */
export function momentsKey(program: Program): string {
  return momentsOf(program).key;
}

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

function missingFrom(names: Person["segments"], others: Person["segments"]): string[] {
  return names === others ? [] : Object.keys(names).filter((name) => !Object.hasOwn(others, name));
}

const EVENT_OF_MOMENT = {
  date: DERIVED_EVENTS.date,
  silence: DERIVED_EVENTS.silence,
  schedule: DERIVED_EVENTS.schedule,
} as const;

function passedMoment(
  { journey, moment }: JourneyMoment,
  before: Person,
  facts: MomentFacts,
  factsBefore: MomentFacts | undefined,
  now: Instant,
): Derived | undefined {
  if (before.seenTo === undefined) return undefined;
  const passed = passedOccurrence(moment, facts, factsBefore, before.seenTo, now);
  if (!passed) return undefined;
  const { at, occurrence } = passed;
  return {
    event: EVENT_OF_MOMENT[moment.moment],
    timestamp: at,
    properties: { journey, occurrence },
    byTime: true,
  };
}

/** What moments are reckoned from, of one person. */
export function momentFacts(program: Program, person: Person): MomentFacts {
  return {
    traits: person.traits,
    zone: zoneOfPerson(person, program),
    lastAt: (tally) => tallyOf(person.history, tally)?.lastAt,
    isMember: (segment) => Object.hasOwn(person.segments, segment),
  };
}

/** A moment that a journey starts on. */
interface JourneyMoment {
  readonly journey: string;
  readonly moment: Moment;
}

interface Moments {
  readonly moments: readonly JourneyMoment[];
  readonly key: string;
}

function momentsOf(program: Program): Moments {
  let known = momentsKnown.get(program);
  if (!known) {
    const moments = program.graphs.flatMap(({ journey, trigger: { moment } }) =>
      moment ? [{ journey, moment }] : [],
    );
    known = { moments, key: contentHash([moments, program.brand.defaultTimezone]).slice(0, 8) };
    momentsKnown.set(program, known);
  }
  return known;
}
const momentsKnown = new WeakMap<Program, Moments>();
