import { changesAt, holds } from "../condition";
import { type Instant, inSeconds } from "../instant";
import { type Bucket, bucketMsOf, inTenThousandths, type Tally, tallyKey, tallyOf } from "../people/tally";
import { ProgramError } from "../source-place";
import {
  type Asked,
  type Bounds,
  type CountRule,
  checkReferences,
  type DistinctRule,
  type ScoreRule,
  type Segment,
  type SegmentRule,
  type Segments,
  type SumRule,
  type ThenNotRule,
  type TimeRule,
} from "./segment-rule";

/** What a look at a person finds. */
export interface Look {
  /** The segments the person is in. */
  readonly members: readonly string[];
  /**
   * Until this instant, and not at it, no answer changes unless an event comes; never, where it is left out. It may be
   * too early, never too late.
   */
  readonly until?: Instant;
}

/** An answer, and before which epoch millisecond time alone cannot change it. */
interface Answer {
  readonly yes: boolean;
  readonly until: number;
}

/** One look: what is asked, and the segments answered so far. */
interface Asking {
  readonly person: Asked;
  readonly now: Instant;
  readonly nowMs: number;
  readonly answers: Map<string, Answer>;
}

type Ask = (asking: Asking) => Answer;

const NEVER = Number.POSITIVE_INFINITY;
const YES: Answer = { yes: true, until: NEVER };
const NO: Answer = { yes: false, until: NEVER };

/** Asks every segment about a person. */
export function look(segments: Segments, person: Asked, now: Instant): Look {
  const asking = askingOf(person, now);
  const members: string[] = [];
  let soonest = NEVER;
  for (const [name, ask] of asksOf(segments)) {
    const { yes, until } = ask(asking);
    if (yes) members.push(name);
    if (until < soonest) soonest = until;
  }
  return { members, ...(soonest < NEVER && { until: new Date(soonest).toISOString() }) };
}

/** Whether the person is in the segment at a moment. Throws on a name the program does not have. */
export function isMember(segments: Segments, name: string, person: Asked, now: Instant): boolean {
  const ask = asksOf(segments).get(name);
  if (!ask)
    throw new ProgramError(`there is no segment "${name}"; known: ${Object.keys(segments).join(", ")}`);
  return ask(askingOf(person, now)).yes;
}

function askingOf(person: Asked, now: Instant): Asking {
  return { person, now, nowMs: Date.parse(now), answers: new Map() };
}

/** Segments as functions, made once: this runs for every segment at every event. */
const asksBySegments = new WeakMap<Segments, ReadonlyMap<string, Ask>>();

function asksOf(segments: Segments): ReadonlyMap<string, Ask> {
  let asks = asksBySegments.get(segments);
  if (!asks) {
    checkReferences(segments);
    const made = new Map<string, Ask>();
    for (const name in segments) {
      const ask = askOf((segments[name] as Segment).rule, made);
      made.set(name, once(name, ask));
    }
    asksBySegments.set(segments, made);
    asks = made;
  }
  return asks;
}

function once(name: string, ask: Ask): Ask {
  return (asking) => {
    let answer = asking.answers.get(name);
    if (!answer) {
      answer = ask(asking);
      asking.answers.set(name, answer);
    }
    return answer;
  };
}

function askOf(rule: SegmentRule, segments: ReadonlyMap<string, Ask>): Ask {
  switch (rule.rule) {
    case "all":
      return combination(rule.of, false, segments);
    case "any":
      return combination(rule.of, true, segments);
    case "not": {
      const ask = askOf(rule.of, segments);
      return (asking) => {
        const { yes, until } = ask(asking);
        return { yes: !yes, until };
      };
    }
    case "segment":
      return (asking) => (segments.get(rule.segment) as Ask)(asking);
    case "trait":
      return traitAsk(rule);
    case "score":
      return scoreAsk(rule);
    case "count":
      return countAsk(rule);
    case "sum":
      return sumAsk(rule);
    case "distinct":
      return distinctAsk(rule);
    case "first":
    case "last":
      return timeAsk(rule);
    case "then-not":
      return thenNotAsk(rule);
  }
}

/**
 * @param decisive the answer that decides when one rule gives it: no for "all", yes for "any". It stands as long as any
 *   of them stands; without one, the answer stands until the first of all may give it.
 */
function combination(
  rules: readonly SegmentRule[],
  decisive: boolean,
  segments: ReadonlyMap<string, Ask>,
): Ask {
  const asks = rules.map((rule) => askOf(rule, segments));
  return (asking) => {
    let decidedUntil = 0;
    let openUntil = NEVER;
    for (const ask of asks) {
      const { yes, until } = ask(asking);
      if (yes !== decisive) openUntil = Math.min(openUntil, until);
      else if (until === NEVER) return decisive ? YES : NO;
      else decidedUntil = Math.max(decidedUntil, until);
    }
    return decidedUntil > 0 ? { yes: decisive, until: decidedUntil } : { yes: !decisive, until: openUntil };
  };
}

