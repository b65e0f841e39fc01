import { inWords } from "../instant";
import type { Graph, GraphNode, SendNode } from "../journeys/graph";
import type { Question } from "../journeys/question";
import type { EventMatch } from "../journeys/trigger";
import type { EdgeMeaning, MapEdge, MapId } from "./map";
import { nextSteps } from "./map-next-steps";
import { placeOf, whereOf } from "./map-place";
import { timesOf } from "./map-times";
import { momentInWords, orList, titleOf } from "./map-words";

/** Everything that a journey is to others, in reading order. */
export function journeyEdges(graph: Graph, graphs: readonly Graph[]): MapEdge[] {
  const me = `journey:${graph.journey}`;
  const { goal, exits } = graph;
  const nodes = Object.values(graph.nodes);
  return [
    ...triggerEdges(graph, me),
    ...deedEdges(graph, me),
    ...nodes
      .flatMap((node) => (node.kind === "ask" ? askedIn(node.question) : []))
      .map((from): MapEdge => ({ from, to: me, means: "asks" })),
    ...(goal ? [heard(goal, me, "goal", `within ${inWords(goal.within)}`)] : []),
    ...nodes.flatMap((node) => {
      if (node.kind !== "wait-for") return [];
      return node.paths.map((path) => heard(path, me, "awaits", `for at most ${inWords(node.atMost)}`));
    }),
    ...exits.map((exit) => heard(exit, me, "ends", titleOf(exit.name))),
    ...nextSteps(graph, graphs),
  ];
}

function heard(match: EventMatch, me: MapId, means: EdgeMeaning, words: string): MapEdge {
  return { from: placeOf(match), to: me, means, words: [words, whereOf(match)].filter(Boolean).join(", ") };
}

function triggerEdges({ trigger }: Graph, me: MapId): MapEdge[] {
  const { moment, segment } = trigger;
  const members = moment?.moment === "schedule" ? moment.segment : segment;
  const narrowing: MapEdge[] = members ? [{ from: `segment:${members}`, to: me, means: "narrows" }] : [];
  if (!moment) {
    const where = whereOf(trigger);
    return [
      { from: placeOf(trigger), to: me, means: "starts", ...(where && { words: where }) },
      ...narrowing,
    ];
  }
  const place = `moment:${momentInWords(moment)}`;
  const source =
    moment.moment === "date"
      ? `trait:${moment.trait}`
      : moment.moment === "silence"
        ? `event:${moment.of.event}`
        : undefined;
  return [
    { from: place, to: me, means: "starts" },
    ...(source ? [{ from: source, to: place, means: "feeds" as const }] : []),
    ...narrowing,
  ];
}

/** What a journey does; a message once, however many variants of it there are and however often it is repeated. */
function deedEdges(graph: Graph, me: MapId): MapEdge[] {
  const times = timesOf(graph);
  const told = new Set<string>();
  return Object.entries(graph.nodes).flatMap(([id, node]): MapEdge[] => {
    if (node.kind !== "send") return otherDeeds(node, me);
    if (told.has(node.message)) return [];
    told.add(node.message);
    const words = [times.get(id) ?? "", ...howSent(node.message, graph)].filter(Boolean).join(", ");
    return [{ from: me, to: `message:${node.message}`, means: "sends", words }];
  });
}

function howSent(message: string, { nodes }: Graph): string[] {
  const sends = Object.values(nodes).filter(
    (node): node is SendNode => node.kind === "send" && node.message === message,
  );
  const variants = [...new Set(sends.map(({ variant }) => variant))];
  const most = Math.max(...variants.map((name) => sends.filter(({ variant }) => variant === name).length));
  const named = variants.flatMap((name) => (name === undefined ? [] : [name.replaceAll("-", " ")]));
  return [...(most > 1 ? [`up to ${most} times`] : []), ...(named.length > 0 ? [`as ${orList(named)}`] : [])];
}

function otherDeeds(node: GraphNode, me: MapId): MapEdge[] {
  switch (node.kind) {
    case "emit":
      return [{ from: me, to: `event:${node.event}`, means: "emits" }];
    case "update":
      return Object.keys(node.traits).map((trait) => ({ from: me, to: `trait:${trait}`, means: "updates" }));
    case "call":
      return [{ from: me, to: `call:${node.name}`, means: "calls" }];
    default:
      return [];
  }
}

function askedIn(question: Question): MapId[] {
  switch (question.asks) {
    case "segment":
      return [`segment:${question.segment}`];
    case "happened":
      return [`event:${question.tally.event}`];
    case "message":
      return [`message:${question.message}`];
    case "answer":
      return [`call:${question.call}`];
    case "person":
      return Object.keys(question.where).map((trait) => `trait:${trait}`);
    case "trigger":
      return [];
  }
}
