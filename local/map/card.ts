import type { MapId } from "../../core/map/map";
import type { MapIcon } from "./map-icon";
import { shorten, TEXT_SIZES, type TextStyle, widthOf, wrap } from "./text-box";

/** What a box looks like; the colors are the console's. */
export type Tone =
  | "event"
  | "segment"
  | "moment"
  | "journey"
  | "marketing"
  | "transactional"
  | "goal"
  | "emit"
  | "aside"
  | "end"
  | "done";

/** A line of text; x and y are its beginning on its baseline, from the corner of its box. */
interface CardLine {
  readonly text: string;
  readonly style: TextStyle | "warning";
  readonly x: number;
  readonly y: number;
}

/** A word in a frame, such as a channel. */
interface CardChip {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A box with its texts, laid out but not yet placed. */
export interface Card {
  /** What it stands for on the map; a step of a journey stands for nothing there. */
  readonly node?: MapId;
  readonly tone: Tone;
  readonly icon: MapIcon;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly CardLine[];
  readonly chips: readonly CardChip[];
  /** Where a line of numbers may stand, if there is room for one. */
  readonly numbersY?: number;
  /** Everything it says, for those who do not see it. */
  readonly label: string;
}

/** What a card says. */
export interface CardText {
  readonly node?: MapId;
  readonly tone: Tone;
  readonly icon: MapIcon;
  readonly title: string;
  readonly notes?: readonly string[];
  readonly chips?: readonly string[];
  /** Something that the author may want to look at. */
  readonly warning?: string;
  readonly roomForNumbers?: boolean;
}

export const CHIP_HEIGHT = 18;
const PAD_X = 12;
const PAD_Y = 9;
/** The icon and the space after it. */
export const ICON_SIZE = 16;
const INDENT = ICON_SIZE + 8;
const CHIP_PAD = 6;
const MAX_TITLE_LINES = 2;
const MAX_NOTE_LINES = 2;

/** Sets a card's texts in a box of a width; as high as it needs. */
export function cardOf(text: CardText, width: number): Card {
  const { tone, icon, title, notes = [], chips = [], warning, node, roomForNumbers } = text;
  const inner = width - 2 * PAD_X - INDENT;
  const x = PAD_X + INDENT;
  let y = PAD_Y;
  const lines: CardLine[] = [];
  const put = (what: string, style: CardLine["style"], maxLines: number) => {
    const set = style === "warning" ? "note" : style;
    const { line, size } = TEXT_SIZES[set];
    for (const each of wrap(what, set, inner, maxLines)) {
      lines.push({ text: each, style, x, y: y + Math.round((line + size * 0.72) / 2) });
      y += line;
    }
  };
  put(title, "title", MAX_TITLE_LINES);
  for (const note of notes) put(note, "note", MAX_NOTE_LINES);
  const placed = placeChips(chips, x, y + 4, inner);
  if (placed.length > 0) y = (placed.at(-1) as CardChip).y + CHIP_HEIGHT;
  if (warning) put(warning, "warning", MAX_NOTE_LINES);
  const numbersY = roomForNumbers ? y + 13 : undefined;
  if (roomForNumbers) y += TEXT_SIZES.note.line + 2;
  return {
    ...(node && { node }),
    ...{ tone, icon, width, height: y + PAD_Y, lines, chips: placed },
    ...(numbersY !== undefined && { numbersY }),
    label: [title, ...notes, chips.join(", "), warning].filter(Boolean).join(". "),
  };
}

/** Chips one after the other, in as many rows as they need. */
function placeChips(chips: readonly string[], left: number, top: number, inner: number): CardChip[] {
  const placed: CardChip[] = [];
  let [x, y] = [left, top];
  for (const chip of chips) {
    const text = shorten(chip, "chip", inner - 2 * CHIP_PAD);
    const width = Math.ceil(widthOf(text, "chip")) + 2 * CHIP_PAD;
    if (x > left && x + width > left + inner) [x, y] = [left, y + CHIP_HEIGHT + 4];
    placed.push({ text, x, y, width });
    x += width + 4;
  }
  return placed;
}
