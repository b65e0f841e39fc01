import { holds } from "./condition";
import { contentHash } from "./content-hash";
import type { Envelope } from "./envelope";
import { type Graph, quietTimeOf } from "./graph";
import { type Instant, inSeconds, later, plus } from "./instant";
import type { RunRef } from "./send-command";

/** One person's passage through one version of a journey. There is one per journey, person and correlation. */
export interface Run {
  readonly journey: string;
  readonly personId: string;
  readonly correlation: string;
  readonly version: string;
  /** `closed` has never started: its exit came first. */
  readonly state: "running" | "ended" | "closed";
  readonly startedAt?: Instant;
  /** The latest trigger event's time and id: the id is what messages are rendered from. */
  readonly triggeredAt?: Instant;
  readonly triggerId?: string;
  /** The event that opened the current execution: its redelivery makes sure that the execution was started. */
  readonly startedBy?: string;
  /** The last event that changed the run and what was decided on it, for that event's redelivery to repeat. */
  readonly decided?: { readonly messageId: string; readonly decision: RunDecision };
  /** When the wait until quiet ends; each trigger moves it. */
  readonly dueAt?: Instant;
  /** How many executions the run has had. */
  readonly execution: number;
  /** The latest exit event, whether or not the run had started by then. */
  readonly closedAt?: Instant;
  readonly firstSentAt?: Instant;
  readonly ended?: { readonly at: Instant; readonly reason: string };
  readonly goal?: { readonly at: Instant; readonly messageId: string };
  /** Counts the writes of this row; 0 is not yet stored. */
  readonly revision: number;
}

/** Whose run, and which of theirs. */
export interface RunKey {
  readonly personId: string;
  readonly correlation: string;
}

/** What an event meant to a journey, for the record. */
export type RunOutcome =
  | "started"
  | "restarted"
  | "timer-moved"
  | "content-updated"
  | "late-trigger"
  | "not-entered"
  | "exited"
  | "goal-reached"
  | "closed-before-start"
  | "late-exit"
  | "ended-nothing";

/** One journey's answer to one event, with the facts it saw. */
export interface RunDecision {
  readonly journey: string;
  readonly correlation: string;
  readonly outcome: RunOutcome;
  /** Why not, where the answer is no; which exit, where it is one. */
  readonly reason?: string;
  readonly facts: { readonly [name: string]: unknown };
}

/** What an event means to a run: the run afterwards (the same object if nothing changed) and the record. */
export interface RunStep {
  readonly run: Run | undefined;
  readonly decision: RunDecision;
}

/** Keeps the keys of runs and sends within a table key's 1,024 bytes. */
const MAX_CORRELATION_BYTES = 256;

/** The value that tells this event's run from others, or `undefined` where the event lacks it. */
export function correlationOf(graph: Graph, envelope: Envelope): string | undefined {
  const { per } = graph.trigger;
  if (!per) return "-";
  const value = envelope.properties[per];
  if (typeof value === "number") return String(value);
  const usable =
    typeof value === "string" &&
    value !== "" &&
    Buffer.byteLength(value) <= MAX_CORRELATION_BYTES &&
    !/\p{Cs}/u.test(value);
  return usable ? value : undefined;
}

/** Whether a journey has a word to say on this event at all, before anything is read. */
export function concerns(graph: Graph, event: string): boolean {
  return (
    graph.trigger.event === event ||
    graph.goal?.event === event ||
    graph.exits.some((exit) => exit.event === event)
  );
}

/**
 * The run after an event: one fold over the latest trigger and the latest exit by event time, an exit winning a tie,
 * so that redelivery changes nothing and events that come out of order end in the same state.
 * @returns `undefined` where the event's properties match neither trigger, exit nor goal
 */
export function foldRun(
  graph: Graph,
  run: Run | undefined,
  envelope: Envelope,
  key: RunKey,
  now: Instant,
): RunStep | undefined {
  if (run?.decided?.messageId === envelope.messageId) return { run, decision: run.decided.decision };
  const step = fold(graph, run, envelope, key, now);
  if (!step?.run || step.run === run) return step;
  const decided = { messageId: envelope.messageId, decision: step.decision };
  return { run: { ...step.run, decided }, decision: step.decision };
}

function fold(
  graph: Graph,
  run: Run | undefined,
  envelope: Envelope,
  key: RunKey,
  now: Instant,
): RunStep | undefined {
  const { event, properties, timestamp } = envelope;
  const { trigger, goal } = graph;
  if (
    goal &&
    goal.event === event &&
    holds(goal.where, properties) &&
    reachesGoal(goal.within, run, timestamp)
  ) {
    return reachGoal(graph, run as Run, envelope, now);
  }
  const exit = graph.exits.find((each) => each.event === event && holds(each.where, properties));
  if (exit) return foldExit(graph, run, exit.name, envelope, key, now);
  if (trigger.event === event) {
    return holds(trigger.where, properties)
      ? foldTrigger(graph, run, envelope, key, now)
      : {
          run,
          decision: decide(
            graph,
            key.correlation,
            "not-entered",
            { conditions: trigger.where },
            "conditions-not-met",
          ),
        };
  }
  return undefined;
}

