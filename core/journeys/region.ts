import { type CallNode, type Graph, type GraphNode, type NodeId, nextOf } from "./graph";
import type { Until } from "./until";

/** The part of a journey that is walked in one go: from a node to the next waits, calls and ends. */
export interface Region {
  /** Where the walk begins; names it within the run. */
  readonly enter: NodeId;
  readonly nodes: { readonly [id: NodeId]: GraphNode };
  /** What lies behind it, where that must be looked at again first. */
  readonly after?: After;
}

/** What a machine did right before a region. */
export type After =
  | { readonly quiet: true }
  /** So long at least the run goes on after it. */
  | { readonly until: Until; readonly behindSeconds: number }
  /** A wait for an event is over: its node is the region's first and says which way was taken. */
  | { readonly woken: true }
  | { readonly call: Pick<CallNode, "name" | "answer" | "otherwise"> };

/** A region, and where it can end: at a node that the machine does, or at the end of the journey (`null`). */
export interface RegionAt {
  readonly region: Region;
  readonly exits: readonly (NodeId | null)[];
}

/** Whether a walk stops at a node, because the machine does it. */
export function stopsWalk({ kind }: GraphNode): boolean {
  return kind === "call" || kind.startsWith("wait");
}

/** The region that begins at a node, with the stops it leads to: how long to wait there is reckoned on the way. */
export function regionAt(graph: Graph, enter: NodeId, after?: After): RegionAt {
  const nodes: Record<NodeId, GraphNode> = {};
  const exits = new Set<NodeId | null>();
  const visit = (id: NodeId | null, first: boolean): void => {
    if (id === null) {
      exits.add(null);
      return;
    }
    if (Object.hasOwn(nodes, id)) return;
    const node = graph.nodes[id] as GraphNode;
    nodes[id] = node;
    const isStop = stopsWalk(node) && !(first && after && "woken" in after);
    if (isStop) exits.add(id);
    else for (const next of nextOf(node)) visit(next, false);
  };
  visit(enter, true);
  return { region: { enter, nodes, ...(after && { after }) }, exits: [...exits] };
}
