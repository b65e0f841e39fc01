import { readDate } from "../calendar";
import { holds } from "../condition";
import { type Instant, plus } from "../instant";
import type { Graph } from "../journeys/graph";
import { DERIVED_EVENTS } from "../journeys/trigger";
import type { JsonObject } from "../json";
import { conditionsInWords, momentInWords } from "../map/map-words";
import { momentFacts } from "../people/derive";
import { type DateMoment, type Moment, nextOccurrence } from "../people/moment";
import { type Person, traitValues } from "../people/person";
import type { Program } from "../program";
import { explainSegment, type RuleLine } from "./explain-segment";
import { matchInWords, named, type TellTime, unmetInWords, valueInWords } from "./explain-words";

/** One thing to know about how a journey starts for a person, as of now. */
export interface StartLine {
  readonly sentence: string;
  readonly facts: JsonObject;
  /** Rule by rule, where a segment was asked. */
  readonly rules?: readonly RuleLine[];
}

export interface StartTelling {
  readonly program: Program;
  readonly graph: Graph;
  readonly person: Person;
  readonly now: Instant;
  readonly tell: TellTime;
  /** Whether the trigger event came at all. */
  readonly hasCome: boolean;
}

/** Why a journey has not started, or when it would: of its trigger, and whom it is for. */
export function startLines(telling: StartTelling): StartLine[] {
  const { graph } = telling;
  const { trigger } = graph;
  const narrowed = trigger.moment?.moment === "schedule" ? [] : segmentLines(trigger.segment, telling);
  return [...triggerLines(telling), ...narrowed, ...traitLines(telling)];
}

function triggerLines(telling: StartTelling): StartLine[] {
  const { graph, hasCome } = telling;
  const { trigger } = graph;
  if (trigger.moment) return momentLines(trigger.moment, telling);
  if (trigger.kind === "segment") return enteringLines(telling);
  if (hasCome) return [];
  const sentence = `No “${trigger.event}” has come about this person. The journey starts on ${matchInWords(trigger)}. If one was sent, look among the refused events.`;
  return [{ sentence, facts: { event: trigger.event } }];
}

function enteringLines(telling: StartTelling): StartLine[] {
  const { graph, person, hasCome, tell } = telling;
  const condition = graph.trigger.where.segment;
  const segment = condition && "to" in condition ? String(condition.to) : undefined;
  if (segment === undefined || !Object.hasOwn(telling.program.segments, segment)) return [];
  const entering = graph.trigger.event === DERIVED_EVENTS.entered;
  const explained = explainSegment(segment, { ...telling, segments: telling.program.segments });
  const since = person.segments[segment];
  const word = entering ? "coming into" : "leaving";
  const is = since ? `is in it since ${tell(since)}` : "is not in it";
  const silent =
    !hasCome && Boolean(since) === entering
      ? ` No ${word} it was ever seen${entering ? ": whoever was counted into it by a recount, or was in it before the journey was there, has not come into it" : ""}.`
      : "";
  return [
    {
      sentence: `The journey starts on ${word} the segment ${named(segment)}; the person ${is}.${silent}`,
      facts: { segment, member: explained.member, ...(since && { since }) },
      rules: explained.rules,
    },
  ];
}

function segmentLines(segment: string | undefined, telling: StartTelling): StartLine[] {
  if (segment === undefined || !Object.hasOwn(telling.program.segments, segment)) return [];
  const { member, rules } = explainSegment(segment, { ...telling, segments: telling.program.segments });
  const is = member ? "is in it now" : "is not in it now";
  return [
    {
      sentence: `It is only for people in the segment ${named(segment)}; this person ${is}.`,
      facts: { segment, member },
      rules,
    },
  ];
}

function traitLines({ graph: { trigger }, person, now }: StartTelling): StartLine[] {
  if (Object.keys(trigger.person).length === 0) return [];
  const traits = traitValues(person);
  const met = holds(trigger.person, traits, now);
  const how = met
    ? `${conditionsInWords(trigger.person)}, which is so now`
    : unmetInWords(trigger.person, traits, now);
  return [{ sentence: `It is only for people whose ${how}.`, facts: { met } }];
}

function momentLines(moment: Moment, telling: StartTelling): StartLine[] {
  const { program, person, now, tell } = telling;
  const facts = momentFacts(program, person);
  const next = nextOccurrence(moment, facts, now);
  const starts = `The journey starts at a moment: ${momentInWords(moment)}.`;
  const line = (rest: string, seen: JsonObject = {}): StartLine => ({
    sentence: `${starts} ${rest}`,
    facts: { ...seen, ...(next && { next: next.at }) },
  });
  switch (moment.moment) {
    case "date":
      return [line(dateInWords(moment, telling, next?.at), { trait: moment.trait })];
    case "silence": {
      const lastAt = facts.lastAt(moment.tally);
      const of = matchInWords(moment.of);
      if (lastAt === undefined) {
        return [line(`No ${of} is known of this person, and there is no silence without one before it.`)];
      }
      const due = plus(lastAt, moment.for);
      const rest =
        due > now
          ? `, so that will be on ${tell(due)} unless another comes`
          : `, so that was on ${tell(due)}`;
      return [line(`The last ${of} was on ${tell(lastAt)}${rest}.`, { lastAt, due })];
    }
    case "schedule": {
      const explained = explainSegment(moment.segment, { ...telling, segments: program.segments });
      const is = explained.member ? "is in it now" : "is not in it now";
      const then = next ? ` The next time is ${tell(next.at)}.` : "";
      const rest = `It is for people in the segment ${named(moment.segment)}; this person ${is}.${then}`;
      return [
        { ...line(rest, { segment: moment.segment, member: explained.member }), rules: explained.rules },
      ];
    }
  }
}

/** When a moment comes for a person, or why it does not, in a few words. */
export function momentInShort(moment: Moment, { program, person, now, tell }: MomentTelling): string {
  const facts = momentFacts(program, person);
  const next = nextOccurrence(moment, facts, now)?.at;
  if (next !== undefined) return `that will be on ${tell(next)}`;
  switch (moment.moment) {
    case "date": {
      const value = person.traits[moment.trait]?.value ?? undefined;
      if (value === undefined) return `no “${moment.trait}” is known`;
      return readDate(value) ? "that has passed" : `“${moment.trait}” cannot be read as a date`;
    }
    case "silence":
      return facts.lastAt(moment.tally) ? "that has passed" : `there was no ${matchInWords(moment.of)} yet`;
    case "schedule":
      return `not in the segment ${named(moment.segment)}`;
  }
}

type MomentTelling = Pick<StartTelling, "program" | "person" | "now" | "tell">;

function dateInWords(moment: DateMoment, { person, tell }: StartTelling, next: Instant | undefined): string {
  const trait = Object.hasOwn(person.traits, moment.trait) ? person.traits[moment.trait] : undefined;
  if (trait === undefined || trait.value === null) {
    return `The person has no trait “${moment.trait}”, so there is no such moment.`;
  }
  const value = valueInWords(trait.value);
  const read = readDate(trait.value);
  if (!read)
    return `The trait “${moment.trait}” is ${value}, which cannot be read as a date (such as “2026-02-28”).`;
  if (next === undefined) return `The trait “${moment.trait}” is ${value}, so that moment has passed.`;
  return `The trait “${moment.trait}” is ${value}, so it comes on ${tell(next)}.`;
}
