import { holds } from "../condition";
import type { Envelope } from "../events/envelope";
import { type Instant, inSeconds, plus } from "../instant";
import { type Graph, quietTimeOf } from "../journeys/graph";
import { isDerived, type Trigger } from "../journeys/trigger";
import { type Due, dueOf } from "../journeys/until";
import { type Door, traitValues } from "../people/person";
import { isMember } from "../segments/segment";
import { decide, type RunFacts, type RunStep } from "./fold-run";
import { hasSpoken, type Run, type RunDecision, type RunOutcome, type Waiting } from "./run";
import { awaitedBy, MAX_RUN_DAYS } from "./walk";

/** The run after its trigger: begun, begun again, or told that the trigger has happened once more. */
export function foldTrigger(
  graph: Graph,
  run: Run | undefined,
  envelope: Envelope,
  facts: RunFacts,
): RunStep {
  const { timestamp, messageId, properties } = envelope;
  const { key, now } = facts;
  const quiet = quietTimeOf(graph);
  const timer = quiet && { dueAt: plus(timestamp, quiet) };
  const about = isDerived(envelope.event) ? { about: properties } : {};
  const latest = { triggeredAt: timestamp, triggerId: messageId, ...about };
  const closed = run?.closedAt === undefined ? {} : { closedAt: run.closedAt };
  const say = (outcome: RunOutcome, reason?: string, seen: object = {}): RunDecision =>
    decide(graph, key.correlation, outcome, { eventAt: timestamp, ...timer, ...closed, ...seen }, reason);

  const running = run?.state === "running";
  if (run?.closedAt !== undefined && run.closedAt >= timestamp && !running) {
    return { run, decision: say("not-entered", "already-closed") };
  }
  // The event began this entry already, and the run has gone on since.
  if (run?.startedBy === messageId) return { run, decision: say("started") };
  if (run && running) {
    if (!isNewer(envelope, run)) return { run, decision: say("late-trigger") };
    const waiting = run.firstSentAt === undefined && run.dueAt !== undefined && run.dueAt > now;
    if (waiting && timer) return { run: { ...run, ...latest, ...timer }, decision: say("timer-moved") };
    return { run: { ...run, ...latest }, decision: say("content-updated") };
  }

  if (
    run?.enteredAt !== undefined &&
    hasSpoken(run) &&
    timestamp >= run.enteredAt &&
    !isNewer(envelope, run)
  ) {
    return { run, decision: say("late-trigger") };
  }
  const refusal = refusalOf(graph, run, envelope, facts);
  if (refusal) return { run, decision: say("not-entered", refusal.reason, refusal.seen) };
  const first = firstWait(graph, envelope, facts);
  if ("leave" in first) return { run, decision: say("not-entered", first.leave) };

  const spoken = run !== undefined && hasSpoken(run);
  const entry = (run?.entry ?? 1) + (spoken ? 1 : 0);
  const execution = (run?.execution ?? 0) + 1;
  const door: Door = { at: timestamp, correlation: key.correlation, by: messageId };
  return {
    run: {
      ...key,
      journey: graph.journey,
      version: graph.version,
      state: "running",
      startedAt: now,
      startedBy: messageId,
      ...(entry > 1 && { entry }),
      enteredAt: timestamp,
      ...latest,
      ...timer,
      ...first,
      execution,
      ...closed,
      revision: run?.revision ?? 0,
    },
    decision: say(execution === 1 ? "started" : "restarted"),
    ...(needsDoor(graph.trigger) && { door }),
  };
}

/** Whether a journey must know when the person last came, whichever run that was. */
export function needsDoor({ again, alongside, per, moment }: Trigger): boolean {
  const limited = again === "once" || typeof again === "object" || !alongside;
  return moment !== undefined || (limited && (per !== undefined || typeof again === "object"));
}

/** Why a trigger starts nothing, if so. */
function refusalOf(
  { journey, trigger }: Graph,
  run: Run | undefined,
  { timestamp, messageId, replayed }: Envelope,
  { key, now, person, segments, other }: RunFacts,
): { readonly reason: string; readonly seen?: object } | undefined {
  const { again } = trigger;
  const spoken = run !== undefined && hasSpoken(run);
  if (spoken && (again === "once" || again === "once-per-correlation"))
    return { reason: "once-per-correlation" };
  const door = person.doors[journey];
  if (door && door.by !== messageId) {
    const elsewhere = door.correlation !== key.correlation;
    if (again === "once" && elsewhere) return { reason: "once", seen: { enteredBefore: door.at } };
    if (typeof again === "object" && (elsewhere || spoken) && timestamp < plus(door.at, again.every)) {
      return { reason: "too-soon", seen: { enteredBefore: door.at } };
    }
    if (!trigger.alongside && elsewhere && other?.state === "running") {
      return { reason: "another-run-lives", seen: { other: other.correlation } };
    }
  }
  if (Date.parse(now) - Date.parse(timestamp) > inSeconds(trigger.ignoreAfter) * 1000) {
    return { reason: "event-too-old" };
  }
  if (replayed) return { reason: "replayed" };
  const traits = traitValues(person);
  if (!holds(trigger.person, traits, now)) {
    const seen = Object.fromEntries(Object.keys(trigger.person).map((name) => [name, traits[name] ?? null]));
    return { reason: "person-conditions-not-met", seen };
  }
  if (trigger.segment && !isMember(segments, trigger.segment, person, now)) {
    return { reason: "not-in-segment", seen: { segment: trigger.segment } };
  }
  return undefined;
}

/** Where the first step waits for a moment or an event, what the run must know of it from the start. */
function firstWait(
  graph: Graph,
  { properties, timestamp }: Envelope,
  { person, zone, now }: RunFacts,
): { readonly dueAt?: Instant; readonly waiting?: Waiting } | Extract<Due, { leave: string }> {
  const first = graph.nodes[graph.start];
  if (first?.kind === "wait-until") {
    const due = dueOf(first.until, { traits: traitValues(person), trigger: properties, zone, now });
    if ("leave" in due) return due;
    const latest = plus(now, { days: MAX_RUN_DAYS, seconds: -first.behindSeconds });
    return due.at > latest ? { leave: "too-far-ahead" } : { dueAt: due.at };
  }
  if (first?.kind === "wait-for") {
    return { waiting: { node: graph.start, paths: awaitedBy(first), since: timestamp } };
  }
  return {};
}

function isNewer(envelope: Envelope, run: Run): boolean {
  const { timestamp, messageId } = envelope;
  if (run.triggeredAt === undefined || timestamp !== run.triggeredAt)
    return timestamp > (run.triggeredAt ?? "");
  return messageId > (run.triggerId ?? "");
}
