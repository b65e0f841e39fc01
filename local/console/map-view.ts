import { mapOf } from "../../core/map/map";
import type { CompiledProgram } from "../../core/program";
import type { MapView } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";
import { mapLayout } from "../map/map-layout";

/** The program's map, and how each of its journeys does. */
export function mapView({ program, people }: Pick<EmbeddedHerald, "program" | "people">): MapView {
  const counts = new Map(program.graphs.map(({ journey }) => [journey, { started: 0, running: 0, sent: 0 }]));
  for (const { runs, sends } of people.values()) {
    for (const { journey, startedAt, state } of runs.values()) {
      const count = counts.get(journey);
      if (!count) continue;
      if (startedAt !== undefined) count.started += 1;
      if (state === "running") count.running += 1;
    }
    for (const { journey, status } of sends.values()) {
      const count = counts.get(journey);
      if (count && status === "accepted") count.sent += 1;
    }
  }
  return { ...drawn(program), counts: Object.fromEntries(counts) };
}

/** A program never changes while Herald runs. */
function drawn(program: CompiledProgram): Pick<MapView, "map" | "layout"> {
  let known = drawings.get(program);
  if (!known) {
    const map = mapOf(program);
    known = { map, layout: mapLayout(map, { roomForNumbers: true }) };
    drawings.set(program, known);
  }
  return known;
}
const drawings = new WeakMap<CompiledProgram, Pick<MapView, "map" | "layout">>();
