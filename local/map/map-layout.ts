import { STAGES, type Stage } from "../../core/journeys/journey";
import type { MapId, ProgramMap } from "../../core/map/map";
import { titleOf } from "../../core/map/map-words";
import { cardOf } from "./card";
import type { Box, Wire } from "./drawing";
import { COLUMN_X, COLUMNS, LANE_WIDTH, laneDrawing } from "./lane-layout";
import { MapIndex, unheardText } from "./map-cards";

/** A stage of the customer's life, as a band across the map. */
export interface MapLane {
  readonly stage: Stage;
  /** Counted from 1. */
  readonly number: number;
  readonly title: string;
  /** What there is in it, in words. */
  readonly notes: readonly string[];
  readonly isEmpty: boolean;
  readonly y: number;
  readonly height: number;
}

/** The whole map with every box at its place. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** Where the part of a lane begins that boxes stand in; left of it is the lane's name. */
  readonly contentX: number;
  readonly columns: readonly { readonly title: string; readonly x: number }[];
  readonly columnsY: number;
  readonly lanes: readonly MapLane[];
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
  /** Below the lanes: events that nothing listens for. */
  readonly unheard?: { readonly title: string; readonly y: number; readonly height: number };
}

export const MARGIN = 20;
const GUTTER = 152;
const LANE_PAD = 20;
const LANE_GAP = 10;
const EMPTY_HEIGHT = 84;
const HEADS_HEIGHT = 34;
const UNHEARD_WIDTH = 206;
const UNHEARD_GAP = 14;

/**
 * Lays out a program's map.
 * @param how `top` is the room left above; `roomForNumbers` leaves a line free in each journey
 */
export function mapLayout(
  map: ProgramMap,
  { top = 0, roomForNumbers = false }: { readonly top?: number; readonly roomForNumbers?: boolean } = {},
): MapLayout {
  const index = new MapIndex(map);
  const contentX = MARGIN + GUTTER + LANE_PAD;
  const width = contentX + LANE_WIDTH + LANE_PAD + MARGIN;
  const lanes: MapLane[] = [];
  const boxes: Box[] = [];
  const wires: Wire[] = [];
  let y = top + HEADS_HEIGHT;
  for (const [place, stage] of STAGES.entries()) {
    const journeys = index.journeys.filter((journey) => journey.stage === stage);
    const at = { x: contentX, y: y + LANE_PAD };
    const drawing = laneDrawing(index, stage, journeys, { at, roomForNumbers });
    boxes.push(...drawing.boxes);
    wires.push(...drawing.wires);
    const messages = new Set(journeys.flatMap(({ id }) => index.from(id, "sends").map(({ to }) => to)));
    const isEmpty = index.findings(stage, "empty-stage").length > 0;
    const height =
      journeys.length === 0 ? EMPTY_HEIGHT : Math.max(EMPTY_HEIGHT, drawing.height + 2 * LANE_PAD);
    const notes = isEmpty
      ? ["no touchpoint yet"]
      : [counted(journeys.length, "journey"), counted(messages.size, "message")];
    lanes.push({ stage, number: place + 1, title: titleOf(stage), notes, isEmpty, y, height });
    y += height + LANE_GAP;
  }
  const unheard = unheardBoxes(index, contentX, y);
  boxes.push(...(unheard?.boxes ?? []));
  return {
    width,
    height: y + (unheard ? unheard.height + LANE_GAP : 0) - LANE_GAP + MARGIN,
    contentX,
    columns: COLUMNS.map(({ key, title }) => ({ title, x: contentX + COLUMN_X[key] })),
    columnsY: top + 18,
    lanes,
    boxes,
    wires,
    ...(unheard && { unheard: { title: "Nothing listens", y, height: unheard.height } }),
  };
}

function unheardBoxes(index: MapIndex, left: number, top: number) {
  const ids: MapId[] = index.map.findings.flatMap(({ kind, about }) =>
    kind === "unheard-event" ? about.slice(0, 1) : [],
  );
  if (ids.length === 0) return undefined;
  const perRow = Math.floor((LANE_WIDTH + UNHEARD_GAP) / (UNHEARD_WIDTH + UNHEARD_GAP));
  const boxes: Box[] = [];
  let y = top + LANE_PAD;
  for (let start = 0; start < ids.length; start += perRow) {
    const cards = ids.slice(start, start + perRow).map((id) => cardOf(unheardText(index, id), UNHEARD_WIDTH));
    boxes.push(
      ...cards.map((card, place) => ({
        ...card,
        key: `unheard/${card.node}`,
        x: left + place * (UNHEARD_WIDTH + UNHEARD_GAP),
        y,
      })),
    );
    y += Math.max(...cards.map(({ height }) => height)) + UNHEARD_GAP;
  }
  return { boxes, height: y - UNHEARD_GAP + LANE_PAD - top };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
