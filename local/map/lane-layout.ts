import type { JourneyPlace, MapEdge, MapId } from "../../core/map/map";
import { type Card, type CardText, cardOf } from "./card";
import { laidOut } from "./dagre-layout";
import { type Box, levelPath, type Point, type Wire, type WireTone } from "./drawing";
import { deedText, journeyText, type MapIndex, nextText, startText } from "./map-cards";

/** The columns of the map, from what happens to what it leads to. */
export const COLUMNS = [
  { key: "starts", title: "What starts it", width: 206 },
  { key: "journey", title: "The journey", width: 226 },
  { key: "deeds", title: "What it says and does", width: 222 },
  { key: "next", title: "What may follow", width: 206 },
] as const;

type Column = (typeof COLUMNS)[number]["key"];

/** Between two columns; before the last, lines meet in one point halfway. */
const COLUMN_GAP = 52;
const JOIN_SIZE = 2;
const BOX_GAP = 16;

/** Where each column begins, from the left edge of a lane. */
export const COLUMN_X: { readonly [column in Column]: number } = {
  starts: 0,
  journey: COLUMNS[0].width + COLUMN_GAP,
  deeds: COLUMNS[0].width + COLUMNS[1].width + 2 * COLUMN_GAP,
  next: COLUMNS[0].width + COLUMNS[1].width + COLUMNS[2].width + 4 * COLUMN_GAP + JOIN_SIZE,
};

export const LANE_WIDTH = COLUMN_X.next + COLUMNS[3].width;

/** The journeys of one stage with all around them. */
export interface LaneDrawing {
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
  readonly height: number;
}

/** Lays out the journeys of a stage from a place on: each column a rank of the graph. */
export function laneDrawing(
  index: MapIndex,
  lane: string,
  journeys: readonly JourneyPlace[],
  { at, roomForNumbers }: { readonly at: Point; readonly roomForNumbers: boolean },
): LaneDrawing {
  const parts = new LaneParts(index, lane, journeys, roomForNumbers);
  const { nodes, links } = parts;
  const laid = laidOut({
    direction: "LR",
    nodes: [...nodes].map(([key, { card }]) => ({
      key,
      width: card?.width ?? JOIN_SIZE,
      height: card?.height ?? JOIN_SIZE,
    })),
    links: links.map(({ from, to }, place) => ({ key: String(place), from, to })),
    gap: BOX_GAP,
    rankGap: COLUMN_GAP,
    order: parts.order,
  });
  const boxes = [...nodes].flatMap(([key, { card, column }]): Box[] => {
    if (!card || column === "join") return [];
    const { y } = laid.at.get(key) as Point;
    return [{ ...card, key, x: at.x + COLUMN_X[column], y: at.y + Math.round(y - card.height / 2) }];
  });
  const byKey = new Map(boxes.map((box) => [box.key, box]));
  const side = (key: string, end: "left" | "right"): Point => {
    const box = byKey.get(key);
    if (!box) return { x: at.x + COLUMN_X.next - COLUMN_GAP, y: at.y + (laid.at.get(key) as Point).y };
    return { x: box.x + (end === "right" ? box.width : 0), y: box.y + box.height / 2 };
  };
  const wires = links.map(({ from, to, tone, journeys: of }) => ({
    ...{ from, to, tone, journeys: of },
    hasArrow: byKey.has(to),
    path: levelPath(side(from, "right"), side(to, "left")),
  }));
  return { boxes, wires, height: Math.max(0, ...boxes.map(({ y, height }) => y + height - at.y)) };
}

interface Link {
  readonly from: string;
  readonly to: string;
  readonly tone: WireTone;
  readonly journeys: readonly MapId[];
}

/** Of two meanings that an event has for journeys, the first is shown. */
const NEXT_MEANINGS = ["goal", "awaits", "asks", "ends"] as const;

