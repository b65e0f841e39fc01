import { type Conditions, holds } from "../condition";
import { contentHash } from "../content-hash";
import type { Envelope } from "../events/envelope";
import { type Duration, earlier, type Instant, inSeconds, later } from "../instant";
import { canonicalJson } from "../json";

/** Which of a person's events are told together: those of one name that meet conditions. */
export interface TallySpec {
  readonly event: string;
  /** Dates in it are seen from the event's own time. */
  readonly where?: Conditions;
}

/** What a tally must keep because somebody asks for it. */
export interface TallyNeed extends TallySpec {
  /** How many of the latest times. */
  readonly times?: number;
  /** The windows that a property is summed up in. */
  readonly sums?: { readonly [property: string]: readonly (Duration | "all time")[] };
  /** How many different values of a property must be told apart. */
  readonly distinct?: { readonly [property: string]: number };
}

/** What is kept of all events that a tally is of: enough to answer every question, whatever their number. */
export interface Tally {
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** The latest times, newest first. */
  readonly latest: readonly Instant[];
  readonly sums?: { readonly [property: string]: PropertySums };
  readonly distinct?: { readonly [property: string]: readonly SeenValue[] };
}

/** Sums of one property in ten-thousandths: whole numbers, which add up to the same in any order. */
interface PropertySums {
  readonly allTime?: number;
  /** By the window's length in seconds. */
  readonly within?: { readonly [seconds: string]: readonly Bucket[] };
}

/** The sum of a stretch of time: its number on a grid that starts in 1970, and the sum. Lists are newest first. */
export type Bucket = readonly [number: number, sum: number];

/** A value, and when it was last seen. Lists are newest first. */
interface SeenValue {
  /** The value as text, or the hash of a long one. */
  readonly value: string;
  readonly at: Instant;
}

/** Tallies by key; only of events that somebody asks for, from the first deployment on that asks. */
export type History = { readonly [key: string]: Tally };

/** Everything that anybody needs kept, by event name. */
export type Needs = ReadonlyMap<string, readonly MergedNeed[]>;

interface MergedNeed {
  readonly key: string;
  readonly where: Conditions;
  readonly times: number;
  readonly sums: readonly { readonly property: string; readonly windows: ReadonlySet<number | "all time"> }[];
  readonly distinct: readonly { readonly property: string; readonly keep: number }[];
}

/** So many buckets cover a window, so a windowed sum takes in up to a sixtieth of the window too much. */
const BUCKETS = 60;

/** Longer values are known by their hash, which keeps the row small. */
const MAX_VALUE_BYTES = 64;

/** No amount of money or things: with it, sums would leave the whole numbers that are exact. */
const MAX_AMOUNT = 1e11;

/** Names a tally: the event, and a hash of the conditions if there are any. */
export function tallyKey({ event, where }: TallySpec): string {
  return where && Object.keys(where).length > 0 ? `${event} ${contentHash(where)}` : event;
}

/** Puts needs of the same tally together, once per program. */
export function mergeNeeds(needs: readonly TallyNeed[]): Needs {
  const byKey = new Map<string, TallyNeed[]>();
  for (const need of needs) {
    const key = tallyKey(need);
    byKey.set(key, [...(byKey.get(key) ?? []), need]);
  }
  const byEvent = new Map<string, MergedNeed[]>();
  for (const [key, same] of byKey) {
    const { event, where = {} } = same[0] as TallyNeed;
    const merged = { key, where, ...mergeKept(same) };
    byEvent.set(event, [...(byEvent.get(event) ?? []), merged]);
  }
  return byEvent;
}

/**
 * History with one more event in it. The result is the same in whatever order events come; an event that comes twice
 * counts twice.
 */
export function remember(
  history: History,
  needs: Needs,
  envelope: Pick<Envelope, "event" | "timestamp" | "properties">,
): History {
  let next = history;
  for (const need of needs.get(envelope.event) ?? []) {
    if (!holds(need.where, envelope.properties, envelope.timestamp)) continue;
    next = { ...next, [need.key]: withEvent(tallyOf(next, need.key), need, envelope) };
  }
  return next;
}

/** A tally by its key, or `undefined` where there was no such event. */
export function tallyOf(history: History, key: string): Tally | undefined {
  return Object.hasOwn(history, key) ? history[key] : undefined;
}

/** An amount in the ten-thousandths that sums are kept in. */
export function inTenThousandths(amount: number): number {
  return Math.round(amount * 10_000);
}

/** How wide the buckets of a window are, in milliseconds. */
export function bucketMsOf(windowSeconds: number): number {
  return Math.ceil((windowSeconds * 1000) / BUCKETS);
}

