import type { Graph } from "../journeys/graph";
import { EACH_EVENT, type EventMatch } from "../journeys/trigger";
import type { JsonObject } from "../json";
import type { Person } from "../people/person";
import type { Envelope } from "./envelope";

/** The correlation of a journey that has one run per person. */
const ONLY = "-";

/** Keeps the keys of runs and sends within a table key's 1,024 bytes. */
const MAX_CORRELATION_BYTES = 256;

/** Every event that a journey has a word to say on: its trigger, exits, goal and what its runs wait for. */
export function matchesIn(graph: Graph): readonly EventMatch[] {
  let matches = known.get(graph);
  if (!matches) {
    const awaited = Object.values(graph.nodes).flatMap((node) =>
      node.kind === "wait-for" ? node.paths : [],
    );
    matches = [graph.trigger, ...graph.exits, ...(graph.goal ? [graph.goal] : []), ...awaited];
    known.set(graph, matches);
  }
  return matches;
}
const known = new WeakMap<Graph, readonly EventMatch[]>();

/** Whether a journey has a word to say on this event at all, before anything is read. */
export function concerns(graph: Graph, event: string): boolean {
  return matchesIn(graph).some((match) => match.event === event);
}

/**
 * What tells the run that an event is about from the person's others.
 * Where only a moment tells runs apart, any other event is about the latest of them.
 * @returns `undefined` where the event lacks what would tell
 */
export function correlationOf(
  graph: Graph,
  envelope: Pick<Envelope, "event" | "messageId" | "properties">,
  person?: Pick<Person, "doors">,
): string | undefined {
  const { trigger } = graph;
  if (!trigger.per) return ONLY;
  const isTrigger = trigger.event === envelope.event;
  if (trigger.per === EACH_EVENT) return isTrigger ? envelope.messageId : undefined;
  if (trigger.moment && !isTrigger) return person?.doors[graph.journey]?.correlation;
  if (!isTrigger && isAboutMessage(envelope.event)) return correlationOfMessage(graph, envelope.properties);
  const by = isTrigger ? undefined : matchesIn(graph).find(({ event }) => event === envelope.event)?.by;
  return usable(envelope.properties[by ?? trigger.per]);
}

const OF_A_MESSAGE: ReadonlySet<string> = new Set([
  ...["Message Delivered", "Message Opened", "Message Clicked", "Message Dismissed"],
]);

/** Whether an event tells what became of a message: it then names the run that the message was of. */
export function isAboutMessage(event: string): boolean {
  return OF_A_MESSAGE.has(event);
}

function correlationOfMessage({ journey }: Graph, properties: JsonObject): string | undefined {
  return properties.journey === journey ? usable(properties.correlation) : undefined;
}

function usable(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  const isKey =
    typeof value === "string" &&
    value !== "" &&
    Buffer.byteLength(value) <= MAX_CORRELATION_BYTES &&
    !/\p{Cs}/u.test(value);
  return isKey ? value : undefined;
}
