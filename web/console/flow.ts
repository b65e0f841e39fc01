import type { Graph, GraphNode, NodeId } from "../../core/journeys/graph";
import { waysOf } from "../../core/map/map-steps";

/** A graph as it is drawn: one thing below the other, and side by side where the ways part. */
export type Flow = readonly FlowPart[];

export interface FlowPart {
  readonly id: NodeId;
  readonly node: GraphNode;
  /** The ways from where they part to where they meet again, in reading order. */
  readonly ways?: readonly FlowWay[];
}

export interface FlowWay {
  /** "Yes", the arm of a split, the event that came. */
  readonly name: string;
  readonly flow: Flow;
  /** It leads out of the journey and never meets the others. */
  readonly leaves: boolean;
}

/** Lays out a journey's graph. A node that two ways share before they meet is drawn on both. */
export function flowOf(graph: Pick<Graph, "nodes" | "start">): Flow {
  const passed = passedNodes(graph);

  const layOut = (from: NodeId | null, until: NodeId | null): Flow => {
    const parts: FlowPart[] = [];
    for (let id = from; id !== null && id !== until; ) {
      const node = graph.nodes[id];
      if (!node) break;
      const [only, ...others] = waysOf(node);
      if (others.length === 0) {
        parts.push({ id, node });
        id = only?.next ?? null;
        continue;
      }
      const meet = meetingPoint(id, passed);
      const ways = waysOf(node).map(({ word = "", next }) => ({
        name: word,
        flow: layOut(next, meet),
        leaves: passed(next) === "leaves",
      }));
      parts.push({ id, node, ways });
      id = meet;
    }
    return parts;
  };

  return layOut(graph.start, null);
}

/** How many ways lie side by side at the most. */
export function breadthOf(flow: Flow): number {
  const breadths = flow.map(({ ways = [] }) => ways.reduce((sum, way) => sum + breadthOf(way.flow), 0));
  return Math.max(1, ...breadths);
}

/** Where a node leads to at once. */
export function nextOf(node: GraphNode): readonly (NodeId | null)[] {
  return node.kind === "leave" ? [null] : waysOf(node).map(({ next }) => next);
}

/** The nodes that every way from a node to the end passes, or that all of them leave the journey before. */
type Passed = ReadonlySet<NodeId> | "leaves";

type PassedFrom = (id: NodeId | null) => Passed;

/** The nearest node that every way from one passes which does not leave (its immediate post-dominator). */
function meetingPoint(id: NodeId, passed: PassedFrom): NodeId | null {
  const from = passed(id);
  if (from === "leaves") return null;
  const sizeOf = (other: NodeId): number => {
    const after = passed(other);
    return after === "leaves" ? 0 : after.size;
  };
  const after = [...from].filter((other) => other !== id);
  return after.sort((a, b) => sizeOf(b) - sizeOf(a))[0] ?? null;
}

function passedNodes({ nodes }: Pick<Graph, "nodes">): PassedFrom {
  const known = new Map<NodeId, Passed>();
  const passedFrom = (id: NodeId | null): Passed => {
    const node = id === null ? undefined : nodes[id];
    if (id === null || !node) return new Set();
    const before = known.get(id);
    if (before) return before;
    const ways = waysOf(node)
      .map(({ next }) => passedFrom(next))
      .filter((way) => way !== "leaves");
    const [first, ...others] = ways;
    const passed: Passed = first
      ? new Set([id, ...[...first].filter((each) => others.every((other) => other.has(each)))])
      : "leaves";
    known.set(id, passed);
    return passed;
  };
  return passedFrom;
}
