import type { MapId } from "../../core/map/map";
import type { Card } from "./card";

/** A card at its place; x and y are its upper left corner. */
export interface Box extends Card {
  /** Names it within its drawing; an event that stands in two lanes is two boxes. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

/** How a line is drawn. */
export type WireTone = "way" | "starts" | "aside" | "goal" | "awaits" | "ends";

/** A line between two boxes. */
export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly tone: WireTone;
  /** An SVG path. */
  readonly path: string;
  readonly hasArrow: boolean;
  readonly label?: { readonly text: string; readonly x: number; readonly y: number; readonly width: number };
  /** The journeys it is part of. */
  readonly journeys: readonly MapId[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A path that falls through points: it leaves, passes and arrives upright. */
export function fallingPath(points: readonly Point[]): string {
  const [first, ...rest] = points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  if (!first) return "";
  let from = first;
  const curves = rest.map((to) => {
    const half = Math.round((from.y + to.y) / 2);
    const curve = from.x === to.x ? `V${to.y}` : `C${from.x} ${half} ${to.x} ${half} ${to.x} ${to.y}`;
    from = to;
    return curve;
  });
  return [`M${first.x} ${first.y}`, ...curves].join(" ");
}

/** A path that leaves and arrives level. */
export function levelPath(from: Point, to: Point): string {
  const [a, b] = [from, to].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) as [Point, Point];
  const half = Math.round((a.x + b.x) / 2);
  return a.y === b.y
    ? `M${a.x} ${a.y} H${b.x}`
    : `M${a.x} ${a.y} C${half} ${a.y} ${half} ${b.y} ${b.x} ${b.y}`;
}
