import { CHIP_HEIGHT, ICON_SIZE, type Tone } from "./card";
import type { Box, Point, Wire, WireTone } from "./drawing";
import type { JourneyLayout } from "./journey-layout";
import { MAP_ICONS } from "./map-icon";
import { MARGIN, type MapLane, type MapLayout } from "./map-layout";
import { MAP_STYLE } from "./map-style";
import { shorten, TEXT_SIZES, widthOf, wrap } from "./text-box";

/** The room that the headline and the key take above a map. */
export const MAP_TOP = 112;

const HEADLINE_SIZE = 26;

/** A whole SVG document: legible by day and by night, wherever it is shown. */
function svgDocument(
  size: { readonly width: number; readonly height: number },
  title: string,
  content: readonly string[],
): string {
  const { width, height } = size;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${MAP_STYLE}</style>`,
    `<defs>${WIRE_TONES.map(arrow).join("")}</defs>`,
    `<rect class="paper" width="${width}" height="${height}" rx="16"/>`,
    ...content,
    "</svg>",
  ].join("\n")}\n`;
}

/** The map of a program as an SVG document; its layout leaves `MAP_TOP` free. */
export function mapSvg(layout: MapLayout, title: string, lead: string): string {
  const { lanes, columns, columnsY, wires, boxes, unheard } = layout;
  return svgDocument(layout, title, [
    ...headlineOf(title, lead, layout.width).marks,
    ...legend(),
    ...columns.map(({ title: head, x }) => text("head", head, x, columnsY)),
    ...lanes.map((lane) => laneGround(lane, layout)),
    ...(unheard ? [unheardGround(unheard)] : []),
    ...wires.map(wire),
    ...boxes.map(box),
  ]);
}

const MIN_WIDTH = 640;

/** One journey as an SVG document; its layout begins at no place of its own. */
export function journeySvg(
  layoutAt: (at: Point) => JourneyLayout,
  title: string,
  description: string,
): string {
  const left = MARGIN + 4;
  const { width: content } = layoutAt({ x: left, y: 0 });
  const width = Math.max(MIN_WIDTH, content + left);
  const head = headlineOf(title, description, width);
  const x = left + Math.max(0, Math.round((width - left - content) / 2));
  const { wires, boxes, aside, height } = layoutAt({ x, y: head.height + 24 });
  return svgDocument({ width, height: height + MARGIN + 8 }, title, [
    ...head.marks,
    ...(aside ? [text("head", aside.title, aside.x, aside.y)] : []),
    ...wires.map(wire),
    ...boxes.map(box),
  ]);
}

/** What a picture is of, in as many lines as its width asks for. */
function headlineOf(
  title: string,
  lead: string,
  width: number,
): { readonly marks: string[]; readonly height: number } {
  const left = MARGIN + 4;
  const room = width - 2 * left;
  const line = shorten(title, "title", (room * TEXT_SIZES.title.size) / HEADLINE_SIZE);
  const leads = wrap(lead, "title", room, 3);
  return {
    marks: [
      text("headline", line, left, 44),
      ...leads.map((each, place) => text("lead", each, left, 68 + 20 * place)),
    ],
    height: 54 + 20 * leads.length,
  };
}

/** One box with all its texts. */
function box({ key, node, tone, icon, x, y, width, height, lines, chips, label }: Box): string {
  const radius = tone === "event" || tone === "segment" || tone === "goal" ? Math.min(20, height / 2) : 9;
  return [
    `<g class="box ${tone}" data-key="${escaped(key)}"${node ? ` data-node="${escaped(node)}"` : ""}>`,
    `<title>${escaped(label)}</title>`,
    `<rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`,
    iconAt(icon, x + 11, y + 10),
    ...lines.map((line) => text(line.style, line.text, x + line.x, y + line.y)),
    ...chips.flatMap((chip) => [
      `<rect class="chip-frame" x="${x + chip.x}" y="${y + chip.y}" width="${chip.width}" height="${CHIP_HEIGHT}" rx="5"/>`,
      text("chip", chip.text, x + chip.x + 6, y + chip.y + 13),
    ]),
    "</g>",
  ].join("");
}

