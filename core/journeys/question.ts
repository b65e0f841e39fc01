import { type Conditions, holds } from "../condition";
import type { Instant } from "../instant";
import { type Duration, inSeconds, plus } from "../instant";
import type { JsonObject } from "../json";
import type { Person } from "../people/person";
import { type TallyNeed, type TallySpec, tallyKey } from "../people/tally";
import type { Run } from "../runs/run";
import { isMember, type Segments } from "../segments/segment";
import type { SendRecord } from "../sending/ledger";

/**
 * What may have become of a message. `opened-or-fetched` counts the machines that open mail before its reader does,
 * which is why it is no plain "opened".
 */
export type Fate = "sent" | "skipped" | "delivered" | "clicked" | "opened-or-fetched";

/** Something a journey asks on its way, as data; the answer is yes or no. */
export type Question =
  | { readonly asks: "segment"; readonly segment: string }
  | { readonly asks: "person"; readonly where: Conditions }
  | { readonly asks: "trigger"; readonly where: Conditions }
  /** `since` the run began, or within a length of time before now. */
  | { readonly asks: "happened"; readonly tally: TallySpec; readonly since: "start" | Duration }
  | {
      readonly asks: "message";
      readonly message: string;
      readonly became: Fate;
      /** The journey's sends of that message; the compiler finds them. */
      readonly steps?: readonly string[];
    }
  | { readonly asks: "answer"; readonly call: string; readonly where: Conditions };

/** What questions are answered from. */
export interface QuestionFacts {
  readonly segments: Segments;
  readonly person: Person;
  readonly run: Run;
  /** The properties of the event that the run is about. */
  readonly trigger: JsonObject;
  /** The ledger rows of this run. */
  readonly sends: readonly SendRecord[];
  readonly now: Instant;
}

/** An answer and the facts it was given by. */
export interface Answered {
  readonly yes: boolean;
  readonly facts: JsonObject;
}

/** The event that tells of each fate that is not in the ledger. */
const EVENT_OF_FATE: { readonly [fate in Fate]?: string } = {
  delivered: "Message Delivered",
  clicked: "Message Clicked",
  "opened-or-fetched": "Message Opened",
};

/** Answers a question about a person on a run. */
export function answer(question: Question, facts: QuestionFacts): Answered {
  const { person, run, now } = facts;
  switch (question.asks) {
    case "segment": {
      const yes = isMember(facts.segments, question.segment, person, now);
      return { yes, facts: { segment: question.segment } };
    }
    case "person": {
      const values = Object.fromEntries(
        Object.keys(question.where).map((name) => [name, traitOf(person, name)]),
      ) as JsonObject;
      return { yes: holds(question.where, values, now), facts: values };
    }
    case "trigger":
      return {
        yes: holds(question.where, facts.trigger, now),
        facts: pick(facts.trigger, Object.keys(question.where)),
      };
    case "happened": {
      const since =
        question.since === "start" ? run.enteredAt : plus(now, { seconds: -inSeconds(question.since) });
      const lastAt = lastOf(person, question.tally);
      const isSince = (at: Instant, from: Instant) => (question.since === "start" ? at >= from : at > from);
      const yes = lastAt !== undefined && since !== undefined && isSince(lastAt, since);
      return { yes, facts: { event: question.tally.event, since: since ?? null, lastAt: lastAt ?? null } };
    }
    case "message":
      return fateOf(question.message, question.became, facts);
    case "answer": {
      const given = run.answers?.[question.call] ?? {};
      return { yes: holds(question.where, given, now), facts: pick(given, Object.keys(question.where)) };
    }
  }
}

/** The tally that must be kept so that a question can be answered, if any. */
export function needOf(question: Question): TallyNeed | undefined {
  if (question.asks === "happened") return question.tally;
  if (question.asks === "message") return fateTally(question.message, question.became);
  return undefined;
}

function fateOf(message: string, became: Fate, { person, sends, run }: QuestionFacts): Answered {
  const rows = sends.filter((row) => row.message === message);
  const sent = rows.find(({ status }) => status === "accepted");
  const status = (sent ?? rows[0])?.status ?? null;
  if (became === "sent") return { yes: sent !== undefined, facts: { message, status } };
  if (became === "skipped") {
    const skipped = rows.find((row) => row.status === "skipped");
    const yes = sent === undefined && skipped !== undefined;
    return { yes, facts: { message, status, ...(skipped?.reason && { reason: skipped.reason }) } };
  }
  const lastAt = lastOf(person, fateTally(message, became) as TallySpec);
  const yes = sent !== undefined && lastAt !== undefined && lastAt >= (run.enteredAt ?? "");
  return { yes, facts: { message, status, lastAt: lastAt ?? null } };
}

function fateTally(message: string, became: Fate): TallySpec | undefined {
  const event = EVENT_OF_FATE[became];
  return event === undefined ? undefined : { event, where: { message: { is: "equal", to: message } } };
}

function lastOf(person: Person, tally: TallySpec): Instant | undefined {
  const key = tallyKey(tally);
  return Object.hasOwn(person.history, key) ? person.history[key]?.lastAt : undefined;
}

function traitOf(person: Person, name: string): unknown {
  return Object.hasOwn(person.traits, name) ? (person.traits[name]?.value ?? null) : null;
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
}
