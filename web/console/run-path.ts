import type { Graph, NodeId } from "../../core/journeys/graph";
import type { RunView, SendView } from "../../local/console-api";
import { nextOf } from "./flow";

/** A run's way through its journey's picture. */
export interface RunPath {
  readonly passed: ReadonlySet<NodeId>;
  /** Where it waits now. */
  readonly at?: NodeId;
  /** It went through to the end. */
  readonly isFinished: boolean;
}

/** The way a run took: the first that passes every message it has a record of and leads to where it is. */
export function pathOf(graph: Graph, run: RunView, sends: readonly SendView[]): RunPath {
  const mine = sends.filter(
    ({ journey, correlation }) => journey === run.journey && correlation === run.correlation,
  );
  const isFinished = run.ended?.reason === "completed";
  const landmarks = new Set(mine.map(({ step }) => step).filter((step) => step in graph.nodes));
  const last = run.node !== undefined && run.node in graph.nodes ? run.node : undefined;
  if (!isFinished && last) landmarks.add(last);

  const ways = waysFrom(graph, graph.start);
  const best = ways
    .map((way) => ({ way, hits: way.filter((id) => landmarks.has(id)).length }))
    .sort((a, b) => b.hits - a.hits)[0];
  const way = best?.way ?? [];
  const reached = isFinished ? way.length - 1 : way.findLastIndex((id) => landmarks.has(id));
  return {
    passed: new Set(way.slice(0, reached + 1)),
    ...(run.state === "running" && last && { at: last }),
    isFinished,
  };
}

/** More ways than this are not told apart; graphs are written by hand and have a handful. */
const MAX_WAYS = 500;

function waysFrom(graph: Graph, from: NodeId): NodeId[][] {
  const ways: NodeId[][] = [];
  const walk = (id: NodeId | null, before: readonly NodeId[]): void => {
    const node = id === null ? undefined : graph.nodes[id];
    if (id === null || !node) ways.push([...before]);
    else for (const next of new Set(nextOf(node))) if (ways.length < MAX_WAYS) walk(next, [...before, id]);
  };
  walk(from, []);
  return ways;
}
