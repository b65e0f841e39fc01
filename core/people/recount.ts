import { earlier, type Instant, later } from "../instant";
import { TIMER_EVENT } from "../journeys/trigger";
import { canonicalJson } from "../json";
import type { Program } from "../program";
import type { Membership } from "../runs/observe";
import { type EventRecord, LOST_EVENT, type PersonRows } from "../store";
import { nextTimer, wakeAtOf } from "./derive";
import { needsOf } from "./needs";
import { lookAgain, type Person } from "./person";
import { type Bucket, bucketMsOf, type History, type Needs, remember, type Tally, tallyOf } from "./tally";

/** What must be written of a person who was counted again; `person` is the same object where nothing has changed. */
export interface Recount {
  readonly person: Person;
  /** The segments whose lists must hear of it. */
  readonly memberships: readonly Membership[];
  /** When the person must be woken, where that is another time than before. */
  readonly timerAt?: Instant;
}

/** As much of a stored event as a recount reads. */
export type CountedEvent = Pick<EventRecord, "messageId" | "event" | "timestamp" | "properties">;

type PropertySums = NonNullable<Tally["sums"]>[string];
type Distinct = NonNullable<Tally["distinct"]>;

/** Rows that Herald made itself, of which no tally is kept when they come either. */
const UNCOUNTED: readonly string[] = [LOST_EVENT, TIMER_EVENT];

/**
 * Counts a person's stored events again by today's needs, and looks at their segments again: what a segment or a
 * silence that is new, or asks otherwise than before, needs in order to be true of people it has not seen live.
 *
 * A recount starts no journey and publishes nothing: a changed definition must not send to a million people. It moves
 * people between segments in silence; from then on, entering and leaving are events again. Traits, consents, scores and
 * everything about runs stay, and so do moments not looked for yet (`seenTo`): those are still to come. Counting twice
 * changes nothing the second time.
 */
export function recount(
  program: Program,
  { person, events }: Pick<PersonRows, "events"> & { readonly person: Person },
  now: Instant,
): Recount {
  return recountFrom(program, person, countEvents(program, {}, events), now);
}

/** The history with more stored events in it, so that they can be read page by page, in any order, each once. */
export function countEvents(program: Program, history: History, events: readonly CountedEvent[]): History {
  const needs = needsOf(program);
  return events.reduce(
    (counted, event) => (UNCOUNTED.includes(event.event) ? counted : remember(counted, needs, event)),
    history,
  );
}

/** @param stored the history of all stored events, see `countEvents` */
export function recountFrom(program: Program, before: Person, stored: History, now: Instant): Recount {
  const history = withForgotten(needsOf(program), before.history, stored);
  const isSame = canonicalJson(history) === canonicalJson(before.history);
  const { person, until } = lookAgain(isSame ? before : { ...before, history }, program.segments, now);
  const timerAt = nextTimer(before.timerAt, wakeAtOf(program, person, until, now), now);
  const memberships = changedMemberships(before, person, now);
  if (timerAt === before.timerAt) return { person, memberships };
  const { timerAt: _before, ...rest } = person;
  return timerAt === undefined
    ? { person: rest, memberships }
    : { person: { ...rest, timerAt }, memberships, timerAt };
}

/**
 * Whether something of the person is still to come that a recount would swallow: an event that was applied and has no
 * row yet, or a timer that is due. Such a person is counted a little later.
 * @param recorded the message ids that have a row
 */
export function isUnderWay(
  { applied, timerAt }: Pick<Person, "applied" | "timerAt">,
  recorded: ReadonlySet<string>,
  now: Instant,
): boolean {
  return (timerAt !== undefined && timerAt <= now) || applied.some((messageId) => !recorded.has(messageId));
}

/** Everything that the lists of the program's segments must say of a person: mends lists that missed a change. */
export function membershipsOf({ segments }: Program, person: Person, now: Instant): Membership[] {
  const { id: personId, revision } = person;
  return Object.keys(segments).map((segment) => {
    const member = Object.hasOwn(person.segments, segment);
    return { segment, personId, member, since: person.segments[segment] ?? now, revision };
  });
}

