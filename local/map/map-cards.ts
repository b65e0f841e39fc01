import type { EdgeMeaning, JourneyPlace, MapEdge, MapId, MapNode, ProgramMap } from "../../core/map/map";
import { andList, titleOf } from "../../core/map/map-words";
import type { CardText } from "./card";

/** Where journeys stand on the map and what is around each. */
export class MapIndex {
  private readonly nodes: ReadonlyMap<MapId, MapNode>;

  constructor(readonly map: ProgramMap) {
    this.nodes = new Map(map.nodes.map((node) => [node.id, node]));
  }

  get journeys(): JourneyPlace[] {
    return this.map.nodes.filter((node) => node.kind === "journey");
  }

  node(id: MapId): MapNode {
    const node = this.nodes.get(id);
    if (!node) throw new Error(`the map has an edge to "${id}", but no such node`);
    return node;
  }

  into(id: MapId, ...meanings: readonly EdgeMeaning[]): MapEdge[] {
    return this.map.edges.filter(({ to, means }) => to === id && meanings.includes(means));
  }

  from(id: MapId, ...meanings: readonly EdgeMeaning[]): MapEdge[] {
    return this.map.edges.filter(({ from, means }) => from === id && meanings.includes(means));
  }

  /** The findings of a kind that are about a node. */
  findings(id: MapId, kind: ProgramMap["findings"][number]["kind"]) {
    return this.map.findings.filter((finding) => finding.kind === kind && finding.about.includes(id));
  }
}

/** What a journey begins by, or asks about. */
export function startText(index: MapIndex, id: MapId, edges: readonly MapEdge[]): CardText {
  const node = index.node(id);
  const title = nameOf(node);
  switch (node.kind) {
    case "segment": {
      const moves = [
        ...new Set(edges.flatMap(({ means, words }) => (means === "starts" && words ? [words] : []))),
      ];
      const fed = index.into(id, "feeds").map(({ from }) => nameOf(index.node(from)));
      const notes = [...moves, ...(fed.length > 0 ? [`from ${andList(fed)}`] : [])];
      return { node: id, tone: "segment", icon: "segment", title, notes };
    }
    case "moment":
      return { node: id, tone: "moment", icon: "moment", title };
    case "trait":
      return { node: id, tone: "aside", icon: "trait", title };
    default: {
      const emitters = index.into(id, "emits").map(({ from }) => nameOf(index.node(from)));
      const goals = index.from(id, "goal").map(({ to }) => nameOf(index.node(to)));
      const notes = [
        ...(node.kind === "event" && node.origin === "herald" ? ["made by Herald"] : []),
        ...(emitters.length > 0 ? [`emitted by ${several(emitters)}`] : []),
        ...(goals.length > 0 ? [`goal of ${several(goals)}`] : []),
      ];
      return { node: id, tone: "event", icon: "event", title, notes };
    }
  }
}

export function journeyText(index: MapIndex, journey: JourneyPlace, roomForNumbers: boolean): CardText {
  const rivals = new Set(
    index
      .findings(journey.id, "competing-journeys")
      .flatMap(({ about }) => about.filter((id) => id.startsWith("journey:") && id !== journey.id)),
  );
  return {
    ...{ node: journey.id, tone: "journey", icon: "journey", title: titleOf(journey.name), roomForNumbers },
    notes: [...journey.terms, ...(journey.priority === 0 ? [] : [`priority ${journey.priority}`])],
    ...(rivals.size > 0 && {
      warning: `competes with ${several([...rivals].map((id) => nameOf(index.node(id))))}`,
    }),
  };
}

/** What a journey does: a message, a call, an event it emits, something it notes. */
export function deedText(index: MapIndex, { to, words, means }: MapEdge): CardText {
  const node = index.node(to);
  switch (node.kind) {
    case "message": {
      const unread = index.findings(to, "message-without-next-step").length > 0;
      return {
        ...{ node: to, tone: node.purpose, icon: "message", title: titleOf(node.name), chips: node.channels },
        ...(words && { notes: [words] }),
        ...(unread && { warning: "no next step" }),
      };
    }
    case "call":
      return {
        node: to,
        tone: "aside",
        icon: "call",
        title: titleOf(node.name),
        notes: [`calls ${node.callee}`],
      };
    case "event":
      return {
        node: to,
        tone: "emit",
        icon: "emit",
        title: node.name,
        notes: ["emitted", ...startsOf(index, to)],
      };
    default:
      return {
        node: to,
        tone: "aside",
        icon: "trait",
        title: nameOf(node),
        notes: [means === "updates" ? "noted of the person" : means],
      };
  }
}

/**
 * What is listened for after a journey has spoken.
 * @param edges what it is to the journeys of its lane: they would not start anew by what they end by
 */
export function nextText(index: MapIndex, id: MapId, edges: readonly MapEdge[]): CardText {
  const node = index.node(id);
  const isGoal = edges.some(({ means }) => means === "goal");
  const kind = node.kind === "segment" ? "segment" : "event";
  const moves = [
    ...new Set(edges.flatMap(({ words = "" }) => words.match(/on (entering|leaving)$/)?.[0] ?? [])),
  ];
  const own = new Set(edges.map(({ to }) => to));
  return {
    ...{ node: id, tone: isGoal ? "goal" : kind, icon: isGoal ? "goal" : kind, title: nameOf(node) },
    notes: kind === "segment" ? moves : startsOf(index, id, own),
  };
}

/** An event that nothing listens for. */
export function unheardText(index: MapIndex, id: MapId): CardText {
  return { node: id, tone: "end", icon: "event", title: nameOf(index.node(id)) };
}

/** What people call a node. */
export function nameOf(node: MapNode): string {
  return node.kind === "event" ? node.name : titleOf(node.name);
}

function startsOf(index: MapIndex, id: MapId, but: ReadonlySet<MapId> = new Set()): string[] {
  const others = index.from(id, "starts").filter(({ to }) => !but.has(to));
  return others.length > 0 ? [`may start ${several(others.map(({ to }) => nameOf(index.node(to))))}`] : [];
}

function several(names: readonly string[]): string {
  return names.length < 3 ? andList(names) : `${names.length} journeys`;
}