const TONES = { goal: "goal", awaits: "awaits", asks: "aside", ends: "ends" } as const;

/** What stands in a lane, before it is laid out. */
class LaneParts {
  readonly nodes = new Map<string, { readonly card?: Card; readonly column: Column | "join" }>();
  readonly links: Link[] = [];
  readonly order: { before: string; after: string }[] = [];

  constructor(
    private readonly index: MapIndex,
    private readonly lane: string,
    private readonly journeys: readonly JourneyPlace[],
    roomForNumbers: boolean,
  ) {
    for (const journey of journeys) this.addStarts(journey);
    for (const journey of journeys) {
      this.add(this.journeyKey(journey), "journey", journeyText(index, journey, roomForNumbers));
      this.addDeeds(journey);
    }
  }

  private addStarts({ id }: JourneyPlace): void {
    const edges = this.index
      .into(id, "starts", "narrows", "asks")
      .filter(({ from, means }) => means !== "asks" || from.startsWith("segment:"));
    for (const from of new Set(edges.map((edge) => edge.from))) {
      const key = `${this.lane}/start/${from}`;
      if (!this.nodes.has(key)) this.add(key, "starts", startText(this.index, from, this.edgesHere(from)));
      const isStart = edges.some((edge) => edge.from === from && edge.means === "starts");
      this.link(key, `${this.lane}/${id}`, isStart ? "starts" : "aside", id);
    }
  }

  private addDeeds(journey: JourneyPlace): void {
    const { id } = journey;
    const from = this.journeyKey(journey);
    const deeds = this.index.from(id, "sends", "emits", "updates", "calls");
    const keys = deeds.map((edge) => {
      const key = `${from}/${edge.to}`;
      this.add(key, "deeds", deedText(this.index, edge));
      return key;
    });
    if (keys.length === 0) {
      keys.push(`${from}/nothing`);
      this.add(`${from}/nothing`, "deeds", { tone: "end", icon: "exit", title: "Says nothing" });
    }
    keys.forEach((key, place) => {
      this.link(from, key, "way", id);
      const before = keys[place - 1];
      if (before !== undefined) this.order.push({ before, after: key });
    });
    this.addNext(journey, keys);
  }

  private addNext({ id }: JourneyPlace, deeds: readonly string[]): void {
    const edges = this.index
      .into(id, ...NEXT_MEANINGS)
      .filter(
        ({ from, means }) => from.startsWith("event:") || (from.startsWith("segment:") && means !== "asks"),
      );
    if (edges.length === 0) return;
    const join = `${this.lane}/${id}/join`;
    this.nodes.set(join, { column: "join" });
    for (const deed of deeds) this.link(deed, join, "way", id);
    for (const from of new Set(edges.map((edge) => edge.from))) {
      const key = `${this.lane}/next/${from}`;
      const here = this.edgesHere(from).filter(({ means }) => NEXT_MEANINGS.some((each) => each === means));
      if (!this.nodes.has(key)) this.add(key, "next", nextText(this.index, from, here));
      const means = NEXT_MEANINGS.find((each) =>
        edges.some((edge) => edge.from === from && edge.means === each),
      );
      this.link(join, key, TONES[means ?? "ends"], id);
    }
  }

  /** What a node is to the journeys of this lane. */
  private edgesHere(from: MapId): MapEdge[] {
    return this.index.map.edges.filter(
      (edge) => edge.from === from && this.journeys.some(({ id }) => id === edge.to),
    );
  }

  private journeyKey({ id }: JourneyPlace): string {
    return `${this.lane}/${id}`;
  }

  private add(key: string, column: Column, text: CardText): void {
    const width = COLUMNS.find((each) => each.key === column)?.width ?? 0;
    this.nodes.set(key, { card: cardOf(text, width), column });
  }

  private link(from: string, to: string, tone: WireTone, journey: MapId): void {
    this.links.push({ from, to, tone, journeys: [journey] });
  }
}