/** One line between boxes, with its word where it has one. */
function wire({ from, to, tone, path, hasArrow, label }: Wire): string {
  const marker = hasArrow ? ` marker-end="url(#arrow-${tone})"` : "";
  const line = `<path class="wire ${tone}" data-from="${escaped(from)}" data-to="${escaped(to)}" d="${path}"${marker}/>`;
  if (!label) return line;
  const { text: word, x, y, width } = label;
  return [
    line,
    `<rect class="wire-ground" x="${x - width / 2}" y="${y - 9}" width="${width}" height="18" rx="9"/>`,
    `<text class="wire-label" text-anchor="middle" x="${x}" y="${y + 4}">${escaped(word)}</text>`,
  ].join("");
}

/** A text at its place. */
function text(style: string, words: string, x: number, y: number): string {
  return `<text class="${style}" x="${x}" y="${y}">${escaped(words)}</text>`;
}

/** Text as it may stand in markup. */
function escaped(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const WIRE_TONES: readonly WireTone[] = ["way", "starts", "aside", "goal", "awaits", "ends"];

function arrow(tone: WireTone): string {
  return `<marker id="arrow-${tone}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="arrow ${tone}" d="M0 0.5 8 4 0 7.5z"/></marker>`;
}

function iconAt(icon: keyof typeof MAP_ICONS, x: number, y: number): string {
  const scale = Math.round((ICON_SIZE / 24) * 1000) / 1000;
  return `<path class="icon" transform="translate(${x} ${y}) scale(${scale})" d="${MAP_ICONS[icon]}"/>`;
}

function laneGround(
  { number, title, notes, isEmpty, y, height }: MapLane,
  { width, contentX }: MapLayout,
): string {
  const left = MARGIN + 18;
  const centerY = y + height / 2;
  return [
    `<g class="lane${isEmpty ? " empty" : ""}">`,
    `<rect class="ground" x="${MARGIN}" y="${y}" width="${width - 2 * MARGIN}" height="${height}" rx="14"/>`,
    text("lane-number", String(number), left, y + 26),
    text("lane-title", title, left, y + 46),
    ...(isEmpty
      ? [
          text("nothing", "No touchpoint yet", contentX, centerY - 3),
          text("note", "Nobody hears from you at this stage.", contentX, centerY + 16),
        ]
      : notes.map((note, line) => text("note lane-note", note, left, y + 66 + 16 * line))),
    "</g>",
  ].join("");
}

function unheardGround({ title, y }: { readonly title: string; readonly y: number }): string {
  const left = MARGIN + 18;
  return (
    text("lane-title", title, left, y + 42) + text("note lane-note", "events of the catalog", left, y + 60)
  );
}

const KEYS: readonly {
  readonly words: string;
  readonly tone: Tone | WireTone;
  readonly as: "box" | "wire";
}[] = [
  { words: "event", tone: "event", as: "box" },
  { words: "segment", tone: "segment", as: "box" },
  { words: "time", tone: "moment", as: "box" },
  { words: "journey", tone: "journey", as: "box" },
  { words: "marketing message", tone: "marketing", as: "box" },
  { words: "transactional message", tone: "transactional", as: "box" },
  { words: "own event", tone: "emit", as: "box" },
  { words: "goal", tone: "goal", as: "wire" },
  { words: "waits for", tone: "awaits", as: "wire" },
  { words: "ends it", tone: "ends", as: "wire" },
  { words: "asks", tone: "aside", as: "wire" },
];

function legend(): string[] {
  const y = 94;
  let x = MARGIN + 4;
  return KEYS.map(({ words, tone, as }) => {
    const sample =
      as === "box"
        ? `<g class="box ${tone}"><rect class="frame" x="${x}" y="${y - 10}" width="18" height="12" rx="${tone === "event" || tone === "segment" ? 6 : 3}"/></g>`
        : `<path class="wire ${tone}" d="M${x} ${y - 4} H${x + 22}" marker-end="url(#arrow-${tone})"/>`;
    const textX = x + (as === "box" ? 24 : 28);
    x = Math.round(textX + widthOf(words, "note") + 16);
    return sample + text("key", words, textX, y);
  });
}