function mergeKept(needs: readonly TallyNeed[]): Pick<MergedNeed, "times" | "sums" | "distinct"> {
  const sums = new Map<string, Set<number | "all time">>();
  const distinct = new Map<string, number>();
  for (const need of needs) {
    for (const [property, windows] of Object.entries(need.sums ?? {})) {
      const lengths = windows.map((window) => (window === "all time" ? window : inSeconds(window)));
      sums.set(property, new Set([...(sums.get(property) ?? []), ...lengths]));
    }
    for (const [property, keep] of Object.entries(need.distinct ?? {})) {
      distinct.set(property, Math.max(keep, distinct.get(property) ?? 0));
    }
  }
  return {
    times: Math.max(0, ...needs.map(({ times = 0 }) => times)),
    sums: [...sums].map(([property, windows]) => ({ property, windows })),
    distinct: [...distinct].map(([property, keep]) => ({ property, keep })),
  };
}

function withEvent(
  before: Tally | undefined,
  need: MergedNeed,
  { timestamp: at, properties }: Pick<Envelope, "timestamp" | "properties">,
): Tally {
  const sums: Record<string, PropertySums> = {};
  for (const { property, windows } of need.sums) {
    const sum = withAmount(before?.sums?.[property], properties[property], at, windows);
    if (sum) sums[property] = sum;
  }
  const distinct: Record<string, readonly SeenValue[]> = {};
  for (const { property, keep } of need.distinct) {
    const values = withValue(before?.distinct?.[property] ?? [], properties[property], at, keep);
    if (values.length > 0) distinct[property] = values;
  }
  return {
    count: (before?.count ?? 0) + 1,
    firstAt: before ? earlier(at, before.firstAt) : at,
    lastAt: later(at, before?.lastAt),
    latest: withTime(before?.latest ?? [], at, need.times),
    ...(Object.keys(sums).length > 0 && { sums }),
    ...(Object.keys(distinct).length > 0 && { distinct }),
  };
}

function withTime(latest: readonly Instant[], at: Instant, keep: number): readonly Instant[] {
  const place = latest.findIndex((other) => other < at);
  return latest.toSpliced(place === -1 ? latest.length : place, 0, at).slice(0, keep);
}

function withAmount(
  before: PropertySums | undefined,
  value: unknown,
  at: Instant,
  windows: ReadonlySet<number | "all time">,
): PropertySums | undefined {
  if (typeof value !== "number" || !(Math.abs(value) <= MAX_AMOUNT)) return before;
  const amount = inTenThousandths(value);
  const within: Record<string, readonly Bucket[]> = {};
  for (const window of windows) {
    if (window === "all time") continue;
    const number = Math.floor(Date.parse(at) / bucketMsOf(window));
    within[window] = withBucket(before?.within?.[window] ?? [], [number, amount]);
  }
  return {
    ...(windows.has("all time") && { allTime: (before?.allTime ?? 0) + amount }),
    ...(Object.keys(within).length > 0 && { within }),
  };
}

function withBucket(buckets: readonly Bucket[], [number, amount]: Bucket): readonly Bucket[] {
  const found = buckets.findIndex(([other]) => other <= number);
  const place = found === -1 ? buckets.length : found;
  const there = buckets[place];
  const next =
    there?.[0] === number
      ? buckets.with(place, [number, there[1] + amount])
      : buckets.toSpliced(place, 0, [number, amount]);
  const newest = next[0]?.[0] ?? number;
  // The window ends at the newest event or later, so it never again reaches further back than this.
  return next.filter(([other]) => other >= newest - BUCKETS);
}

function withValue(
  values: readonly SeenValue[],
  value: unknown,
  at: Instant,
  keep: number,
): readonly SeenValue[] {
  if (value === undefined || value === null) return values;
  const seen = { value: asText(value), at };
  const before = values.find((other) => other.value === seen.value);
  if (before && before.at >= at) return values;
  const others = values.filter((other) => other !== before);
  const place = others.findIndex((other) => isNewer(seen, other));
  return others.toSpliced(place === -1 ? others.length : place, 0, seen).slice(0, keep);
}

/** An order without ties, so that which values are kept does not depend on the order of events. */
function isNewer(a: SeenValue, b: SeenValue): boolean {
  return a.at === b.at ? a.value < b.value : a.at > b.at;
}

function asText(value: unknown): string {
  const text = typeof value === "string" ? value : canonicalJson(value);
  return Buffer.byteLength(text) > MAX_VALUE_BYTES ? contentHash(text) : text;
}
