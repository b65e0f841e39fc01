import type { Condition } from "../condition";
import { type Duration, type Instant, inSeconds, inWords, plus } from "../instant";
import { conditionsInWords } from "../map/map-words";
import { bucketMsOf, type Tally, type TallySpec, tallyKey, tallyOf } from "../people/tally";
import { isMember } from "../segments/look";
import type { Asked, Bounds, Segment, SegmentRule, Segments } from "../segments/segment-rule";
import { matchInWords, named, type TellTime, times, valueInWords } from "./explain-words";

/** One rule of a segment as it is of a person: whether it holds, and by which fact. */
export interface RuleLine {
  readonly depth: number;
  readonly yes: boolean;
  readonly sentence: string;
}

/** Whether a person is in a segment, and rule by rule why. */
export interface SegmentExplanation {
  readonly segment: string;
  readonly member: boolean;
  readonly rules: readonly RuleLine[];
}

interface Telling {
  readonly segments: Segments;
  readonly person: Asked;
  readonly now: Instant;
  readonly tell: TellTime;
}

/** The name that a rule is asked by alone; no segment can be called so. */
const ALONE = "*";

/** Explains a segment of the program about a person; the answers are those that journeys get. */
export function explainSegment(segment: string, telling: Telling): SegmentExplanation {
  const { rule } = telling.segments[segment] as Segment;
  const rules = linesOf(rule, 0, telling);
  return { segment, member: holdsAlone(rule, telling), rules };
}

function linesOf(rule: SegmentRule, depth: number, telling: Telling): RuleLine[] {
  const line = (sentence: string): RuleLine => ({ depth, yes: holdsAlone(rule, telling), sentence });
  switch (rule.rule) {
    case "all":
    case "any": {
      const inner = rule.of.flatMap((one) => linesOf(one, depth + 1, telling));
      return [line(rule.rule === "all" ? "all of these must be so" : "one of these must be so"), ...inner];
    }
    case "not": {
      const [first, ...inner] = linesOf(rule.of, depth, telling) as [RuleLine, ...RuleLine[]];
      return [line(`must not be so: ${first.sentence}`), ...inner];
    }
    case "segment": {
      const inner = (telling.segments[rule.segment] as Segment).rule;
      return [line(`is in the segment ${named(rule.segment)}`), ...linesOf(inner, depth + 1, telling)];
    }
    default:
      return [line(factOf(rule, telling))];
  }
}

/** Asked as a segment of its own, so that an explanation can never say otherwise than the segments do. */
function holdsAlone(rule: SegmentRule, { segments, person, now }: Telling): boolean {
  return isMember({ ...segments, [ALONE]: { description: "", rule } }, ALONE, person, now);
}

type Leaf = Exclude<SegmentRule, { readonly rule: "all" | "any" | "not" | "segment" }>;

