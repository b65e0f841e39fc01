const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in at most two units: "3 days 4 h", "57 min". */
export function spanInWords(ms: number): string {
  const length = Math.abs(ms);
  if (length < MINUTE) return "less than a minute";
  const minutes = Math.round(length / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  if (length < DAY) return join(`${Math.floor(minutes / 60)} h`, minutes % 60, "min");
  const hours = Math.round(length / HOUR);
  const days = Math.floor(hours / 24);
  return join(`${days} ${days === 1 ? "day" : "days"}`, days < 7 ? hours % 24 : 0, "h");
}

/** How an instant lies to now, in one unit: "5 min ago", "in 3 h", "now". */
export function relativeInWords(at: number, now: number): string {
  const ms = at - now;
  const length = Math.abs(ms);
  if (length < MINUTE / 2) return "now";
  const words =
    length < HOUR
      ? `${Math.max(1, Math.round(length / MINUTE))} min`
      : length < DAY
        ? `${Math.round(length / HOUR)} h`
        : plural(Math.round(length / DAY), "day");
  return ms > 0 ? `in ${words}` : `${words} ago`;
}

/** How long until an instant, exact enough to act on: "in 57 min", "in 1 day 3 h". */
export function untilInWords(at: number, now: number): string {
  return at - now < MINUTE / 2 ? "now" : `in ${spanInWords(at - now)}`;
}

const DATE = new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short" });
const DATE_WITH_YEAR = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const TIME = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The time of day where the reader is: "14:05". */
export function timeOfDay(at: number): string {
  return TIME.format(at);
}

/** The date where the reader is: "today", "yesterday", "Tue, Mar 3", "Mar 3, 2025". */
export function dateInWords(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return "today";
  if (days === 1) return "yesterday";
  if (days === -1) return "tomorrow";
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? DATE : DATE_WITH_YEAR).format(at);
}

/** Date and time where the reader is: "today, 14:05". */
export function momentInWords(at: number, now: number): string {
  return `${dateInWords(at, now)}, ${timeOfDay(at)}`;
}

/** The exact instant in UTC: "2026-03-03 14:05:09 UTC". */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Days since some day, where the reader is. */
function dayNumber(at: number): number {
  const date = new Date(at);
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}

function join(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`;
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
