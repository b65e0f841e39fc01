import type { Graph, GraphNode, NodeId } from "../../core/graph";

/** A graph as it is drawn: one thing below the other, and side by side where a question parts the ways. */
export type Flow = readonly FlowPart[];

export interface FlowPart {
  readonly id: NodeId;
  readonly node: GraphNode;
  /** The ways from a question to where they meet again. */
  readonly ways?: { readonly yes: Flow; readonly no: Flow };
}

/** Lays out a journey's graph. A node that two ways share before they meet is drawn on both. */
export function flowOf(graph: Pick<Graph, "nodes" | "start">): Flow {
  const meeting = meetingPoints(graph);

  const layOut = (from: NodeId | null, until: NodeId | null): Flow => {
    const parts: FlowPart[] = [];
    for (let id = from; id !== null && id !== until; ) {
      const node = graph.nodes[id];
      if (!node) break;
      if (node.kind === "ask") {
        const meet = meeting(id);
        parts.push({ id, node, ways: { yes: layOut(node.yes, meet), no: layOut(node.no, meet) } });
        id = meet;
      } else {
        parts.push({ id, node });
        id = node.next;
      }
    }
    return parts;
  };

  return layOut(graph.start, null);
}

/** How many ways lie side by side at the most. */
export function breadthOf(flow: Flow): number {
  const breadths = flow.map(({ ways }) => (ways ? breadthOf(ways.yes) + breadthOf(ways.no) : 1));
  return Math.max(1, ...breadths);
}

/** Where a node leads to at once. */
export function nextOf(node: GraphNode): readonly (NodeId | null)[] {
  return node.kind === "ask" ? [node.yes, node.no] : [node.next];
}

/** For each node, the nearest one that every way from it passes (its immediate post-dominator); `null` is the end. */
function meetingPoints({ nodes }: Pick<Graph, "nodes">): (id: NodeId) => NodeId | null {
  const passed = new Map<NodeId, ReadonlySet<NodeId>>();

  /** The nodes that every way from a node to the end passes, itself among them. */
  const passedFrom = (id: NodeId | null): ReadonlySet<NodeId> => {
    const node = id === null ? undefined : nodes[id];
    if (id === null || !node) return new Set();
    const known = passed.get(id);
    if (known) return known;
    const [first = new Set<NodeId>(), ...others] = nextOf(node).map(passedFrom);
    const all = new Set([id, ...[...first].filter((each) => others.every((other) => other.has(each)))]);
    passed.set(id, all);
    return all;
  };

  return (id) => {
    const after = [...passedFrom(id)].filter((other) => other !== id);
    return after.sort((a, b) => passedFrom(b).size - passedFrom(a).size)[0] ?? null;
  };
}