/** The run after one of its messages was accepted: the first opens the goal's window. */
export function foldSent(run: Run, sentAt: Instant): Run {
  return run.firstSentAt === undefined ? { ...run, firstSentAt: sentAt } : run;
}

/** The run after its last step was decided, sent or skipped. */
export function completeRun(run: Run, at: Instant): Run {
  return run.state === "running" ? { ...run, state: "ended", ended: { at, reason: "completed" } } : run;
}

/** What the execution of a run is given, and what names it. */
export function refOf(run: Run): RunRef {
  const { personId, journey, version, correlation, execution, dueAt } = run;
  return { personId, journey, version, correlation, execution, ...(dueAt && { dueAt }) };
}

/** The name of a run's current execution: the same for the same run, so that starting it twice starts it once. */
export function executionName(ref: RunRef): string {
  const { personId, journey, correlation, execution } = ref;
  return `${contentHash([journey, personId, correlation])}${contentHash([correlation, journey, personId])}-${execution}`;
}

function foldTrigger(
  graph: Graph,
  run: Run | undefined,
  envelope: Envelope,
  key: RunKey,
  now: Instant,
): RunStep {
  const { timestamp, messageId } = envelope;
  const quiet = quietTimeOf(graph);
  const timer = quiet && { dueAt: plus(timestamp, quiet) };
  const latest = { triggeredAt: timestamp, triggerId: messageId };
  const say = (outcome: RunOutcome, reason?: string): RunDecision =>
    decide(graph, key.correlation, outcome, { eventAt: timestamp, ...timer, ...closedFacts(run) }, reason);

  const running = run?.state === "running";
  if (run?.closedAt !== undefined && run.closedAt >= timestamp && !running) {
    return { run, decision: say("not-entered", "already-closed") };
  }
  if (run && running) {
    if (!isNewer(envelope, run)) return { run, decision: say("late-trigger") };
    const waiting = run.firstSentAt === undefined && run.dueAt !== undefined && run.dueAt > now;
    if (waiting && timer) return { run: { ...run, ...latest, ...timer }, decision: say("timer-moved") };
    return { run: { ...run, ...latest }, decision: say("content-updated") };
  }
  if (run && (run.firstSentAt !== undefined || run.ended?.reason === "completed")) {
    return { run, decision: say("not-entered", "once-per-correlation") };
  }
  if (Date.parse(now) - Date.parse(timestamp) > inSeconds(graph.trigger.ignoreAfter) * 1000) {
    return { run, decision: say("not-entered", "event-too-old") };
  }
  if (envelope.replayed) return { run, decision: say("not-entered", "replayed") };
  const execution = (run?.execution ?? 0) + 1;
  return {
    run: {
      ...key,
      journey: graph.journey,
      version: graph.version,
      state: "running",
      startedAt: now,
      startedBy: messageId,
      ...latest,
      ...timer,
      execution,
      ...closedFacts(run),
      revision: run?.revision ?? 0,
    },
    decision: say(execution === 1 ? "started" : "restarted"),
  };
}

function foldExit(
  graph: Graph,
  run: Run | undefined,
  exit: string,
  envelope: Envelope,
  key: RunKey,
  now: Instant,
): RunStep {
  const { timestamp } = envelope;
  const say = (outcome: RunOutcome): RunDecision =>
    decide(
      graph,
      key.correlation,
      outcome,
      { eventAt: timestamp, ...(run?.triggeredAt && { triggeredAt: run.triggeredAt }) },
      exit,
    );
  if (!run) {
    const { journey, version } = graph;
    const closed: Run = {
      journey,
      ...key,
      version,
      state: "closed",
      closedAt: timestamp,
      execution: 0,
      revision: 0,
    };
    return { run: closed, decision: say("closed-before-start") };
  }
  const closedAt = later(timestamp, run.closedAt);
  const noted = closedAt === run.closedAt ? run : { ...run, closedAt };
  if (run.state !== "running") return { run: noted, decision: say("late-exit") };
  const current =
    run.firstSentAt !== undefined && run.firstSentAt < (run.triggeredAt ?? "")
      ? run.firstSentAt
      : run.triggeredAt;
  if (current !== undefined && timestamp < current) return { run: noted, decision: say("late-exit") };
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

function isNewer(envelope: Envelope, run: Run): boolean {
  const { timestamp, messageId } = envelope;
  if (run.triggeredAt === undefined || timestamp !== run.triggeredAt)
    return timestamp > (run.triggeredAt ?? "");
  return messageId > (run.triggerId ?? "");
}

function closedFacts(run: Run | undefined): { closedAt?: Instant } {
  return run?.closedAt === undefined ? {} : { closedAt: run.closedAt };
}

function decide(
  graph: Graph,
  correlation: string,
  outcome: RunOutcome,
  facts: RunDecision["facts"],
  reason?: string,
): RunDecision {
  return { journey: graph.journey, correlation, outcome, ...(reason && { reason }), facts };
}
