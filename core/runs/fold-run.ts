import { holds } from "../condition";
import type { Envelope } from "../events/envelope";
import { type Instant, later, plus } from "../instant";
import type { Graph } from "../journeys/graph";
import { DERIVED_EVENTS, type EventMatch } from "../journeys/trigger";
import type { Door, Person } from "../people/person";
import type { Segments } from "../segments/segment";
import { foldTrigger } from "./enter-run";
import type { Run, RunDecision, RunKey, RunOutcome } from "./run";

/** What an event means to a run: the run afterwards (the same object if nothing changed) and the record. */
export interface RunStep {
  readonly run: Run | undefined;
  readonly decision: RunDecision;
  /** That the person came in by this event, for journeys that ask. */
  readonly door?: Door;
}

/** What a fold is judged by, beside the run and the event. */
export interface RunFacts {
  readonly key: RunKey;
  readonly now: Instant;
  /** The person after the event. */
  readonly person: Person;
  readonly segments: Segments;
  /** IANA name of the person's time zone. */
  readonly zone: string;
  /** The run that the person's door names, where it is another than this. */
  readonly other?: Run;
}

/**
 * The run after an event: one fold over the latest trigger and the latest exit by event time, an exit winning a tie,
 * so that redelivery changes nothing and events that come out of order end in the same state.
 * @returns `undefined` where the event's properties match nothing that the journey speaks of
 */
export function foldRun(
  graph: Graph,
  run: Run | undefined,
  envelope: Envelope,
  facts: RunFacts,
): RunStep | undefined {
  if (run?.decided?.messageId === envelope.messageId) return { run, decision: run.decided.decision };
  const step = fold(graph, run, envelope, facts);
  if (!step?.run || step.run === run) return step;
  const decided = { messageId: envelope.messageId, decision: step.decision };
  return { ...step, run: { ...step.run, decided } };
}

function fold(graph: Graph, run: Run | undefined, envelope: Envelope, facts: RunFacts): RunStep | undefined {
  const { event, properties, timestamp } = envelope;
  const { trigger, goal } = graph;
  const meets = (match: EventMatch) => match.event === event && holds(match.where, properties, timestamp);
  if (goal && meets(goal) && reachesGoal(goal.within, run, timestamp)) {
    return reachGoal(graph, run as Run, envelope, facts.now);
  }
  const exit = graph.exits.find(meets);
  if (exit) return foldExit(graph, run, exit.name, envelope, facts);
  const woken = run && wake(graph, run, envelope, meets);
  if (woken) return woken;
  if (trigger.event !== event) return undefined;
  if (meets(trigger)) return foldTrigger(graph, run, envelope, facts);
  // A derived event is meant for some journeys only; the others have nothing to say on it.
  if (trigger.kind !== "event") return undefined;
  const seen = { conditions: trigger.where };
  return { run, decision: decide(graph, facts.key.correlation, "not-entered", seen, "conditions-not-met") };
}

/** An event that the run waits for goes on with it. */
function wake(
  graph: Graph,
  run: Run,
  { event, messageId, timestamp }: Envelope,
  meets: (match: EventMatch) => boolean,
): RunStep | undefined {
  const { waiting } = run;
  if (run.woken?.by === messageId) {
    return { run, decision: decide(graph, run.correlation, "woken", { eventAt: timestamp }, run.woken.node) };
  }
  if (run.state !== "running" || !waiting || timestamp < waiting.since) return undefined;
  const path = waiting.paths.findIndex(meets);
  if (path === -1) return undefined;
  const { waiting: _waiting, ...rest } = run;
  const { node, token, since } = waiting;
  const woken = { node, path, event, by: messageId, at: timestamp, ...(token && { token }) };
  const facts = { eventAt: timestamp, waitingSince: since };
  return { run: { ...rest, woken }, decision: decide(graph, run.correlation, "woken", facts, node) };
}

function foldExit(
  graph: Graph,
  run: Run | undefined,
  exit: string,
  envelope: Envelope,
  { key, now, person }: RunFacts,
): RunStep {
  const { timestamp } = envelope;
  const seen = { eventAt: timestamp, ...(run?.triggeredAt && { triggeredAt: run.triggeredAt }) };
  const say = (outcome: RunOutcome): RunDecision => decide(graph, key.correlation, outcome, seen, exit);
  if (!run) {
    const { journey, version } = graph;
    const none = { execution: 0, revision: 0 };
    const closed: Run = { journey, ...key, version, state: "closed", closedAt: timestamp, ...none };
    return { run: closed, decision: say("closed-before-start") };
  }
  const closedAt = later(timestamp, run.closedAt);
  const noted = closedAt === run.closedAt ? run : { ...run, closedAt };
  if (run.state !== "running") return { run: noted, decision: say("late-exit") };
  const current =
    run.firstSentAt !== undefined && run.firstSentAt < (run.triggeredAt ?? "")
      ? run.firstSentAt
      : run.triggeredAt;
  if (current !== undefined && timestamp < current && !isSoNow(envelope, person))
    return { run: noted, decision: say("late-exit") };
  return { run: { ...noted, state: "ended", ended: { at: now, reason: exit } }, decision: say("exited") };
}

function reachesGoal(
  within: NonNullable<Graph["goal"]>["within"],
  run: Run | undefined,
  timestamp: Instant,
): boolean {
  if (run?.firstSentAt === undefined || run.goal !== undefined) return false;
  return timestamp >= run.firstSentAt && timestamp <= plus(run.firstSentAt, within);
}

function reachGoal(graph: Graph, run: Run, envelope: Envelope, now: Instant): RunStep {
  const { timestamp, messageId } = envelope;
  const reached: Run = {
    ...run,
    goal: { at: timestamp, messageId },
    closedAt: later(timestamp, run.closedAt),
    ...(run.state === "running" && { state: "ended" as const, ended: { at: now, reason: "goal" } }),
  };
  const facts = { eventAt: timestamp, firstSentAt: run.firstSentAt };
  return { run: reached, decision: decide(graph, run.correlation, "goal-reached", facts) };
}

/** One decision, for the record. */
export function decide(
  graph: Graph,
  correlation: string,
  outcome: RunOutcome,
  facts: RunDecision["facts"],
  reason?: string,
): RunDecision {
  return { journey: graph.journey, correlation, outcome, ...(reason && { reason }), facts };
}

/** A segment left or entered by an event that came late is left or entered now all the same. */
function isSoNow({ event, properties }: Envelope, { segments }: Person): boolean {
  const { segment } = properties;
  if (typeof segment !== "string") return false;
  if (event === DERIVED_EVENTS.left) return !Object.hasOwn(segments, segment);
  return event === DERIVED_EVENTS.entered && Object.hasOwn(segments, segment);
}