function traitAsk({ trait, where }: SegmentRule & { readonly rule: "trait" }): Ask {
  const conditions = { value: where };
  return ({ person, now }) => {
    const value = Object.hasOwn(person.traits, trait) ? person.traits[trait]?.value : undefined;
    const yes = holds(conditions, { value }, now);
    const change = changesAt(where, value, now);
    if (change === undefined) return yes ? YES : NO;
    return { yes, until: Date.parse(change) };
  };
}

function scoreAsk({ score, atLeast, below }: ScoreRule): Ask {
  return ({ person: { scores } }) => {
    const value = scores && Object.hasOwn(scores, score) ? scores[score]?.value : undefined;
    if (value === undefined) return NO;
    return (atLeast === undefined || value >= atLeast) && (below === undefined || value < below) ? YES : NO;
  };
}

function countAsk(rule: CountRule): Ask {
  const key = tallyKey(rule);
  const { atLeast, within } = rule;
  if (!within) return ({ person }) => ((tallyOf(person.history, key)?.count ?? 0) >= atLeast ? YES : NO);
  const windowMs = inSeconds(within) * 1000;
  return ({ person, nowMs }) => lasting(tallyOf(person.history, key)?.latest[atLeast - 1], windowMs, nowMs);
}

function distinctAsk(rule: DistinctRule): Ask {
  const key = tallyKey(rule);
  const { property, atLeast, within } = rule;
  const windowMs = within ? inSeconds(within) * 1000 : NEVER;
  return ({ person, nowMs }) => {
    const seen = tallyOf(person.history, key)?.distinct?.[property]?.[atLeast - 1];
    return lasting(seen?.at, windowMs, nowMs);
  };
}

/** Yes until the instant leaves the window. */
function lasting(at: Instant | undefined, windowMs: number, nowMs: number): Answer {
  if (at === undefined) return NO;
  const until = Date.parse(at) + windowMs;
  return nowMs < until ? { yes: true, until } : NO;
}

function sumAsk(rule: SumRule): Ask {
  const key = tallyKey(rule);
  const { property, within } = rule;
  const isWithin = boundsTest(rule.bounds);
  const sumsOf = (person: Asked) => tallyOf(person.history, key)?.sums?.[property];
  if (!within) return ({ person }) => (isWithin(sumsOf(person)?.allTime ?? 0) ? YES : NO);
  const seconds = inSeconds(within);
  return ({ person, nowMs }) =>
    windowedSum(sumsOf(person)?.within?.[seconds] ?? [], seconds, nowMs, isWithin);
}

/** Lets the buckets leave the window one by one, the oldest first, until the answer changes. */
function windowedSum(
  buckets: readonly Bucket[],
  seconds: number,
  nowMs: number,
  isWithin: (sum: number) => boolean,
): Answer {
  const leavesAt = ([number]: Bucket) => (number + 1) * bucketMsOf(seconds) + seconds * 1000;
  const inside = buckets.filter((bucket) => leavesAt(bucket) > nowMs);
  let sum = inside.reduce((total, [, amount]) => total + amount, 0);
  const yes = isWithin(sum);
  for (const bucket of inside.reverse()) {
    sum -= bucket[1];
    if (isWithin(sum) !== yes) return { yes, until: leavesAt(bucket) };
  }
  return yes ? YES : NO;
}

function boundsTest({ atLeast, moreThan, atMost, lessThan }: Bounds): (sum: number) => boolean {
  const from = Math.max(
    atLeast === undefined ? -NEVER : inTenThousandths(atLeast),
    moreThan === undefined ? -NEVER : inTenThousandths(moreThan) + 1,
  );
  const to = Math.min(
    atMost === undefined ? NEVER : inTenThousandths(atMost),
    lessThan === undefined ? NEVER : inTenThousandths(lessThan) - 1,
  );
  return (sum) => sum >= from && sum <= to;
}

function timeAsk(rule: TimeRule): Ask {
  const key = tallyKey(rule);
  const { withinLast, longerAgoThan } = rule.limits;
  const recentMs = withinLast ? inSeconds(withinLast) * 1000 : NEVER;
  const longAgoMs = longerAgoThan ? inSeconds(longerAgoThan) * 1000 : 0;
  return ({ person, nowMs }) => {
    const tally = tallyOf(person.history, key);
    if (!tally) return NO;
    const at = Date.parse(rule.rule === "first" ? tally.firstAt : tally.lastAt);
    if (nowMs >= at + recentMs) return NO;
    if (longerAgoThan && nowMs < at + longAgoMs) return { yes: false, until: at + longAgoMs };
    return { yes: true, until: at + recentMs };
  };
}

function thenNotAsk(rule: ThenNotRule): Ask {
  const didKey = tallyKey(rule.did);
  const notKey = tallyKey(rule.not);
  const withinMs = inSeconds(rule.within) * 1000;
  return ({ person, nowMs }) => {
    const did = tallyOf(person.history, didKey);
    if (!did || hasSince(tallyOf(person.history, notKey), did.lastAt)) return NO;
    const due = Date.parse(did.lastAt) + withinMs;
    return nowMs >= due ? YES : { yes: false, until: due };
  };
}

/** At the same instant counts as since: rather silent than wrong. */
function hasSince(tally: Tally | undefined, at: Instant): boolean {
  return tally !== undefined && tally.lastAt >= at;
}
