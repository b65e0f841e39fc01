import { type Instant, inSeconds, plus } from "../../core/instant";
import { isJsonObject } from "../../core/json";
import type { ClockState } from "../embedded-herald";

const UNITS = ["days", "hours", "minutes"] as const;
const MAX_DAYS = 366;

/** Where a request wants the clock: `{"hours": 1}`, or `{"to": "next"}` for when something happens next. */
export function wantedInstant(
  body: unknown,
  { now, nextDueAt }: ClockState,
): { readonly instant: Instant } | { readonly error: string } {
  if (!isJsonObject(body)) return { error: 'send {"hours": 1}, {"days": 1} or {"to": "next"}' };
  if (body.to !== undefined) {
    if (body.to !== "next") return { error: `to must be "next", got ${JSON.stringify(body.to)}` };
    return nextDueAt ? { instant: nextDueAt } : { error: "nothing is waiting to happen" };
  }
  const duration: { days?: number; hours?: number; minutes?: number } = {};
  for (const unit of UNITS) {
    const value = body[unit];
    if (value === undefined) continue;
    if (typeof value !== "number" || !(value >= 0))
      return { error: `${unit} must be a number of 0 or more, got ${JSON.stringify(value)}` };
    duration[unit] = value;
  }
  const seconds = inSeconds(duration);
  if (seconds === 0) return { error: 'send {"hours": 1}, {"days": 1} or {"to": "next"}' };
  if (seconds > MAX_DAYS * 86_400) return { error: `the clock moves at most ${MAX_DAYS} days at once` };
  return { instant: plus(now, duration) };
}
