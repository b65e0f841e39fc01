import { graphlib, layout } from "@dagrejs/dagre";
import type { Point } from "./drawing";

/** What is to be laid out; a link's label is given the room it needs. */
export interface LayoutRequest {
  /** Which way the links lead: down, or to the right. */
  readonly direction: "TB" | "LR";
  readonly nodes: readonly { readonly key: string; readonly width: number; readonly height: number }[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly labelWidth?: number;
    readonly labelHeight?: number;
  }[];
  /** Between nodes side by side, and between one rank and the next. */
  readonly gap: number;
  readonly rankGap: number;
  /** Pairs of nodes of one rank of which the one must come before the other. */
  readonly order?: readonly { readonly before: string; readonly after: string }[];
}

/** Where everything came to lie; nodes by their centers. */
export interface Laid {
  readonly width: number;
  readonly height: number;
  readonly at: ReadonlyMap<string, Point>;
  /** As asked for; a label's place is its center. */
  readonly links: readonly { readonly points: readonly Point[]; readonly label?: Point }[];
}

/** Lays out a graph with dagre, the same every time. */
export function laidOut({ direction, nodes, links, gap, rankGap, order = [] }: LayoutRequest): Laid {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: gap, edgesep: Math.round(gap / 2), ranksep: rankGap });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key, width, height } of nodes) graph.setNode(key, { width, height });
  for (const [index, { from, to, labelWidth = 0, labelHeight = 0 }] of links.entries()) {
    graph.setEdge(from, to, { width: labelWidth, height: labelHeight, labelpos: "c" }, String(index));
  }
  layout(graph, { constraints: order.map(({ before, after }) => ({ left: before, right: after })) });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    at: new Map(nodes.map(({ key }) => [key, pointOf(graph.node(key))])),
    links: links.map(({ from, to, labelWidth }, index) => {
      const { points, ...label } = graph.edge(from, to, String(index)) as { points: Point[] } & Point;
      return { points, ...(labelWidth && { label: pointOf(label) }) };
    }),
  };
}

function pointOf({ x, y }: Point): Point {
  return { x, y };
}
