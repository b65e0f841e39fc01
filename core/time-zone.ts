import { memoize } from "./memoize";

/** Local time less UTC in milliseconds, over one UTC day: one number, or two where the clocks change. */
type DayOffset = number | { readonly before: number; readonly after: number; readonly changesAt: number };

export const DAY_MS = 86_400_000;

/** More than IANA has; a stranger's spellings of them are without number. */
const MAX_ZONES = 1_000;

/** About four years, so that a zone's memory stays below 100 kB. */
const MAX_DAYS = 1_500;

/** A name, not an offset such as "+01:00", which some runtimes also take. */
const NAME = /^[A-Za-z][\w+/-]{0,63}$/;

/** A zone's offsets by days since 1970, or `undefined` where there is no such zone. */
const findZone = memoize(MAX_ZONES, (name: string) => {
  const format = formatOf(name);
  return format && memoize(MAX_DAYS, (day: number) => offsetOn(day, format));
});

/** A person's `timezone` trait where it is an IANA zone, else the fallback. */
export function zoneOf(timezone: unknown, fallback: string): string {
  return typeof timezone === "string" && NAME.test(timezone) && findZone(timezone) ? timezone : fallback;
}

/** Local time less UTC in a zone at a moment, all in milliseconds. Throws on an unknown zone. */
export function offsetAt(epochMs: number, zone: string): number {
  const offsets = findZone(zone);
  if (!offsets) throw new RangeError(`a zone must be an IANA name such as "Europe/Berlin", got "${zone}"`);
  const offset = offsets(Math.floor(epochMs / DAY_MS));
  if (typeof offset === "number") return offset;
  return epochMs < offset.changesAt ? offset.before : offset.after;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
}

function offsetOn(day: number, format: Intl.DateTimeFormat): DayOffset {
  const before = readOffset(format, day * DAY_MS);
  const after = readOffset(format, (day + 1) * DAY_MS);
  return before === after ? before : { before, after, changesAt: findChange(format, day, before) };
}

/** By halves, to the millisecond: no zone changes twice within a day. */
function findChange(format: Intl.DateTimeFormat, day: number, before: number): number {
  let low = day * DAY_MS;
  let high = low + DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffset(format, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Reads "3/8/2026, GMT-05:00"; UTC is a bare "GMT", and times before railways have seconds. */
function readOffset(format: Intl.DateTimeFormat, epochMs: number): number {
  const match = /GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(format.format(epochMs));
  if (!match) return 0;
  const [, sign, hours, minutes, seconds] = match;
  const ms = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1_000;
  return sign === "-" ? -ms : ms;
}
