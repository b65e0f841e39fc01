import {
  addDays,
  DEFAULT_TIME,
  dateInMonth,
  dateOfDayNumber,
  dayNumberOf,
  type LocalDate,
  type LocalTime,
  localDateOf,
  localInstant,
  localTimeOf,
  type MonthDay,
  readDate,
  weekdayOf,
  yearly,
  yearOf,
} from "../calendar";
import { type Instant, plus } from "../instant";
import type { DateMoment, Moment, MomentFacts, ScheduleMoment, SilenceMoment } from "./moment";

/** A moment's occurrences for one person in order of time, numbered by day, month or year. */
interface Series {
  readonly first: number;
  readonly last: number;
  /** The number of the day, month or year that an instant lies in. */
  readonly near: (instant: Instant) => number;
  /** `undefined` on the wrong day of the week. */
  readonly at: (number: number) => Instant | undefined;
  /** See `Occurrence`. */
  readonly nameOf: (number: number) => string;
}

/** All occurrences of a moment, or `undefined` where the facts allow none. */
export function seriesOf(moment: Moment, facts: MomentFacts): Series | undefined {
  switch (moment.moment) {
    case "date":
      return dateSeries(moment, facts);
    case "silence":
      return silenceSeries(moment, facts);
    case "schedule":
      return facts.isMember(moment.segment) ? scheduleSeries(moment, facts.zone) : undefined;
  }
}

function silenceSeries(moment: SilenceMoment, facts: MomentFacts): Series | undefined {
  const lastAt = facts.lastAt(moment.tally);
  return lastAt === undefined ? undefined : once(plus(lastAt, moment.for), lastAt);
}

function once(at: Instant, name: string): Series {
  return { first: 0, last: 0, near: () => 0, at: () => at, nameOf: () => name };
}

function scheduleSeries({ at, on, dayOfMonth }: ScheduleMoment, zone: string): Series {
  if (dayOfMonth !== undefined) return monthlySeries(at, dayOfMonth, zone);
  return {
    first: Number.NEGATIVE_INFINITY,
    last: Number.POSITIVE_INFINITY,
    near: (instant) => dayNumberOf(localDateOf(instant, zone)),
    at: (day) => {
      const date = dateOfDayNumber(day);
      return !on || on.includes(weekdayOf(date)) ? localInstant(date, at, zone) : undefined;
    },
    nameOf: (day) => `${dateOfDayNumber(day)}T${at}`,
  };
}

function monthlySeries(at: LocalTime, dayOfMonth: number, zone: string): Series {
  const dateOf = (month: number) => dateInMonth(Math.floor(month / 12), (month % 12) + 1, dayOfMonth);
  return {
    first: Number.NEGATIVE_INFINITY,
    last: Number.POSITIVE_INFINITY,
    near: (instant) => monthNumberOf(localDateOf(instant, zone)),
    at: (month) => localInstant(dateOf(month), at, zone),
    nameOf: (month) => `${dateOf(month)}T${at}`,
  };
}

function monthNumberOf(date: LocalDate): number {
  return yearOf(date) * 12 + Number(date.slice(5, 7)) - 1;
}

function dateSeries(moment: DateMoment, facts: MomentFacts): Series | undefined {
  const trait = Object.hasOwn(facts.traits, moment.trait) ? facts.traits[moment.trait] : undefined;
  const read = readDate(trait?.value);
  if (!read) return undefined;
  if ("monthDay" in read) return yearlySeries(moment, facts.zone, read.monthDay, read.monthDay);
  const date = "date" in read ? read.date : localDateOf(read.instant, facts.zone);
  // A zone may show an instant on another date, but a name must be the same in all: UTC's.
  const named = "date" in read ? read.date : read.instant.slice(0, 10);
  const instant = "instant" in read ? read.instant : undefined;
  if (moment.yearly) return yearlySeries(moment, facts.zone, date, named, instant);
  const { days = 0, at } = moment;
  const name = addDays(named, days);
  // The clock time of an instant in a repeated hour would give the earlier of two.
  if (instant && !at && days === 0) return once(instant, name);
  const time = at ?? timeOf(instant, facts.zone);
  return once(localInstant(addDays(date, days), time, facts.zone), name);
}

function yearlySeries(
  moment: DateMoment,
  zone: string,
  date: LocalDate | MonthDay,
  named: LocalDate | MonthDay,
  instant?: Instant,
): Series {
  const { days = 0, at = timeOf(instant, zone) } = moment;
  const hasYear = !date.startsWith("--");
  const namedYears = hasYear ? yearOf(named) - yearOf(date) : 0;
  return {
    first: hasYear ? yearOf(date) + 1 : Number.NEGATIVE_INFINITY,
    last: Number.POSITIVE_INFINITY,
    near: (now) => yearOf(addDays(localDateOf(now, zone), -days)),
    at: (year) => localInstant(addDays(yearly(date, year), days), at, zone),
    nameOf: (year) => addDays(yearly(named, year + namedYears), days),
  };
}

function timeOf(instant: Instant | undefined, zone: string): LocalTime {
  return instant ? localTimeOf(instant, zone) : DEFAULT_TIME;
}
