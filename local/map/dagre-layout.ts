import { graphlib, layout } from "@dagrejs/dagre";
import type { Point } from "./drawing";

/** What is to be laid out. */
export interface LayoutRequest {
  /** Which way the links lead: down, or to the right. */
  readonly direction: "TB" | "LR";
  readonly nodes: readonly { readonly key: string; readonly width: number; readonly height: number }[];
  readonly links: readonly {
    readonly key: string;
    readonly from: string;
    readonly to: string;
    /** It must not span several ranks where another can instead. */
    readonly isShort?: boolean;
  }[];
  /** Between nodes side by side, and between one rank and the next. */
  readonly gap: number;
  readonly rankGap: number;
  /**
   * Nodes of one rank are put where the fewest links cross; pairs say which must come before which, never in a circle.
   * `as given` leaves them in the order of the links, for what is drawn without crossings in reading order.
   */
  readonly order: "as given" | readonly { readonly before: string; readonly after: string }[];
}

/** Where everything came to lie: nodes by their centers, links by the points they pass. */
export interface Laid {
  readonly width: number;
  readonly at: ReadonlyMap<string, Point>;
  readonly links: ReadonlyMap<string, readonly Point[]>;
}

/** More than links of one node together usually weigh. */
const SHORT_WEIGHT = 20;

/** Lays out a graph with dagre, the same every time. */
export function laidOut({ direction, nodes, links, gap, rankGap, order }: LayoutRequest): Laid {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: gap, edgesep: Math.round(gap / 2), ranksep: rankGap });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key, width, height } of nodes) graph.setNode(key, { width, height });
  for (const { key, from, to, isShort } of links) {
    graph.setEdge(from, to, { weight: isShort ? SHORT_WEIGHT : 1 }, key);
  }
  layout(
    graph,
    order === "as given"
      ? { disableOptimalOrderHeuristic: true }
      : { constraints: order.map(({ before, after }) => ({ left: before, right: after })) },
  );
  const { width = 0 } = graph.graph() as { width?: number };
  return {
    width,
    at: new Map(
      nodes.map(({ key }) => {
        const { x, y } = graph.node(key) as Point;
        return [key, { x, y }];
      }),
    ),
    links: new Map(
      links.map(({ key, from, to }) => [key, (graph.edge(from, to, key) as { points: Point[] }).points]),
    ),
  };
}
