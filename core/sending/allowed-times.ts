import { dateOfDayNumber, type LocalDate, weekdayOf } from "../calendar";
import { DAY_MS, offsetAt } from "../time-zone";
import type { QuietRule } from "./quiet-hours";

/** A stretch of time in milliseconds since 1970, its end excluded. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const ALL_DAY = ["00:00", "24:00"] as const;

/**
 * When a rule allows messages by the clocks of a zone, within a stretch: in order, none touching the next. An hour that
 * clocks show twice is judged twice, one that they skip never comes.
 */
export function allowedTimes(rule: QuietRule, zone: string, within: Stretch): Stretch[] {
  const allowed: { from: number; to: number }[] = [];
  for (const { from, to, offset } of evenTimes(zone, within)) {
    for (let day = Math.floor((from + offset) / DAY_MS); day * DAY_MS < to + offset; day++) {
      const midnight = day * DAY_MS - offset;
      const [opens, closes] = windowOn(rule, dateOfDayNumber(day));
      const start = Math.max(from, midnight + opens);
      const end = Math.min(to, midnight + closes);
      const last = allowed.at(-1);
      if (start >= end) continue;
      if (last?.to === start) last.to = end;
      else allowed.push({ from: start, to: end });
    }
  }
  return allowed;
}

/** The times that lie in both: in order, as each of them is. */
export function inBoth(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return some.flatMap((a) =>
    others.flatMap((b) => {
      const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
      return both.from < both.to ? [both] : [];
    }),
  );
}

/** A time such as "08:30", or "24:00", in milliseconds after midnight by the wall clock. */
export function wallMs(time: string): number {
  const [hours, minutes] = time.split(":").map(Number) as [number, number];
  return (hours * 60 + minutes) * 60_000;
}

function windowOn(rule: QuietRule, date: LocalDate): readonly [opens: number, closes: number] {
  const [from, to] = date < rule.effective ? ALL_DAY : (rule.allowed[weekdayOf(date)] ?? ["00:00", "00:00"]);
  return [wallMs(from), wallMs(to)];
}

/** Cuts a stretch where the zone's clocks change, so that within each piece they run evenly. */
function evenTimes(zone: string, { from, to }: Stretch): (Stretch & { readonly offset: number })[] {
  const pieces: (Stretch & { readonly offset: number })[] = [];
  let start = from;
  for (let at = from; at < to; at += DAY_MS) {
    const next = Math.min(at + DAY_MS, to);
    if (offsetAt(at, zone) === offsetAt(next, zone)) continue;
    const change = findChange(zone, at, next);
    pieces.push({ from: start, to: change, offset: offsetAt(start, zone) });
    start = change;
  }
  if (start < to) pieces.push({ from: start, to, offset: offsetAt(start, zone) });
  return pieces;
}

/** By halves, to the millisecond: no zone changes twice within a day. */
function findChange(zone: string, from: number, to: number): number {
  const before = offsetAt(from, zone);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}
