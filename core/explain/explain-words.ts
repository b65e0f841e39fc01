import { localDateOf, localTimeOf } from "../calendar";
import { type Conditions, holds } from "../condition";
import type { Instant } from "../instant";
import type { JsonObject } from "../json";
import { conditionsInWords } from "../map/map-words";

/** Says an instant to whoever reads an explanation. */
export type TellTime = (at: Instant) => string;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Longer texts and lists of an event are cut in a sentence; the facts have them whole. */
const MAX_VALUE_LENGTH = 60;

/** Says instants by the person's clock and in UTC: "2 Mar 2026, 10:00 (09:00 UTC)". */
export function timesIn(zone: string): TellTime {
  return (at) => {
    const [date, time] = [localDateOf(at, zone), clockOf(at, zone)];
    const [utcDate, utcTime] = [at.slice(0, 10), clockOf(at, "UTC")];
    if (date === utcDate && time === utcTime) return `${dateInWords(date)}, ${time} UTC`;
    const utc = date === utcDate ? utcTime : `${dateInWords(utcDate).slice(0, -5)}, ${utcTime}`;
    return `${dateInWords(date)}, ${time} (${utc} UTC)`;
  };
}

/** What a clock shows, to the minute; lines and facts have the whole instant. */
function clockOf(at: Instant, zone: string): string {
  return localTimeOf(at, zone).slice(0, 5);
}

/** "2026-03-02" as "2 Mar 2026". */
function dateInWords(date: string): string {
  const [year, month, day] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** A length of time as people say it, in its two largest units: "3 days 4 hours". */
export function spanInWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  const units = [
    times(Math.floor(minutes / 1440), "day"),
    times(Math.floor((minutes % 1440) / 60), "hour"),
    times(minutes % 60, "minute"),
  ];
  return units
    .filter((text) => !text.startsWith("0 "))
    .slice(0, 2)
    .join(" ");
}

/** "1 day", "3 days". */
export function times(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A name from the program in a sentence, as it is written there: it may have to be typed or searched for. */
export function named(name: string): string {
  return `“${name}”`;
}

/** A property's name as words: `cart_id` as "cart id". */
export function spaced(name: string): string {
  return name.replace(/[-_]+/g, " ");
}

/** A value of an event or a trait, as short as it can be understood. */
export function valueInWords(value: unknown): string {
  if (value === undefined || value === null) return "not given";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (value === "") return "an empty text";
  const text = typeof value === "string" ? `“${value}”` : JSON.stringify(value);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

/** Values by name: "plan was “free” and seats was not given". */
export function seenInWords(values: JsonObject): string {
  return Object.entries(values)
    .map(([name, value]) => `${spaced(name)} was ${valueInWords(value)}`)
    .join(" and ");
}

/** The conditions that values do not meet, and what there was instead: "total is at least 50; here total was 30". */
export function unmetInWords(conditions: Conditions, values: JsonObject, now: Instant): string {
  const unmet = Object.entries(conditions).filter(([name, one]) => !holds({ [name]: one }, values, now));
  if (unmet.length === 0) return conditionsInWords(conditions);
  const seen = seenInWords(Object.fromEntries(unmet.map(([name]) => [name, values[name]])));
  return `${conditionsInWords(Object.fromEntries(unmet))}; here ${seen}`;
}

/** An event and its conditions: “Cart Updated” where products is not empty. */
export function matchInWords({
  event,
  where,
}: {
  readonly event: string;
  readonly where?: Conditions;
}): string {
  const conditions = where ? conditionsInWords(where) : "";
  return `“${event}”${conditions ? ` where ${conditions}` : ""}`;
}
