import type { EventCatalog } from "../events/event-catalog";
import type { Stage } from "../journeys/journey";
import type { Channel, Purpose } from "../messages/message";
import type { Moment } from "../people/moment";
import type { CompiledProgram } from "../program";
import { eventsIn, rulesIn, type Segments } from "../segments/segment-rule";
import { journeyEdges } from "./map-edges";
import type { Finding } from "./map-finding";
import { findingsOf } from "./map-findings";
import { calleeInWords, momentInWords, termsInWords } from "./map-words";

/** What the map names a node by: its kind and name, `event:Order Completed`. */
export type MapId = string;

/** An event. `origin` says who makes it: the company's own systems, or Herald itself. */
interface EventPlace {
  readonly kind: "event";
  readonly id: MapId;
  readonly name: string;
  readonly description: string;
  readonly origin: "program" | "herald";
}

interface SegmentPlace {
  readonly kind: "segment";
  readonly id: MapId;
  readonly name: string;
  readonly description: string;
}

/** A date, a silence or a schedule: what time brings. Two journeys on the same one share it. */
interface MomentPlace {
  readonly kind: "moment";
  readonly id: MapId;
  /** In words: "60 days without Order Completed". */
  readonly name: string;
  readonly moment: Moment["moment"];
}

export interface JourneyPlace {
  readonly kind: "journey";
  readonly id: MapId;
  readonly name: string;
  readonly description: string;
  readonly stage: Stage;
  readonly priority: number;
  /** For whom and how often it starts, in words. */
  readonly terms: readonly string[];
}

export interface MessagePlace {
  readonly kind: "message";
  readonly id: MapId;
  readonly name: string;
  readonly purpose: Purpose;
  readonly topic?: string;
  /** The most preferred first. */
  readonly channels: readonly Channel[];
}

/** Something outside that a journey calls. */
interface CallPlace {
  readonly kind: "call";
  readonly id: MapId;
  readonly name: string;
  readonly callee: string;
}

/** Something known of a person. */
interface TraitPlace {
  readonly kind: "trait";
  readonly id: MapId;
  readonly name: string;
}

export type MapNode =
  | EventPlace
  | SegmentPlace
  | MomentPlace
  | JourneyPlace
  | MessagePlace
  | CallPlace
  | TraitPlace;

/**
 * What one node is to another.
 * - `starts`, `ends`, `goal`, `awaits`, `asks`: an event, a segment or a moment to a journey
 * - `narrows`: a segment to a journey that only its members start
 * - `sends`, `emits`, `updates`, `calls`: a journey to what it does
 * - `feeds`: an event, a segment or a trait to the segment or the moment that is reckoned from it
 * - `leads-to`: a message to an event or segment that something listens for after it
 */
export type EdgeMeaning =
  | "starts"
  | "ends"
  | "goal"
  | "awaits"
  | "asks"
  | "narrows"
  | "sends"
  | "emits"
  | "updates"
  | "calls"
  | "feeds"
  | "leads-to";

export interface MapEdge {
  readonly from: MapId;
  readonly to: MapId;
  readonly means: EdgeMeaning;
  /** More about it, in words: when a message goes out, the exit's name, how long a goal counts. */
  readonly words?: string;
  /** The journey it belongs to, where it is at neither end. */
  readonly journey?: string;
}

/** A whole program as one picture: what happens, what is said then, and what it leads to. */
export interface ProgramMap {
  /** Journeys by stage, everything else in the order of the program. */
  readonly nodes: readonly MapNode[];
  /** Of each journey in reading order. */
  readonly edges: readonly MapEdge[];
  readonly findings: readonly Finding[];
}

/** Draws a program's map from what is compiled of it. */
export function mapOf(program: CompiledProgram): ProgramMap {
  const edges = distinct([
    ...program.graphs.flatMap((graph) => journeyEdges(graph, program.graphs)),
    ...feedsOf(program.segments),
  ]);
  const nodes = nodesOf(program, edges);
  return { nodes, edges, findings: findingsOf(program, nodes, edges) };
}

function nodesOf(
  { catalog, segments, graphs, messages }: CompiledProgram,
  edges: readonly MapEdge[],
): MapNode[] {
  const named = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const moments = graphs.flatMap(({ trigger: { moment } }): MomentPlace[] => {
    if (!moment) return [];
    const name = momentInWords(moment);
    return [{ kind: "moment", id: `moment:${name}`, name, moment: moment.moment }];
  });
  const calls = graphs.flatMap((graph) =>
    Object.values(graph.nodes).flatMap((node): CallPlace[] =>
      node.kind === "call"
        ? [{ kind: "call", id: `call:${node.name}`, name: node.name, callee: calleeInWords(node.callee) }]
        : [],
    ),
  );
  const traits = [...named].filter((id) => id.startsWith("trait:"));
  return uniqueById([
    ...eventsOf(catalog, named),
    ...Object.entries(segments).map(
      ([name, { description }]): SegmentPlace => ({
        kind: "segment",
        id: `segment:${name}`,
        name,
        description,
      }),
    ),
    ...moments,
    ...graphs.map(
      ({ journey: name, description, stage, priority, trigger }): JourneyPlace => ({
        ...{ kind: "journey", id: `journey:${name}`, name, description, stage, priority },
        terms: termsInWords(trigger),
      }),
    ),
    ...messages.map(
      ({ name, purpose, topic, channels }): MessagePlace => ({
        ...{ kind: "message", id: `message:${name}`, name, purpose, channels },
        ...(topic && { topic }),
      }),
    ),
    ...calls,
    ...traits.map((id): TraitPlace => ({ kind: "trait", id, name: id.slice("trait:".length) })),
  ]);
}

/** All events of the program, and those of Herald's own that something listens for. */
function eventsOf(catalog: EventCatalog, named: ReadonlySet<MapId>): EventPlace[] {
  return Object.entries(catalog).flatMap(([name, { description, builtIn }]) => {
    const id = `event:${name}`;
    if (builtIn && !named.has(id)) return [];
    return [{ kind: "event", id, name, description, origin: builtIn ? "herald" : "program" }];
  });
}

/** What segments are reckoned from. */
function feedsOf(segments: Segments): MapEdge[] {
  return Object.entries(segments).flatMap(([name, segment]) => {
    const others = [...rulesIn(segment.rule)].flatMap((rule) => {
      if (rule.rule === "segment") return [`segment:${rule.segment}`];
      if (rule.rule === "trait") return [`trait:${rule.trait}`];
      return rule.rule === "score" ? ["event:Score Changed"] : [];
    });
    const events = eventsIn({ [name]: segment }).map((event) => `event:${event}`);
    return [...events, ...others].map((from): MapEdge => ({ from, to: `segment:${name}`, means: "feeds" }));
  });
}

function distinct(edges: readonly MapEdge[]): MapEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()];
}

function uniqueById(nodes: readonly MapNode[]): MapNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}
