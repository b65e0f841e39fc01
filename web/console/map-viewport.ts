/** How a drawing is seen: moved by x and y, then scaled. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 2.5;
/** Of the drawing, at least so much stays in sight. */
const KEPT_IN_SIGHT = 80;
const MIN_READABLE_SCALE = 0.55;
const FIT_MARGIN = 16;
/** Larger than drawn, texts gain nothing. */
const MAX_FIT_SCALE = 1.25;

/** The view scaled by a factor around a spot of the window, which stays where it is. */
export function zoomed(view: MapView, factor: number, at: Spot): MapView {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, view.scale * factor));
  const grown = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
}

/** The view moved, but never so far that the drawing is out of sight. */
export function panned(view: MapView, by: Spot, window: Size, drawing: Size): MapView {
  const within = (at: number, room: number, size: number) =>
    Math.min(room - KEPT_IN_SIGHT, Math.max(KEPT_IN_SIGHT - size * view.scale, at));
  return {
    scale: view.scale,
    x: within(view.x + by.x, window.width, drawing.width),
    y: within(view.y + by.y, window.height, drawing.height),
  };
}

/** The view that shows an area whole and in the middle. */
export function fitted(area: Area, window: Size): MapView {
  const scale = Math.min(
    MAX_FIT_SCALE,
    (window.width - 2 * FIT_MARGIN) / area.width,
    (window.height - 2 * FIT_MARGIN) / area.height,
  );
  const kept = Math.max(MIN_SCALE, scale);
  return {
    scale: kept,
    x: (window.width - area.width * kept) / 2 - area.x * kept,
    y: (window.height - area.height * kept) / 2 - area.y * kept,
  };
}

/** The view that shows a drawing from its top, as wide as the window, but never too small to read. */
export function fittedToWidth(drawing: Size, window: Size): MapView {
  const scale = Math.min(MAX_FIT_SCALE, Math.max(MIN_READABLE_SCALE, window.width / drawing.width));
  return { scale, x: Math.max(0, (window.width - drawing.width * scale) / 2), y: 0 };
}

/** The view moved as little as it takes for an area to be in sight. */
export function shown(view: MapView, area: Area, window: Size): MapView {
  const moved = (at: number, start: number, size: number, room: number) => {
    const [from, to] = [at + start * view.scale, at + (start + size) * view.scale];
    if (from < FIT_MARGIN) return at + FIT_MARGIN - from;
    return to > room - FIT_MARGIN ? at - Math.min(to - room + FIT_MARGIN, from - FIT_MARGIN) : at;
  };
  return {
    scale: view.scale,
    x: moved(view.x, area.x, area.width, window.width),
    y: moved(view.y, area.y, area.height, window.height),
  };
}

/** Whether an area is in sight, all of it. */
export function isInSight(view: MapView, area: Area, window: Size): boolean {
  const there = shown(view, area, window);
  return there.x === view.x && there.y === view.y;
}

/** The smallest area with all of some in it. */
export function around(areas: readonly Area[]): Area | undefined {
  if (areas.length === 0) return undefined;
  const x = Math.min(...areas.map((area) => area.x));
  const y = Math.min(...areas.map((area) => area.y));
  return {
    x,
    y,
    width: Math.max(...areas.map((area) => area.x + area.width)) - x,
    height: Math.max(...areas.map((area) => area.y + area.height)) - y,
  };
}
