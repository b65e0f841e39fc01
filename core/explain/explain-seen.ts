import type { Graph } from "../journeys/graph";
import { DERIVED_EVENTS, isDerived } from "../journeys/trigger";
import type { RunDecision, RunOutcome } from "../runs/run";
import { type EventRecord, LOST_EVENT } from "../store";
import type { SeenEvent } from "./explain-decision";

/** Something decided, and what it was decided on. */
export interface Decided {
  readonly record: EventRecord;
  readonly decision: RunDecision;
  readonly seen: SeenEvent;
}

/** What a trigger can come to. */
export const TRIGGERED: readonly RunOutcome[] = [
  "started",
  "restarted",
  "timer-moved",
  "content-updated",
  "late-trigger",
  "not-entered",
];

/** Everything that a journey decided about a person, with the events it was decided on. */
export function decisionsOf(graph: Graph, events: readonly EventRecord[]): Decided[] {
  return events
    .filter(({ event }) => event !== LOST_EVENT)
    .flatMap((record) =>
      record.decisions
        .filter(({ journey }) => journey === graph.journey)
        .map((decision) => ({ record, decision, seen: seenBy(decision, record, graph) })),
    );
}

/** The event that a decision is of: the one that came, or one of those that came of it by themselves. */
function seenBy(decision: RunDecision, record: EventRecord, graph: Graph): SeenEvent {
  const own: readonly SeenEvent[] = (record.derived ?? []).map((each) => ({ ...each, of: record }));
  const all: readonly SeenEvent[] = [record, ...own];
  const wanted = eventsOf(decision, graph);
  const fits = ({ event, properties }: SeenEvent) => {
    if (!wanted.includes(event)) return false;
    return !isDerived(event) || properties.journey === undefined || properties.journey === graph.journey;
  };
  const { eventAt } = decision.facts;
  const exact = all.find((seen) => fits(seen) && seen.timestamp === eventAt && isMeant(seen, graph));
  return exact ?? all.find((seen) => fits(seen) && isMeant(seen, graph)) ?? all.find(fits) ?? record;
}

/** Of several segments entered at once, the one that the journey speaks of. */
function isMeant({ event, properties }: SeenEvent, graph: Graph): boolean {
  if (event !== DERIVED_EVENTS.entered && event !== DERIVED_EVENTS.left) return true;
  const wheres = [graph.trigger, ...graph.exits].filter((match) => match.event === event);
  return wheres.some(
    ({ where: { segment } }) => segment && "to" in segment && segment.to === properties.segment,
  );
}

function eventsOf({ outcome, reason }: RunDecision, graph: Graph): readonly string[] {
  if (TRIGGERED.includes(outcome)) return [graph.trigger.event];
  if (outcome === "goal-reached") return graph.goal ? [graph.goal.event] : [];
  if (outcome === "woken") {
    const node = graph.nodes[reason ?? ""];
    return node?.kind === "wait-for" ? node.paths.map(({ event }) => event) : [];
  }
  return graph.exits
    .filter(({ name }) => reason === "no-correlation" || name === reason)
    .map(({ event }) => event);
}
