/** A moment in UTC as ISO 8601 with milliseconds (`2026-11-22T09:00:00.000Z`): sorts as text, reads as a date. */
export type Instant = string;

/** A length of time written in whole or fractional units, added together. Months and years are not durations. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

const SECONDS_PER = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const;

/** The duration in seconds. */
export function inSeconds(duration: Duration): number {
  let seconds = 0;
  for (const unit of Object.keys(SECONDS_PER) as (keyof Duration)[]) {
    seconds += (duration[unit] ?? 0) * SECONDS_PER[unit];
  }
  return seconds;
}

/** `instant` moved by a duration; a negative duration moves back. */
export function plus(instant: Instant, duration: Duration): Instant {
  return new Date(Date.parse(instant) + inSeconds(duration) * 1000).toISOString();
}

/** The later of two instants. */
export function later(a: Instant, b: Instant | undefined): Instant {
  return b !== undefined && b > a ? b : a;
}

/** The earlier of two instants. */
export function earlier(a: Instant, b: Instant | undefined): Instant {
  return b !== undefined && b < a ? b : a;
}

/** `{ days: 1, hours: 2 }` as "1 day 2 hours". */
export function inWords(duration: Duration): string {
  const parts = (Object.keys(SECONDS_PER) as (keyof Duration)[])
    .filter((unit) => duration[unit])
    .map((unit) => `${duration[unit]} ${duration[unit] === 1 ? unit.slice(0, -1) : unit}`);
  return parts.join(" ") || "no time";
}
