import { type Conditions, holds } from "../condition";
import { type Instant, inWords, plus } from "../instant";
import type { Graph } from "../journeys/graph";
import { quietTimeOf } from "../journeys/graph";
import { DERIVED_EVENTS, EACH_EVENT, type EventMatch, isDerived, OCCURRENCE } from "../journeys/trigger";
import type { Due } from "../journeys/until";
import type { JsonObject } from "../json";
import { momentInWords } from "../map/map-words";
import type { RunDecision, RunOutcome } from "../runs/run";
import type { EventRecord } from "../store";
import { named, spaced, spanInWords, type TellTime, unmetInWords } from "./explain-words";

/** An event as a journey saw it: one that came, or one that Herald made of it. */
export interface SeenEvent {
  readonly event: string;
  readonly timestamp: Instant;
  readonly properties: JsonObject;
  /** The event that it came of, where Herald made it. */
  readonly of?: EventRecord;
}

/** What a decision is told by. */
export interface DecisionTelling {
  readonly graph: Graph;
  readonly decision: RunDecision;
  readonly seen: SeenEvent;
  readonly receivedAt: Instant;
  readonly tell: TellTime;
}

/** Why a trigger starts nothing; the words of `enter-run.ts` and `observe.ts`. */
export type NotEntered =
  | "conditions-not-met"
  | "no-correlation"
  | "already-closed"
  | "once-per-correlation"
  | "once"
  | "too-soon"
  | "another-run-lives"
  | "event-too-old"
  | "replayed"
  | "person-conditions-not-met"
  | "not-in-segment"
  | Extract<Due, { readonly leave: string }>["leave"];

/** Why a trigger started nothing, as it goes on after "did not start the journey, because". */
export const NOT_ENTERED: { readonly [R in NotEntered]: (telling: DecisionTelling) => string } = {
  "conditions-not-met": ({ graph, decision: { facts }, seen }) => {
    const conditions = (facts.conditions ?? graph.trigger.where) as Conditions;
    return `it is only for events where ${unmetInWords(conditions, seen.properties, seen.timestamp)}`;
  },
  "no-correlation": ({ decision: { facts } }) =>
    `it has no usable ${spaced(String(facts.missing))}, by which its runs are told apart`,
  "already-closed": ({ decision: { facts }, tell }) =>
    `that was over already: what ends it had happened${when(facts.closedAt, tell)}, no earlier than this event`,
  "once-per-correlation": ({ graph }) =>
    graph.trigger.per && graph.trigger.per !== EACH_EVENT
      ? `this run has spoken already, and it does so once per ${perInWords(graph)}`
      : "it has spoken already, and does so once",
  once: ({ decision: { facts }, tell }) =>
    `it takes everyone once, and this person came${when(facts.enteredBefore, tell)}`,
  "too-soon": ({ graph: { trigger }, decision: { facts }, tell }) => {
    const every = typeof trigger.again === "object" ? trigger.again.every : undefined;
    const before = facts.enteredBefore as Instant | undefined;
    const again = every && before ? `; from ${tell(plus(before, every))} on it may start again` : "";
    return `it takes the same person at most every ${every ? inWords(every) : "so often"}, and they came last${when(before, tell)}${again}`;
  },
  "another-run-lives": ({ graph, decision: { facts } }) =>
    `nobody is on two runs of it at once, and the one for ${perInWords(graph)} “${facts.other}” was still under way`,
  "event-too-old": ({ graph, seen, receivedAt }) =>
    `it happened ${spanInWords(Date.parse(receivedAt) - Date.parse(seen.timestamp))} before it arrived, and what is older than ${inWords(graph.trigger.ignoreAfter)} starts nothing`,
  replayed: () => "it was replayed from the archive: that rebuilds what is known and starts nothing",
  "person-conditions-not-met": ({ graph: { trigger }, decision: { facts }, seen }) =>
    `it is only for people whose ${unmetInWords(trigger.person, facts as JsonObject, seen.timestamp)}`,
  "not-in-segment": ({ decision: { facts } }) =>
    `it is only for people in ${named(String(facts.segment))}, and this one was not in it then`,
  "no-date": () => LEFT["no-date"],
  "date-passed": () => LEFT["date-passed"],
  "too-far-ahead": () => LEFT["too-far-ahead"],
};

/** Why a wait until a date has people leave. */
export const LEFT: { readonly [R in Extract<Due, { readonly leave: string }>["leave"]]: string } = {
  "no-date": "the date to wait for is not known, or cannot be read as one",
  "date-passed": "the date to wait for had passed already",
  "too-far-ahead": "the date to wait for is further ahead than a run may last, which is about a year",
};

