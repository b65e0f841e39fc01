import { mapOf } from "../../core/map/map";
import { titleOf } from "../../core/map/map-words";
import type { CompiledProgram } from "../../core/program";
import { journeyLayout } from "./journey-layout";
import { MapIndex } from "./map-cards";
import { mapLayout } from "./map-layout";
import { leadOf, mapMarkdown } from "./map-markdown";
import { journeySvg, MAP_TOP, mapSvg } from "./svg";

/** The files that show a program's map, by name: the same program gives the same files. */
export function mapFiles(program: CompiledProgram): ReadonlyMap<string, string> {
  const index = new MapIndex(mapOf(program));
  const title = `The map of ${program.brand.name}`;
  const lead = leadOf(index);
  const journeys = program.graphs.map((graph): [string, string] => [
    `${graph.journey}.svg`,
    journeySvg((at) => journeyLayout(index, graph, at), titleOf(graph.journey), graph.description),
  ]);
  return new Map([
    ["README.md", mapMarkdown(index, title, lead)],
    ["map.svg", mapSvg(mapLayout(index.map, { top: MAP_TOP }), title, lead)],
    ...journeys,
  ]);
}
