import { inWords } from "../instant";
import { type Graph, type GraphNode, type NodeId, nextOf } from "../journeys/graph";
import type { Until } from "../journeys/until";
import { orList, untilInWords } from "./map-words";

/** More ways than this to one message are not told apart. */
const MAX_WAYS = 2_000;

/**
 * For each send, in words, what is waited for between it and the message before it. Where ways of different waits
 * meet, what they have in common at their end.
 */
export function timesOf(graph: Graph): ReadonlyMap<NodeId, string> {
  const waits = new Map<NodeId, string[][]>();
  const seen = new Set<string>();
  const visit = (id: NodeId | null, before: readonly string[]): void => {
    const node = id === null ? undefined : graph.nodes[id];
    const way = JSON.stringify([id, before]);
    if (id === null || !node || seen.has(way) || seen.size > MAX_WAYS) return;
    seen.add(way);
    if (node.kind === "send") {
      waits.set(id, [...(waits.get(id) ?? []), [...before]]);
      visit(node.next, [RIGHT_AFTER]);
    } else {
      for (const { next, wait } of waysOn(node)) visit(next, wait ? [...before, wait] : before);
    }
  };
  visit(graph.start, [AT_ONCE]);
  return new Map([...waits].map(([id, ways]) => [id, inCommon(ways)]));
}

const AT_ONCE = "at once";
const RIGHT_AFTER = "right after";

function inCommon(ways: readonly (readonly string[])[]): string {
  const [first = []] = ways;
  const length = first.findIndex((_, from) => ways.every((way) => endsIn(way, first.slice(from))));
  const common = length === -1 ? [] : first.slice(length);
  if (common.length > 0) return said(common);
  return orList([...new Set(ways.map(said))]);
}

function endsIn(way: readonly string[], end: readonly string[]): boolean {
  const from = way.length - end.length;
  return from >= 0 && end.every((each, index) => way[from + index] === each);
}

/** Whether a message comes at once or right after another is only worth saying where there is no wait. */
function said(waits: readonly string[]): string {
  const real = waits.filter((wait) => wait !== AT_ONCE && wait !== RIGHT_AFTER);
  return (real.length > 0 ? real : waits).join(", ");
}

/** The ways on from a node, and what is waited for on each. */
function waysOn(node: GraphNode): readonly { readonly next: NodeId | null; readonly wait?: string }[] {
  switch (node.kind) {
    case "wait":
      return [{ next: node.next, wait: `after ${inWords(node.for)}` }];
    case "wait-until-quiet":
      return [{ next: node.next, wait: `once quiet for ${inWords(node.for)}` }];
    case "wait-until":
      return [{ next: node.next, wait: untilAsTime(node.until) }];
    case "wait-for":
      return [
        ...node.paths.map(({ event, next }) => ({ next, wait: `on ${event}` })),
        { next: node.otherwise, wait: `after ${inWords(node.atMost)} without it` },
      ];
    default:
      return nextOf(node).map((next) => ({ next }));
  }
}

function untilAsTime(until: Until): string {
  if (until.until !== "date") return `at ${untilInWords(until)}`;
  return until.days === 0 ? `on ${untilInWords(until)}` : untilInWords(until);
}