function changedMemberships(before: Person, after: Person, now: Instant): Membership[] {
  const own = { personId: before.id, revision: before.revision + 1 };
  const missing = (names: Person["segments"], others: Person["segments"]) =>
    Object.keys(names).filter((segment) => !Object.hasOwn(others, segment));
  return [
    ...missing(before.segments, after.segments).map((segment) => ({
      ...{ segment, ...own },
      member: false,
      since: now,
    })),
    ...missing(after.segments, before.segments).map((segment) => ({
      ...{ segment, ...own },
      member: true,
      since: after.segments[segment] ?? now,
    })),
  ];
}

/**
 * Rows of events are kept for two years, tallies for as long as somebody asks: what a tally knows from before the
 * oldest row that is left stays in it.
 */
function withForgotten(needs: Needs, before: History, stored: History): History {
  const history: Record<string, Tally> = {};
  for (const need of [...needs.values()].flat()) {
    const old = tallyOf(before, need.key);
    const now = tallyOf(stored, need.key);
    const tally = old && (!now || old.firstAt < now.firstAt) ? withOlder(now, old, need) : now;
    if (tally) history[need.key] = tally;
  }
  return history;
}

type Need = Needs extends ReadonlyMap<string, readonly (infer One)[]> ? One : never;

function withOlder(stored: Tally | undefined, old: Tally, need: Need): Tally {
  const oldest = stored?.firstAt;
  const isOlder = (at: Instant) => oldest === undefined || at < oldest;
  const sums: Record<string, PropertySums> = {};
  for (const { property, windows } of need.sums) {
    const sum = olderSums(stored?.sums?.[property], old.sums?.[property], windows);
    if (sum) sums[property] = sum;
  }
  const distinct: Record<string, Distinct[string]> = {};
  for (const { property, keep } of need.distinct) {
    const values = stored?.distinct?.[property] ?? [];
    const known = new Set(values.map(({ value }) => value));
    const more = (old.distinct?.[property] ?? []).filter(({ value, at }) => isOlder(at) && !known.has(value));
    const all = [...values, ...more].slice(0, keep);
    if (all.length > 0) distinct[property] = all;
  }
  return {
    count: Math.max(old.count, stored?.count ?? 0),
    firstAt: stored ? earlier(old.firstAt, stored.firstAt) : old.firstAt,
    lastAt: later(old.lastAt, stored?.lastAt),
    latest: [...(stored?.latest ?? []), ...old.latest.filter(isOlder)].slice(0, need.times),
    ...(Object.keys(sums).length > 0 && { sums }),
    ...(Object.keys(distinct).length > 0 && { distinct }),
  };
}

/**
 * Of two sums over all time, and of two of the stretch in which the oldest row lies, the one further from zero is of
 * more events. Before that stretch there are only older buckets.
 */
function olderSums(
  stored: PropertySums | undefined,
  old: PropertySums | undefined,
  windows: Need["sums"][number]["windows"],
): PropertySums | undefined {
  const allTime = furthest(stored?.allTime, old?.allTime);
  const within: Record<string, readonly Bucket[]> = {};
  for (const window of windows) {
    if (window === "all time") continue;
    const live = olderBuckets(stored?.within?.[window] ?? [], old?.within?.[window] ?? [], window);
    if (live.length > 0) within[window] = live;
  }
  const sums: PropertySums = {
    ...(windows.has("all time") && allTime !== undefined && { allTime }),
    ...(Object.keys(within).length > 0 && { within }),
  };
  return Object.keys(sums).length > 0 ? sums : undefined;
}

function olderBuckets(stored: readonly Bucket[], old: readonly Bucket[], windowSeconds: number): Bucket[] {
  const border = stored.at(-1)?.[0] ?? Number.POSITIVE_INFINITY;
  const sumAt = (buckets: readonly Bucket[], number: number) =>
    buckets.find(([other]) => other === number)?.[1];
  const all = [
    ...stored.map(([number, sum]): Bucket => {
      return [number, number === border ? (furthest(sum, sumAt(old, number)) as number) : sum];
    }),
    ...old.filter(([number]) => number < border),
  ];
  const first = (all[0]?.[0] ?? 0) - Math.ceil((windowSeconds * 1000) / bucketMsOf(windowSeconds));
  return all.filter(([number]) => number >= first);
}

function furthest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.abs(b) > Math.abs(a) ? b : a;
}
