import type { Instant } from "./instant";
import { memoize } from "./memoize";
import { DAY_MS, offsetAt } from "./time-zone";

export { zoneOf } from "./time-zone";

/** A time on the wall, 24 hours: "09:00". */
export type LocalTime = string;

/** A day on somebody's calendar: "2026-02-28". */
export type LocalDate = string;

/** A day of every year: "--02-28". */
export type MonthDay = `--${string}`;

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** When a plain date comes about if nothing says at what time. */
export const DEFAULT_TIME: LocalTime = "09:00";

/** Dates, times and zones recur from event to event; so many take some 10 MB. */
const MAX_KNOWN = 50_000;

/** Whether a text is a time such as "09:00", from "00:00" to "23:59". */
export function isLocalTime(text: unknown): text is LocalTime {
  return typeof text === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether a text is a day of the week in lower case. */
export function isWeekday(text: unknown): text is Weekday {
  return (WEEKDAYS as readonly unknown[]).includes(text);
}

/** The day of the week of a date. */
export function weekdayOf(date: LocalDate): Weekday {
  // 1 January 1970, day 0, was a Thursday.
  return WEEKDAYS[(((dayNumberOf(date) + 3) % 7) + 7) % 7] as Weekday;
}

/** A date as days since 1 January 1970. */
export function dayNumberOf(date: LocalDate): number {
  return Date.parse(date) / DAY_MS;
}

/** The date so many days after 1 January 1970. */
export const dateOfDayNumber = memoize(
  MAX_KNOWN,
  (day: number): LocalDate => new Date(day * DAY_MS).toISOString().slice(0, 10),
);

/** The date `days` later; negative is earlier. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return days === 0 ? date : dateOfDayNumber(dayNumberOf(date) + days);
}

/** The year of a date. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** A date of a month, or the month's last day where it is shorter. `month` counts from 1. */
export function dateInMonth(year: number, month: number, day: number): LocalDate {
  return dateOfDayNumber(Date.UTC(year, month - 1, Math.min(day, daysIn(year, month))) / DAY_MS);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day of a year that a date or a month and day falls on: 29 February falls on the 28th in common years. */
export function yearly(date: LocalDate | MonthDay, year: number): LocalDate {
  const monthDay = date.slice(-5);
  if (monthDay === "02-29") return dateInMonth(year, 2, 29);
  return `${String(year).padStart(4, "0")}-${monthDay}`;
}

/**
 * When a clock in the zone shows a time. A time that the clocks skip moves forward by the gap, one that they show
 * twice is the earlier: Temporal's "compatible", https://tc39.es/proposal-temporal/docs/ambiguity.html
 * @param time also with seconds and milliseconds
 */
export function localInstant(date: LocalDate, time: LocalTime, zone: string): Instant {
  return instantOfWall(`${date}T${time}Z ${zone}`);
}

const instantOfWall = memoize(MAX_KNOWN, (wallAndZone: string): Instant => {
  const [text, zone] = wallAndZone.split(" ") as [string, string];
  const wall = Date.parse(text);
  return new Date(wall - offsetOfWall(wall, zone)).toISOString();
});

function offsetOfWall(wall: number, zone: string): number {
  const before = offsetAt(wall - DAY_MS, zone);
  const after = offsetAt(wall + DAY_MS, zone);
  if (before === after || offsetAt(wall - before, zone) === before) return before;
  return offsetAt(wall - after, zone) === after ? after : before;
}

/** What a calendar in the zone shows at a moment. */
export function localDateOf(instant: Instant, zone: string): LocalDate {
  return dateOfDayNumber(Math.floor(wallOf(instant, zone) / DAY_MS));
}

/** What a clock in the zone shows at a moment, to the millisecond: "09:00:00.000". */
export function localTimeOf(instant: Instant, zone: string): LocalTime {
  return new Date(wallOf(instant, zone)).toISOString().slice(11, -1);
}

function wallOf(instant: Instant, zone: string): number {
  const epochMs = Date.parse(instant);
  return epochMs + offsetAt(epochMs, zone);
}

/** The first time strictly after a moment that clocks in the zone show a time, on any of the weekdays. */
export function nextLocalTime(
  after: Instant,
  time: LocalTime,
  zone: string,
  weekdays?: readonly Weekday[],
): Instant {
  // A time in a gap at midnight falls on the next date, so the search begins the day before.
  const first = dayNumberOf(localDateOf(after, zone)) - 1;
  for (let day = first; day < first + 10; day++) {
    const date = dateOfDayNumber(day);
    if (weekdays && !weekdays.includes(weekdayOf(date))) continue;
    const at = localInstant(date, time, zone);
    if (at > after) return at;
  }
  throw new RangeError(`weekdays must name at least one day, got ${JSON.stringify(weekdays)}`);
}

/** Like `nextLocalTime`, but a moment at which clocks show that very time is the answer itself. */
export function localTimeFrom(
  from: Instant,
  time: LocalTime,
  zone: string,
  weekdays?: readonly Weekday[],
): Instant {
  const justBefore = new Date(Date.parse(from) - 1).toISOString();
  return nextLocalTime(justBefore, time, zone, weekdays);
}

/** What a text says of time: a day, a day of every year, or a moment. */
export type ReadDate =
  | { readonly date: LocalDate }
  | { readonly monthDay: MonthDay }
  | { readonly instant: Instant };

/** Room for nanoseconds and an offset; anything longer is no date. */
const MAX_LENGTH = 40;

/**
 * Understands "2026-02-28", "--02-28", "02-28" and "2026-02-28T09:00:00Z" with Z or an offset. Anything else is
 * `undefined`: numbers, times without a zone, days that do not exist, and the years 1 and 9999, which mean "none".
 */
export function readDate(value: unknown): ReadDate | undefined {
  return typeof value === "string" && value.length <= MAX_LENGTH ? readText(value) : undefined;
}

const readText = memoize(MAX_KNOWN, (value: string): ReadDate | undefined => {
  const text = value.trim();
  if (/^(--)?\d\d-\d\d$/.test(text)) return readMonthDay(text.slice(-5));
  const date = text.slice(0, 10);
  if (!isDate(date)) return undefined;
  return text.length === 10 ? { date } : readInstant(text);
});

function readMonthDay(text: string): ReadDate | undefined {
  return isDate(`2000-${text}`) ? { monthDay: `--${text}` } : undefined;
}

function readInstant(text: string): ReadDate | undefined {
  const match = /^(.{10}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?)(Z|[+-]\d\d:?\d\d)$/.exec(text);
  if (!match) return undefined;
  const epochMs = Date.parse(`${match[1]}${match[5]?.replace(/(\d\d):?(\d\d)/, "$1:$2")}`);
  return Number.isNaN(epochMs) ? undefined : { instant: new Date(epochMs).toISOString() };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year, month, day] = text.split("-").map(Number) as [number, number, number];
  if (year < 1_000 || year > 9_998 || month < 1 || month > 12) return false;
  return day > 0 && dateInMonth(year, month, day) === text;
}
