import { STAGES } from "../../core/journeys/journey";
import type { JourneyPlace, MapEdge, MessagePlace } from "../../core/map/map";
import { FINDING_KINDS, type FindingKind } from "../../core/map/map-finding";
import { andList, titleOf } from "../../core/map/map-words";
import { type MapIndex, nameOf } from "./map-cards";

/** The whole map in text: stage by stage, then every journey, then what was found. */
export function mapMarkdown(index: MapIndex, title: string, lead: string): string {
  return `${[
    `# ${title}`,
    "",
    "<!-- Written by `npm run map` from the program. Do not edit. -->",
    "",
    lead,
    "",
    `[![${title}](map.svg)](map.svg)`,
    "",
    ...findings(index),
    "## Stage by stage",
    "",
    ...STAGES.flatMap((stage, place) => stageSection(index, stage, place + 1)),
    "## Segments",
    "",
    ...segments(index),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

/** What a program has, in one sentence. */
export function leadOf(index: MapIndex): string {
  const count = (kind: string, one: string) => {
    const number = index.map.nodes.filter((node) => node.kind === kind).length;
    return `${number} ${one}${number === 1 ? "" : "s"}`;
  };
  const empty = index.map.findings.flatMap(({ kind, about }) => (kind === "empty-stage" ? about : []));
  const has = andList([
    count("journey", "journey"),
    count("message", "message"),
    count("event", "event"),
    count("segment", "segment"),
  ]);
  return empty.length === 0
    ? `${has}; every stage has a touchpoint.`
    : `${has}; no touchpoint yet in ${andList(empty)}.`;
}

function stageSection(index: MapIndex, stage: string, number: number): string[] {
  const journeys = index.journeys.filter((journey) => journey.stage === stage);
  return [
    `### ${number}. ${titleOf(stage)}`,
    "",
    ...(journeys.length === 0 ? ["**No touchpoint yet.**", ""] : []),
    ...journeys.flatMap((journey) => journeySection(index, journey)),
  ];
}

function journeySection(index: MapIndex, { id, name, description, terms, priority }: JourneyPlace): string[] {
  const lines = (title: string, edges: readonly MapEdge[], say: (edge: MapEdge) => string) =>
    edges.length === 0 ? [] : [`- **${title}:** ${edges.map(say).join("; ")}`];
  const heard = (edge: MapEdge) => `${nameOf(index.node(edge.from))}${edge.words ? ` (${edge.words})` : ""}`;
  const done = (edge: MapEdge) => nameOf(index.node(edge.to));
  const [start] = index.into(id, "starts");
  const startWords = start ? heard({ ...start, ...(start.words?.startsWith("where") && { words: "" }) }) : "";
  return [
    `#### ${titleOf(name)}`,
    "",
    escapedText(description),
    "",
    `- **Starts:** ${[startWords, ...terms].filter(Boolean).join(", ")}${priority === 0 ? "" : `; priority ${priority}`}`,
    ...lines("Asks", index.into(id, "asks"), heard),
    ...lines("Calls", index.from(id, "calls"), done),
    ...messageLines(index, id),
    ...lines("Emits", index.from(id, "emits"), done),
    ...lines("Notes", index.from(id, "updates"), done),
    ...lines("Waits for", index.into(id, "awaits"), heard),
    ...lines("Ends", index.into(id, "ends"), heard),
    ...lines("Goal", index.into(id, "goal"), heard),
    "",
    "<details><summary>Step by step</summary>",
    "",
    `![${titleOf(name)}, step by step](${name}.svg)`,
    "",
    "</details>",
    "",
  ];
}

function messageLines(index: MapIndex, id: string): string[] {
  const sends = index.from(id, "sends");
  if (sends.length === 0) return [];
  return [
    "- **Messages:**",
    ...sends.map(({ to, words }) => {
      const { name, channels, purpose } = index.node(to) as MessagePlace;
      return `  - ${titleOf(name)}: ${words ? `${words}; ` : ""}${purpose}, by ${channels.join(", else ")}`;
    }),
  ];
}

function findings(index: MapIndex): string[] {
  const kinds = Object.keys(FINDING_KINDS) as FindingKind[];
  const sections = kinds.flatMap((kind) => {
    const found = index.map.findings.filter((finding) => finding.kind === kind);
    if (found.length === 0) return [];
    const { title, counts } = FINDING_KINDS[kind];
    return [
      `### ${title}`,
      "",
      `_${counts}_`,
      "",
      ...found.map(({ sentence }) => `- ${escapedText(sentence)}`),
      "",
    ];
  });
  return ["## What the map shows", "", ...(sections.length > 0 ? sections : ["Nothing to look at.", ""])];
}

function segments(index: MapIndex): string[] {
  const all = index.map.nodes.filter((node) => node.kind === "segment");
  if (all.length === 0) return ["None."];
  return all.map(({ id, name, description }) => {
    const fed = index.into(id, "feeds").map(({ from }) => nameOf(index.node(from)));
    const used = [
      ...new Set(
        index
          .from(id, "starts", "narrows", "asks", "ends", "awaits", "goal")
          .map(({ to }) => nameOf(index.node(to))),
      ),
    ];
    const from = fed.length > 0 ? ` From ${andList(fed)}.` : "";
    return `- **${titleOf(name)}:** ${escapedText(description)}${from}${used.length > 0 ? ` Used by ${andList(used)}.` : ""}`;
  });
}

/** Text of an author's that must not become markup. */
function escapedText(text: string): string {
  return text.replace(/([<>*_`[\]|])/g, "\\$1");
}
