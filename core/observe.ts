import type { Envelope } from "./envelope";
import { type Graph, immediateSends } from "./graph";
import type { Instant } from "./instant";
import { specOf } from "./machine";
import { applyEvent, newPerson, type Person, textTrait } from "./person";
import type { Program } from "./program";
import { concerns, correlationOf, foldRun, type Run, type RunDecision, refOf } from "./run";
import type { RunRef, SendCommand } from "./send-command";
import { type Suppression, suppressionIn } from "./suppression";

/** Which run an event may touch. */
interface TouchedRun {
  readonly graph: Graph;
  readonly correlation: string;
}

/** What must happen outside after an observation is stored; all of it can be repeated without harm. */
export type Effect =
  | { readonly effect: "start-execution"; readonly ref: RunRef }
  | { readonly effect: "stop-execution"; readonly ref: RunRef; readonly reason: string }
  | { readonly effect: "send"; readonly command: SendCommand }
  | { readonly effect: "suppress"; readonly suppression: Suppression };

/** What one event changes. */
export interface Observation {
  readonly person: Person;
  /** Only the runs that changed. */
  readonly runs: readonly Run[];
  readonly decisions: readonly RunDecision[];
  readonly effects: readonly Effect[];
}

/** The row of a person that an event belongs to: a user, or an anonymous visitor not yet known by name. */
export function personIdOf(envelope: Envelope): string {
  return envelope.userId ?? `anonymous:${envelope.anonymousId}`;
}

/** The runs that an event may touch, and the journeys it cannot because it lacks the property they tell runs by. */
export interface Touching {
  readonly touched: readonly TouchedRun[];
  readonly untouched: readonly RunDecision[];
}

/** Which runs to read before an event can be observed. */
export function runsTouched(program: Program, envelope: Envelope): Touching {
  const touched: TouchedRun[] = [];
  const untouched: RunDecision[] = [];
  for (const graph of program.graphs) {
    if (!concerns(graph, envelope.event)) continue;
    const correlation = correlationOf(graph, envelope);
    if (correlation !== undefined) {
      touched.push({ graph, correlation });
      continue;
    }
    const outcome = graph.trigger.event === envelope.event ? "not-entered" : "ended-nothing";
    const facts = { missing: graph.trigger.per };
    untouched.push({ journey: graph.journey, correlation: "", outcome, reason: "no-correlation", facts });
  }
  return { touched, untouched };
}

/**
 * What an event means: to the person, to their runs, and to the world outside.
 * @param applied whether the person has this event already; then only unfinished effects are asked for again
 * @param runs the stored run of each touched one, in the same order
 */
export function observe(
  program: Program,
  envelope: Envelope,
  stored: Touching & {
    readonly person: Person | undefined;
    readonly applied: boolean;
    readonly runs: readonly (Run | undefined)[];
  },
  now: Instant,
): Observation {
  const personId = personIdOf(envelope);
  const before = stored.person ?? newPerson(personId, envelope.timestamp);
  const person = stored.applied ? before : applyEvent(before, envelope, program.segments, now);
  const runs: Run[] = [];
  const { touched, untouched } = stored;
  const decisions: RunDecision[] = [...untouched];
  const effects: Effect[] = [];

  touched.forEach(({ graph, correlation }, index) => {
    const run = stored.runs[index];
    const step = foldRun(graph, run, envelope, { personId, correlation }, now);
    if (!step) return;
    decisions.push(step.decision);
    if (step.run && step.run !== run) runs.push(step.run);
    if (step.run) effects.push(...effectsOf(graph, run, step.run, envelope, stored.applied));
  });

  const suppression = suppressionIn(envelope, textTrait(person, "email"));
  if (suppression) effects.push({ effect: "suppress", suppression });
  return { person, runs, decisions, effects };
}

function effectsOf(
  graph: Graph,
  before: Run | undefined,
  run: Run,
  envelope: Envelope,
  again: boolean,
): Effect[] {
  const ref = refOf(run);
  if (run.state === "running") {
    const started = before?.state !== "running" || (again && run.startedBy === envelope.messageId);
    if (!started) return [];
    const sends = immediateSends(graph);
    if (!sends) return [{ effect: "start-execution", ref }];
    return sends.map((send) => ({ effect: "send", command: { ...ref, ...specOf(send.id, send) } }));
  }
  if (run.state === "ended" && run.execution > 0 && (before?.state === "running" || again)) {
    return [{ effect: "stop-execution", ref, reason: run.ended?.reason ?? "ended" }];
  }
  return [];
}
