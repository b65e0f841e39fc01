import { matchesIn } from "../events/correlation";
import { type Graph, type GraphNode, type NodeId, nextOf } from "../journeys/graph";
import type { Question } from "../journeys/question";
import type { EventMatch } from "../journeys/trigger";
import type { MapEdge, MapId } from "./map";
import { mayBothHold } from "./map-overlap";
import { placeOf } from "./map-place";

/**
 * For each message of a journey, what is listened for after it: the journey's goal; a later wait for an event, a later
 * question about an event or about the message; an exit, while something is yet to come; an event that the journey
 * emits later; and, anywhere in the program, whatever goes by the message's delivery, opening or click.
 */
export function nextSteps(graph: Graph, graphs: readonly Graph[]): MapEdge[] {
  const anywhere = graphs.flatMap(matchesIn);
  return Object.entries(graph.nodes).flatMap(([id, node]) => {
    if (node.kind !== "send") return [];
    const after = reachableFrom(graph, id).flatMap((next) => graph.nodes[next] ?? []);
    const heard: EventMatch[] = [
      ...(graph.goal ? [graph.goal] : []),
      ...after.flatMap((next) => (next.kind === "wait-for" ? next.paths : [])),
      // Once the last step is taken the run is over, and no exit is listened for.
      ...(after.some(takesTime) ? graph.exits : []),
      ...anywhere.filter((match) => isNewsOf(node.message, match)),
    ];
    const others = after.flatMap((next) => [
      ...(next.kind === "ask" ? reactionsIn(next.question, node.message) : []),
      ...(next.kind === "emit" ? [`event:${next.event}`] : []),
    ]);
    return [...heard.map(placeOf), ...others].map(
      (to): MapEdge => ({ from: `message:${node.message}`, to, means: "leads-to", journey: graph.journey }),
    );
  });
}

const NEWS = {
  delivered: "Message Delivered",
  clicked: "Message Clicked",
  "opened-or-fetched": "Message Opened",
} as const;

function isNewsOf(message: string, { event, where }: EventMatch): boolean {
  const isNews = (Object.values(NEWS) as string[]).includes(event);
  return isNews && mayBothHold(where, { message: { is: "equal", to: message } });
}

/** What a person may do that a later question looks for. */
function reactionsIn(question: Question, message: string): MapId[] {
  if (question.asks === "happened") return [`event:${question.tally.event}`];
  if (question.asks !== "message" || question.message !== message) return [];
  const { became } = question;
  return became === "sent" || became === "skipped" ? [] : [`event:${NEWS[became]}`];
}

function takesTime({ kind }: GraphNode): boolean {
  return kind.startsWith("wait") || kind === "call";
}

function reachableFrom({ nodes }: Graph, from: NodeId): NodeId[] {
  const reached = new Set<NodeId>();
  const visit = (id: NodeId): void => {
    const node = nodes[id];
    for (const next of node ? nextOf(node) : []) {
      if (next === null || reached.has(next)) continue;
      reached.add(next);
      visit(next);
    }
  };
  visit(from);
  return [...reached];
}
