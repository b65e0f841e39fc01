import type { Instant } from "../../core/instant";

/** A minute in UTC, `2026-11-22T10:05`: sorts as text. */
export type Minute = string;

/** The minute an instant lies in. */
export function minuteOf(instant: Instant): Minute {
  return instant.slice(0, "2026-11-22T10:05".length);
}

/** The instant a minute begins at. */
export function startOf(minute: Minute): Instant {
  return `${minute}:00.000Z`;
}

/** A minute moved by so many; a negative number moves back. */
export function moved(minute: Minute, minutes: number): Minute {
  return minuteOf(new Date(Date.parse(startOf(minute)) + minutes * 60_000).toISOString());
}
