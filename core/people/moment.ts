import type { LocalTime, Weekday } from "../calendar";
import { type Duration, type Instant, plus } from "../instant";
import { seriesOf } from "./moment-series";
import type { Person } from "./person";
import type { TallySpec } from "./tally";

/** A moment that time alone brings to one person, as data. */
export type Moment = DateMoment | SilenceMoment | ScheduleMoment;

/** A date among the person's traits, such as a birthday or `plan_renews_at`. */
export interface DateMoment {
  readonly moment: "date";
  readonly trait: string;
  /** So many days later; negative is before. */
  readonly days?: number;
  /** Left out: the trait's own time of day, or `DEFAULT_TIME` where it is a plain date. */
  readonly at?: LocalTime;
  /** Every year; from the first anniversary on where the trait names a year. */
  readonly yearly?: boolean;
}

/** No such event for so long; never where there was none at all. */
export interface SilenceMoment {
  readonly moment: "silence";
  /** The key of what is counted, see `tallyKey`. */
  readonly tally: string;
  readonly of: TallySpec;
  readonly for: Duration;
}

/** A local time for the members of a segment: daily, on weekdays, or on one day of each month. */
export interface ScheduleMoment {
  readonly moment: "schedule";
  readonly at: LocalTime;
  readonly on?: readonly Weekday[];
  /** In shorter months the last day. Goes before `on`. */
  readonly dayOfMonth?: number;
  readonly segment: string;
}

/** What moments are reckoned from. */
export interface MomentFacts {
  readonly traits: Person["traits"];
  /** IANA. */
  readonly zone: string;
  readonly lastAt: (tally: string) => Instant | undefined;
  readonly isMember: (segment: string) => boolean;
}

/** One time that a moment comes about. */
export interface Occurrence {
  readonly at: Instant;
  /**
   * Names it among the moment's occurrences for one person, the same in every zone: the date, the date and time of a
   * schedule, or the last event before a silence. Whoever has acted on it must not act on it again.
   */
  readonly occurrence: string;
}

/** Whether facts that a moment is reckoned from differ. */
export function factsDiffer(moment: Moment, a: MomentFacts, b: MomentFacts): boolean {
  switch (moment.moment) {
    case "date":
      return a.zone !== b.zone || traitOf(a, moment.trait) !== traitOf(b, moment.trait);
    case "silence":
      return a.lastAt(moment.tally) !== b.lastAt(moment.tally);
    case "schedule":
      return a.zone !== b.zone || a.isMember(moment.segment) !== b.isMember(moment.segment);
  }
}

function traitOf({ traits }: MomentFacts, trait: string): unknown {
  return Object.hasOwn(traits, trait) ? traits[trait]?.value : undefined;
}

/** The longest run of numbers without an occurrence is six, the days between two Mondays; `near` adds two. */
const MAX_STEPS = 10;

/** The first occurrence strictly after a moment. */
export function nextOccurrence(moment: Moment, facts: MomentFacts, after: Instant): Occurrence | undefined {
  const series = seriesOf(moment, facts);
  if (!series) return undefined;
  const start = Math.max(series.first, series.near(after) - 1);
  const end = Math.min(series.last, start + MAX_STEPS);
  for (let number = start; number <= end; number++) {
    const at = series.at(number);
    if (at && at > after) return { at, occurrence: series.nameOf(number) };
  }
  return undefined;
}

/**
 * The latest occurrence with `seenTo` < at <= `now`, by the facts as they now are.
 * Where the facts changed, only one that was still ahead at `seenTo` by the facts before too: who flies east over the
 * hour of a birthday keeps it, and a date that is told when it has passed brings nothing.
 */
export function passedOccurrence(
  moment: Moment,
  facts: MomentFacts,
  before: MomentFacts | undefined,
  seenTo: Instant,
  now: Instant,
): Occurrence | undefined {
  const latest = latestOccurrence(moment, facts, now);
  if (!latest) return undefined;
  const isNew = before ? wasAhead(moment, before, seenTo, latest) : latest.at > seenTo;
  return isNew ? latest : undefined;
}

function latestOccurrence(moment: Moment, facts: MomentFacts, now: Instant): Occurrence | undefined {
  const series = seriesOf(moment, facts);
  if (!series) return undefined;
  const start = Math.min(series.last, series.near(now) + 1);
  const end = Math.max(series.first, start - MAX_STEPS);
  for (let number = start; number >= end; number--) {
    const at = series.at(number);
    if (at && at <= now) return { at, occurrence: series.nameOf(number) };
  }
  return undefined;
}

/** Zones lie at most 26 hours apart, so by other facts the same occurrence is close by. */
function wasAhead(
  moment: Moment,
  before: MomentFacts,
  seenTo: Instant,
  { at, occurrence }: Occurrence,
): boolean {
  let near = nextOccurrence(moment, before, plus(at, { days: -2 }));
  for (let step = 0; near && step < 5; step++) {
    if (near.occurrence === occurrence) return near.at > seenTo;
    near = nextOccurrence(moment, before, near.at);
  }
  return false;
}
