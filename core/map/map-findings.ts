import type { Graph } from "../journeys/graph";
import { STAGES } from "../journeys/journey";
import type { CompiledProgram } from "../program";
import type { MapEdge, MapId, MapNode } from "./map";
import type { Finding } from "./map-finding";
import { mayBothHold } from "./map-overlap";
import { placeOf } from "./map-place";
import { andList, momentInWords } from "./map-words";

/** Looks for what a map shows that no single journey does. */
export function findingsOf(
  { graphs }: Pick<CompiledProgram, "graphs">,
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
): Finding[] {
  return [
    ...emptyStages(graphs),
    ...competing(graphs),
    ...withoutNextStep(nodes, edges),
    ...unheard(nodes, edges),
  ];
}

function emptyStages(graphs: readonly Graph[]): Finding[] {
  return STAGES.flatMap((stage) => {
    const here = graphs.filter((graph) => graph.stage === stage);
    if (here.some(sendsAnything)) return [];
    const sentence =
      here.length === 0
        ? `No journey speaks to people in the stage "${stage}".`
        : `In the stage "${stage}" no journey sends a message: ${quoted(here.map(({ journey }) => journey))}.`;
    return [{ kind: "empty-stage", about: [stage], sentence }];
  });
}

function sendsAnything({ nodes }: Graph): boolean {
  return Object.values(nodes).some(({ kind }) => kind === "send");
}

/** What brings people into a journey, so that two with the same one may start for the same person. */
interface Door {
  readonly place: MapId;
  readonly words: string;
}

function competing(graphs: readonly Graph[]): Finding[] {
  const doors = new Map<MapId, { readonly words: string; readonly graphs: Graph[] }>();
  for (const graph of graphs) {
    if (!sendsAnything(graph)) continue;
    for (const { place, words } of doorsOf(graph)) {
      const door = doors.get(place) ?? { words, graphs: [] };
      door.graphs.push(graph);
      doors.set(place, door);
    }
  }
  const told = new Set<string>();
  return [...doors].flatMap(([place, { words, graphs: same }]) =>
    together(same).flatMap((group) => {
      const names = group.map(({ journey }) => journey);
      const key = names.join(" ");
      if (told.has(key)) return [];
      told.add(key);
      return [
        {
          kind: "competing-journeys" as const,
          about: [place, ...names.map((name) => `journey:${name}`)],
          sentence: rivalry(words, group),
        },
      ];
    }),
  );
}

function doorsOf({ trigger }: Graph): Door[] {
  const { moment, segment, event } = trigger;
  const named = moment?.moment === "schedule" ? moment.segment : segment;
  const members: Door[] = named
    ? [{ place: `segment:${named}`, words: `The segment "${named}" brings people into` }]
    : [];
  if (moment?.moment === "schedule") return members;
  if (moment) {
    const name = momentInWords(moment);
    return [{ place: `moment:${name}`, words: `The moment "${name}" starts` }, ...members];
  }
  const place = placeOf(trigger);
  const words = place.startsWith("segment:")
    ? `The segment "${place.slice("segment:".length)}" brings people into`
    : `"${event}" starts`;
  return [{ place, words }, ...members.filter((door) => door.place !== place)];
}

/** Journeys in groups in which each may start for the same person as some other; none that stands alone. */
function together(graphs: readonly Graph[]): Graph[][] {
  const groups: Graph[][] = [];
  for (const graph of graphs) {
    const near = groups.filter((group) => group.some((other) => meet(graph, other)));
    const joined = [...near.flat(), graph];
    groups.splice(0, groups.length, ...groups.filter((group) => !near.includes(group)), joined);
  }
  return groups.filter(({ length }) => length > 1);
}

function meet({ trigger: a }: Graph, { trigger: b }: Graph): boolean {
  if (!mayBothHold(a.person, b.person)) return false;
  // Of two different events, one may come after the other.
  return a.event !== b.event || a.moment !== undefined || mayBothHold(a.where, b.where);
}

function rivalry(words: string, graphs: readonly Graph[]): string {
  const ranked = [...graphs].sort((a, b) => b.priority - a.priority);
  const tied = ranked.some(({ priority }, index) => ranked[index + 1]?.priority === priority);
  const named = andList(ranked.map(({ journey, priority }) => `"${journey}" (priority ${priority})`));
  const order = tied ? "nothing says which of equal priority goes first" : "the higher priority goes first";
  return `${words} ${graphs.length} journeys that may speak to the same person: ${named}; ${order}.`;
}

function withoutNextStep(nodes: readonly MapNode[], edges: readonly MapEdge[]): Finding[] {
  const sentBy = (id: MapId) => edges.filter(({ to, means }) => means === "sends" && to === id);
  return nodes.flatMap((node): Finding[] => {
    if (node.kind !== "message") return [];
    const journeys = sentBy(node.id).map(({ from }) => from);
    if (journeys.length === 0) {
      return [
        {
          kind: "message-without-next-step",
          about: [node.id],
          sentence: `No journey sends the message "${node.name}".`,
        },
      ];
    }
    if (edges.some(({ from, means }) => means === "leads-to" && from === node.id)) return [];
    const names = quoted(journeys.map((id) => id.slice("journey:".length)));
    const sentence = `After the ${node.purpose} message "${node.name}" of ${names} nothing is listened for.`;
    return [{ kind: "message-without-next-step", about: [node.id, ...journeys], sentence }];
  });
}

const HEARD = new Set<MapEdge["means"]>(["starts", "ends", "goal", "awaits", "asks", "feeds"]);

function unheard(nodes: readonly MapNode[], edges: readonly MapEdge[]): Finding[] {
  const heard = new Set(edges.flatMap(({ from, means }) => (HEARD.has(means) ? [from] : [])));
  return nodes.flatMap((node): Finding[] => {
    if (node.kind !== "event" || node.origin === "herald" || heard.has(node.id)) return [];
    const emitters = edges
      .filter(({ to, means }) => means === "emits" && to === node.id)
      .map(({ from }) => from);
    const by = quoted(emitters.map((id) => id.slice("journey:".length)));
    const sentence = `Nothing listens for "${node.name}"${by ? `, which ${by} emits` : ""}.`;
    return [{ kind: "unheard-event", about: [node.id, ...emitters], sentence }];
  });
}

function quoted(names: readonly string[]): string {
  return andList(names.map((name) => `"${name}"`));
}
