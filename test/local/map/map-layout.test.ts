import { compileJourney } from "../../../core/journeys/graph";
import { STAGES } from "../../../core/journeys/journey";
import { mapOf } from "../../../core/map/map";
import type { Box } from "../../../local/map/drawing";
import { journeyLayout } from "../../../local/map/journey-layout";
import { MapIndex } from "../../../local/map/map-cards";
import { mapLayout } from "../../../local/map/map-layout";
import { compileForMap } from "../../../local/map/map-program";
import { TEXT_SIZES, widthOf } from "../../../local/map/text-box";
import { loadProgram } from "../../../program";
import { shopProgram } from "../../fixtures/shop-program";

const SOURCES = [
  ["the shop", shopProgram],
  ["the shipped program", loadProgram()],
] as const;

/** Boxes closer than this would look like one. */
const APART = 8;

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width + APART &&
  b.x < a.x + a.width + APART &&
  a.y < b.y + b.height + APART &&
  b.y < a.y + a.height + APART;

function overlapping(boxes: readonly Box[]): string[] {
  return boxes.flatMap((box, place) =>
    boxes.slice(place + 1).flatMap((other) => (overlap(box, other) ? [`${box.key} and ${other.key}`] : [])),
  );
}

/** Texts that would stand out of their box. */
function tooWide(boxes: readonly Box[]): string[] {
  return boxes.flatMap(({ lines, chips, width, height }) => [
    ...lines
      .filter(({ text, style, x, y }) => {
        const set = style === "warning" ? "note" : style;
        return x + widthOf(text, set) > width - 6 || y + TEXT_SIZES[set].size * 0.3 > height;
      })
      .map(({ text }) => text),
    ...chips
      .filter((chip) => chip.x + chip.width > width - 6 || chip.y + 18 > height)
      .map(({ text }) => text),
  ]);
}

describe.each(SOURCES)("the map of %s", (_name, source) => {
  const layout = async (roomForNumbers = false) =>
    mapLayout(mapOf(await compileForMap(source)), { top: 100, roomForNumbers });

  it("has a lane for every stage, from awareness to advocacy, one below the other", async () => {
    const { lanes, height } = await layout();

    expect(lanes.map(({ stage }) => stage)).toEqual(STAGES);
    lanes.slice(1).forEach((lane, place) => {
      const above = lanes[place];
      expect(lane.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0));
    });
    expect(height).toBeGreaterThan((lanes.at(-1)?.y ?? 0) + (lanes.at(-1)?.height ?? 0));
  });

  it("keeps every box in the lane of its stage, or below all lanes", async () => {
    const { boxes, lanes, unheard, width, contentX } = await layout();

    for (const box of boxes) {
      const lane = lanes.find(({ stage }) => box.key.startsWith(`${stage}/`)) ?? unheard;
      expect(box.y).toBeGreaterThan(lane?.y ?? Number.POSITIVE_INFINITY);
      expect(box.y + box.height).toBeLessThan((lane?.y ?? 0) + (lane?.height ?? 0));
      expect(box.x).toBeGreaterThanOrEqual(contentX);
      expect(box.x + box.width).toBeLessThan(width);
    }
  });

  it("lets no two boxes touch, also with room for numbers", async () => {
    expect(overlapping((await layout()).boxes)).toEqual([]);
    expect(overlapping((await layout(true)).boxes)).toEqual([]);
  });

  it("lets no text out of its box", async () => {
    expect(tooWide((await layout(true)).boxes)).toEqual([]);
  });

  it("draws each line from a box to one in a later column", async () => {
    const { wires, boxes } = await layout();

    const byKey = new Map(boxes.map((box) => [box.key, box]));
    expect(byKey.size).toBe(boxes.length);
    for (const { from, to } of wires) {
      const [start, end] = [byKey.get(from), byKey.get(to)];
      if (start && end) expect(end.x).toBeGreaterThan(start.x + start.width);
      expect(start ?? end).toBeDefined();
    }
  });

  it("draws each journey's steps without two that touch, and none out of its picture", async () => {
    const program = await compileForMap(source);
    const index = new MapIndex(mapOf(program));
    for (const graph of program.graphs) {
      const { boxes, width, height } = journeyLayout(index, graph, { x: 20, y: 80 });

      expect(overlapping(boxes)).toEqual([]);
      expect(tooWide(boxes)).toEqual([]);
      expect(Math.min(...boxes.map(({ x }) => x))).toBeGreaterThanOrEqual(20);
      expect(Math.max(...boxes.map((box) => box.x + box.width))).toBe(width);
      expect(Math.max(...boxes.map((box) => box.y + box.height))).toBe(height);
      expect(boxes.map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(graph.nodes)));
    }
  });
});

describe("the map", () => {
  it("shows at a glance which stage nobody speaks in", async () => {
    const { lanes } = mapLayout(mapOf(await compileForMap(shopProgram)));

    expect(lanes.filter(({ isEmpty }) => isEmpty).map(({ stage, notes }) => [stage, notes])).toEqual([
      ["advocacy", ["no touchpoint yet"]],
    ]);
    expect(lanes[0]).toMatchObject({ isEmpty: false, notes: ["2 journeys", "3 messages"] });
  });

  it("puts yes to the left of no", async () => {
    const program = await compileForMap(shopProgram);
    const journey = shopProgram.journeys.find(({ name }) => name === "parcel-news");
    if (!journey) throw new Error("the shop has parcels");
    const graph = compileJourney(journey, () => "");
    const { boxes } = journeyLayout(new MapIndex(mapOf(program)), graph, { x: 0, y: 0 });

    const xOf = (key: string) => boxes.find((box) => box.key === key)?.x ?? Number.NaN;
    expect(xOf("send parcel-delivered")).toBeLessThan(xOf("send parcel-moved"));
  });
});