/** What a journey made of an event, as it goes on after the event and a colon. */
const OUTCOMES: { readonly [O in RunOutcome]: (telling: DecisionTelling) => string } = {
  started: (telling) => `started the journey.${quietWait(telling)}`,
  restarted: (telling) => `started the journey again, for nothing had been said yet.${quietWait(telling)}`,
  "timer-moved": ({ decision: { facts }, tell }) =>
    `came again, so the wait began anew: now until ${tell(String(facts.dueAt))}. The messages will speak of this latest one.`,
  "content-updated": () => "came again on the way: the messages from here on speak of this latest one.",
  "late-trigger": () => "changed nothing: a later one of its kind was known already.",
  "not-entered": (telling) => {
    const { reason } = telling.decision;
    const why =
      reason && Object.hasOwn(NOT_ENTERED, reason) ? NOT_ENTERED[reason as NotEntered](telling) : reason;
    return `did not start the journey${why ? `, because ${why}` : ""}.`;
  },
  woken: () => "is what the run was waiting for, so it went on.",
  exited: ({ decision }) => `ended the run (${exitName(decision)}): nothing more is sent.`,
  "goal-reached": ({ decision: { facts }, tell }) =>
    `reached the journey's goal${facts.firstSentAt ? `; its first message had gone out on ${tell(String(facts.firstSentAt))}` : ""}.`,
  "closed-before-start": ({ graph, decision }) =>
    `would end a run (${exitName(decision)}), and there was none${decision.correlation === "-" ? "" : ` for this ${perInWords(graph)}`}: noted, so that nothing from before this moment starts one.`,
  "late-exit": ({ decision, tell }) => {
    const { triggeredAt, eventAt } = decision.facts as { triggeredAt?: Instant; eventAt?: Instant };
    const isOlder = triggeredAt !== undefined && eventAt !== undefined && eventAt < triggeredAt;
    const why = isOlder
      ? `the run is about something later, of ${tell(triggeredAt)}`
      : "no run was under way";
    return `would end a run (${exitName(decision)}), but ${why}: changed nothing.`;
  },
  "ended-nothing": ({ decision: { facts } }) =>
    `might end a run, but it has no usable ${spaced(String(facts.missing))} and so does not say which: changed nothing.`,
};

/** An event and what the journey made of it, in a sentence. */
export function decisionInWords(telling: DecisionTelling): string {
  return `${headOf(telling)}: ${OUTCOMES[telling.decision.outcome](telling)}`;
}

/** What happened, as a sentence begins: “Cart Updated” (cart id c-1), arrived 3 hours late. */
export function headOf({ graph, seen, receivedAt, tell }: Omit<DecisionTelling, "decision">): string {
  const { event, properties, timestamp, of } = seen;
  if (of && isDerived(event)) return derivedHead(graph, seen, of);
  const { per } = graph.trigger;
  const own =
    per && per !== OCCURRENCE && per !== EACH_EVENT ? properties[byOf(graph, event, per)] : undefined;
  const which = own === undefined ? "" : ` (${spaced(byOf(graph, event, per as string))} ${String(own)})`;
  const lateMs = Date.parse(receivedAt) - Date.parse(timestamp);
  const late = lateMs > LATE_MS ? `, of ${tell(timestamp)}, which arrived ${spanInWords(lateMs)} late` : "";
  return `“${event}”${which}${late}`;
}

/** Arrivals later than this after the fact are worth saying. */
const LATE_MS = 60_000;

/** The property that tells runs apart in an event that is not the trigger. */
function byOf(graph: Graph, event: string, per: string): string {
  if (graph.trigger.event === event) return per;
  const waits = Object.values(graph.nodes).flatMap((node) => (node.kind === "wait-for" ? node.paths : []));
  const matches: readonly EventMatch[] = [...graph.exits, ...(graph.goal ? [graph.goal] : []), ...waits];
  return matches.find((match) => match.event === event)?.by ?? per;
}

function derivedHead(graph: Graph, { event, properties }: SeenEvent, of: EventRecord): string {
  const { segment } = properties;
  const by = of.event === "Timer Due" ? "by the passing of time" : `by “${of.event}”`;
  if (event === DERIVED_EVENTS.entered) return `Came into the segment ${named(String(segment))}, ${by}`;
  if (event === DERIVED_EVENTS.left) return `Left the segment ${named(String(segment))}, ${by}`;
  const { moment } = graph.trigger;
  return `The moment came (${moment ? momentInWords(moment) : event})`;
}

/** What its runs are told apart by, in words: "cart id". */
export function perInWords({ trigger: { per } }: Graph): string {
  if (per === OCCURRENCE) return "occasion";
  return per && per !== EACH_EVENT ? spaced(per) : "person";
}

function quietWait({ graph, decision: { facts }, tell }: DecisionTelling): string {
  const quiet = quietTimeOf(graph);
  if (!quiet || !facts.dueAt) return "";
  return ` It waits until there is no new one for ${inWords(quiet)}: until ${tell(String(facts.dueAt))}, and each new one moves that.`;
}

function exitName({ reason }: RunDecision): string {
  return `exit ${named(reason ?? "")}`;
}

function when(at: unknown, tell: TellTime): string {
  return typeof at === "string" ? ` on ${tell(at)}` : "";
}

/** Why an event that the journey listens to meant nothing to a run that was under way. */
export function passedByInWords(graph: Graph, seen: SeenEvent): string {
  const { event, properties, timestamp } = seen;
  const roles = rolesOf(graph).filter(({ match }) => match.event === event);
  const why = roles.map(({ match, role, otherwise }) =>
    holds(match.where, properties, timestamp)
      ? otherwise
      : `${role} needs that ${unmetInWords(match.where, properties, timestamp)}`,
  );
  return `did not change the run${why.length > 0 ? `: ${[...new Set(why)].join("; ")}` : ""}.`;
}

/** Everything that an event can be to a run, and why it may not be that although it fits. */
function rolesOf({ exits, goal, nodes }: Graph) {
  const isNoGoal = "it counts as the goal only once a message has gone out, and for so long after it";
  return [
    ...exits.map((match) => ({
      ...{ match: match as EventMatch, role: `the exit ${named(match.name)}` },
      otherwise: `the run is past what the exit ${named(match.name)} could end`,
    })),
    ...(goal ? [{ match: goal as EventMatch, role: "the goal", otherwise: isNoGoal }] : []),
    ...Object.entries(nodes).flatMap(([id, node]) =>
      node.kind === "wait-for"
        ? node.paths.map((path) => ({
            ...{ match: path as EventMatch, role: `the step ${named(id)}` },
            otherwise: `the run was not at ${named(id)} then`,
          }))
        : [],
    ),
  ];
}