function factOf(rule: Leaf, telling: Telling): string {
  const { person, now, tell } = telling;
  const tally = (spec: TallySpec) => tallyOf(person.history, tallyKey(spec));
  switch (rule.rule) {
    case "trait":
      return traitFact(rule.trait, rule.where, person);
    case "score": {
      const value = person.scores?.[rule.score]?.value;
      const band = [
        rule.atLeast !== undefined && `at least ${rule.atLeast}`,
        rule.below !== undefined && `below ${rule.below}`,
      ].filter(Boolean);
      return `the score ${named(rule.score)} must be ${band.join(" and ")}; it is ${valueInWords(value)}`;
    }
    case "count": {
      const seen = countOf(tally(rule), rule.within, now);
      return `${matchInWords(rule)} came ${times(seen, "time")}${windowInWords(rule.within)}; ${rule.atLeast} or more ${rule.atLeast === 1 ? "is" : "are"} needed`;
    }
    case "sum": {
      const sum = sumOf(tally(rule), rule.property, rule.within, now);
      return `${named(rule.property)} of ${matchInWords(rule)} adds up to ${sum}${windowInWords(rule.within)}; it must be ${boundsInWords(rule.bounds)}`;
    }
    case "distinct": {
      const seen = valuesOf(tally(rule), rule.property, rule.within, now);
      const which = seen.length > 0 && seen.length <= 5 ? ` (${seen.join(", ")})` : "";
      return `${matchInWords(rule)} came with ${seen.length} different ${seen.length === 1 ? "value" : "values"} of ${named(rule.property)}${which}${windowInWords(rule.within)}; ${rule.atLeast} or more are needed`;
    }
    case "first":
    case "last": {
      const known = tally(rule);
      const at = rule.rule === "first" ? known?.firstAt : known?.lastAt;
      const { withinLast, longerAgoThan } = rule.limits;
      const must = [
        withinLast && `within the last ${inWords(withinLast)}`,
        longerAgoThan && `longer ago than ${inWords(longerAgoThan)}`,
      ].filter(Boolean);
      const seen = at === undefined ? "it never did" : `it was on ${tell(at)}`;
      return `${matchInWords(rule)} must have come ${rule.rule === "first" ? "first" : "last"} ${must.join(" and ")}; ${seen}`;
    }
    case "then-not": {
      const did = tally(rule.did)?.lastAt;
      const didNot = tally(rule.not)?.lastAt;
      const must = `${matchInWords(rule.did)} must have come ${inWords(rule.within)} ago or earlier, and no ${matchInWords(rule.not)} since`;
      if (did === undefined) return `${must}; the first never came`;
      const since = didNot !== undefined && didNot >= did ? `, and the other on ${tell(didNot)}` : "";
      const due = plus(did, rule.within);
      const wait = !since && due > now ? `, so it will be so on ${tell(due)}` : "";
      return `${must}; the first last came on ${tell(did)}${since}${wait}`;
    }
  }
}

function traitFact(trait: string, where: Condition, person: Asked): string {
  const value = Object.hasOwn(person.traits, trait) ? person.traits[trait]?.value : undefined;
  return `${conditionsInWords({ [trait]: where })}; it is ${valueInWords(value)}`;
}

function windowInWords(within: Duration | undefined): string {
  return within ? ` in the last ${inWords(within)}` : "";
}

function countOf(tally: Tally | undefined, within: Duration | undefined, now: Instant): number {
  if (!tally) return 0;
  if (!within) return tally.count;
  return tally.latest.filter((at) => Date.parse(now) < Date.parse(plus(at, within))).length;
}

/** Takes in whole buckets as the segment does; see `windowedSum` in look.ts. */
function sumOf(
  tally: Tally | undefined,
  property: string,
  within: Duration | undefined,
  now: Instant,
): number {
  const sums = tally?.sums?.[property];
  if (!within) return (sums?.allTime ?? 0) / 10_000;
  const seconds = inSeconds(within);
  const inside = (sums?.within?.[seconds] ?? []).filter(
    ([number]) => (number + 1) * bucketMsOf(seconds) + seconds * 1000 > Date.parse(now),
  );
  return inside.reduce((total, [, amount]) => total + amount, 0) / 10_000;
}

function valuesOf(
  tally: Tally | undefined,
  property: string,
  within: Duration | undefined,
  now: Instant,
): string[] {
  return (tally?.distinct?.[property] ?? [])
    .filter(({ at }) => !within || Date.parse(now) < Date.parse(plus(at, within)))
    .map(({ value }) => value);
}

function boundsInWords({ atLeast, moreThan, atMost, lessThan }: Bounds): string {
  return [
    atLeast !== undefined && `at least ${atLeast}`,
    moreThan !== undefined && `more than ${moreThan}`,
    atMost !== undefined && `at most ${atMost}`,
    lessThan !== undefined && `less than ${lessThan}`,
  ]
    .filter(Boolean)
    .join(" and ");
}
