import type { MapId, ProgramMap } from "../../core/map/map";
import type { Channel } from "../../core/messages/message";
import type { PersonView } from "../../local/console-api";

/** What of a person's history the map can show. */
type Touched = Pick<PersonView, "events" | "runs" | "sends"> & {
  readonly person: Pick<PersonView["person"], "segments" | "traits">;
};

/** What a person's events and runs have touched: those events, their segments, their journeys and what these did. */
export function touchedBy(
  { nodes, edges }: ProgramMap,
  { person, events, runs, sends }: Touched,
): ReadonlySet<MapId> {
  const begun = runs.filter(({ state }) => state !== "closed");
  const journeys = new Set(begun.map(({ journey }) => `journey:${journey}`));
  const answered = begun.flatMap(({ answers = {} }) => Object.keys(answers));
  const names = [
    ...events.map(({ event }) => `event:${event}`),
    ...Object.keys(person.segments).map((segment) => `segment:${segment}`),
    ...Object.keys(person.traits).map((trait) => `trait:${trait}`),
    ...journeys,
    ...sends.map(({ message }) => `message:${message}`),
    ...answered.map((call) => `call:${call}`),
    // What time or a segment began is in no list of events; the run says that it came.
    ...edges.filter(({ means, to }) => means === "starts" && journeys.has(to)).map(({ from }) => from),
  ];
  const touched = new Set(names);
  return new Set(nodes.flatMap(({ id }) => (touched.has(id) ? [id] : [])));
}

/** What there is to a channel: its messages, the journeys that send them, and what those begin and end by. */
export function onChannel({ nodes, edges }: ProgramMap, channel: Channel): ReadonlySet<MapId> {
  const messages = nodes.filter((node) => node.kind === "message" && node.channels.includes(channel));
  const kept = new Set<MapId>(messages.map(({ id }) => id));
  const journeys = new Set(
    edges.filter(({ to, means }) => means === "sends" && kept.has(to)).map(({ from }) => from),
  );
  for (const { from, to, means } of edges) {
    if (means !== "sends" && means !== "leads-to" && journeys.has(to)) kept.add(from);
  }
  return new Set([...kept, ...journeys]);
}

/** A node and all that it has to do with at once. */
export function around({ edges }: ProgramMap, id: MapId): ReadonlySet<MapId> {
  const near = edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
  return new Set([id, ...near]);
}

/** What is in all of some sets; `undefined` holds everything. */
export function inAll(sets: readonly (ReadonlySet<MapId> | undefined)[]): ReadonlySet<MapId> | undefined {
  const [first, ...others] = sets.filter((set) => set !== undefined);
  return first && new Set([...first].filter((id) => others.every((set) => set.has(id))));
}
