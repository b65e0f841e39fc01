import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { MapId } from "../../core/map/map";
import type { MapView as MapData } from "../../local/console-api";
import { MapBox } from "./map-box";
import { MapControls } from "./map-controls";
import { useMapGestures } from "./map-gestures";
import { MapLaneGround } from "./map-lane-ground";
import {
  type Area,
  around,
  fitted,
  fittedToWidth,
  isInSight,
  type MapView,
  panned,
  type Size,
  shown,
  zoomed,
} from "./map-viewport";

interface MapCanvasProps {
  readonly data: MapData;
  /** What is not faded; left out: everything. */
  readonly lit: ReadonlySet<MapId> | undefined;
  /** What "fit" shows; left out: the whole map. */
  readonly fit: ReadonlySet<MapId> | undefined;
  readonly chosen: MapId | undefined;
  readonly hrefOfNode: (id: MapId) => string;
  readonly onHover: (id: MapId | undefined) => void;
}

const STEP = 80;
/** In pixels of the screen. */
const DETAILS_WIDTH = 330;
const ZOOM_STEP = 1.25;
/** What the keys of the map do to the view. */
const KEYS: { readonly [key: string]: { readonly x: number; readonly y: number } } = {
  ArrowLeft: { x: STEP, y: 0 },
  ArrowRight: { x: -STEP, y: 0 },
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
};

/** The map as a picture to move about in. */
export function MapCanvas({ data, lit, fit, chosen, hrefOfNode, onHover }: MapCanvasProps) {
  const { layout, counts } = data;
  const frame = useRef<HTMLDivElement>(null);
  const room = useSize(frame);
  const [view, setView] = useState<MapView>();
  const moved = useRef(false);

  useEffect(() => {
    if (room && !moved.current) setView(fittedToWidth(layout, room));
  }, [room, layout]);

  useEffect(() => {
    const boxes = layout.boxes.filter(({ node }) => node === chosen && node !== undefined);
    const [first] = boxes;
    if (!first || !room) return;
    // What is known of it is written over the right side.
    const free = { width: Math.max(room.width / 2, room.width - DETAILS_WIDTH), height: room.height };
    setView((now) =>
      now && !boxes.some((box) => isInSight(now, box, free)) ? shown(now, first, free) : now,
    );
  }, [chosen, room, layout]);

  const change = (next: (view: MapView, room: Size) => MapView) => {
    moved.current = true;
    if (room) setView((now) => now && next(now, room));
  };
  const pan = (by: { x: number; y: number }) => change((now, size) => panned(now, by, size, layout));
  const zoom = (factor: number, at?: { x: number; y: number }) =>
    change((now, size) =>
      panned(
        zoomed(now, factor, at ?? { x: size.width / 2, y: size.height / 2 }),
        { x: 0, y: 0 },
        size,
        layout,
      ),
    );
  const show = (area: Area) => change((now, size) => shown(now, area, size));
  const whole = { x: 0, y: 0, width: layout.width, height: layout.height };
  const fitAll = () => {
    const boxes = fit ? layout.boxes.filter(({ node }) => node !== undefined && fit.has(node)) : [];
    change((_now, size) => fitted(around(boxes) ?? whole, size));
  };
  useMapGestures(frame, { pan, zoom });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = KEYS[event.key];
    if (by) pan(by);
    else if (event.key === "+" || event.key === "=") zoom(ZOOM_STEP);
    else if (event.key === "-") zoom(1 / ZOOM_STEP);
    else if (event.key === "0") fitAll();
    else return;
    event.preventDefault();
  };

  const isLit = useLight(data, lit);
  return (
    <div class={`map-frame${lit ? " has-light" : ""}`} ref={frame}>
      <section
        class="map-keys"
        aria-label="The map. Arrow keys move it, plus and minus scale it, 0 shows all of it."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the only way for a keyboard to move the picture
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <svg class="map-picture" role="presentation">
          <Arrows />
          <g transform={view ? `translate(${view.x} ${view.y}) scale(${view.scale})` : undefined}>
            {layout.columns.map(({ title, x }) => (
              <text key={title} class="map-head" x={x} y={layout.columnsY}>
                {title}
              </text>
            ))}
            {layout.lanes.map((lane) => (
              <MapLaneGround key={lane.stage} lane={lane} layout={layout} />
            ))}
            {layout.unheard && (
              <text class="map-lane-title" x={38} y={layout.unheard.y + 42}>
                {layout.unheard.title}
              </text>
            )}
            {layout.wires.map(({ from, to, tone, path, hasArrow, journeys }) => (
              <path
                key={`${from} ${to}`}
                class={`map-wire map-${tone}${isLit.wire({ from, to, journeys }) ? "" : " is-faded"}`}
                d={path}
                marker-end={hasArrow ? `url(#map-arrow-${tone})` : undefined}
              />
            ))}
            {layout.boxes.map((box) => (
              <MapBox
                key={box.key}
                box={box}
                counts={box.tone === "journey" ? counts[box.node?.slice("journey:".length) ?? ""] : undefined}
                isFaded={!isLit.box(box.key)}
                isChosen={chosen !== undefined && box.node === chosen}
                href={box.node && hrefOfNode(box.node)}
                onHover={onHover}
                onFocus={() => show(box)}
              />
            ))}
          </g>
        </svg>
      </section>
      <p class="map-hint">Drag or scroll to move, Ctrl and scroll to zoom</p>
      <MapControls
        scale={view?.scale ?? 1}
        onZoomIn={() => zoom(ZOOM_STEP)}
        onZoomOut={() => zoom(1 / ZOOM_STEP)}
        onFit={fitAll}
      />
    </div>
  );
}

/** Which boxes and lines stand out: a line does where both its ends do. */
function useLight({ layout }: MapData, lit: ReadonlySet<MapId> | undefined) {
  const boxes = useMemo(() => new Map(layout.boxes.map(({ key, node }) => [key, node])), [layout]);
  const box = (key: string) => {
    const node = boxes.get(key);
    return lit === undefined || (node !== undefined && lit.has(node));
  };
  const wire = ({ from, to, journeys }: { from: string; to: string; journeys: readonly MapId[] }) =>
    lit === undefined ||
    (journeys.some((id) => lit.has(id)) && [from, to].every((key) => !boxes.has(key) || box(key)));
  return { box, wire };
}

const ARROWS = ["way", "starts", "aside", "goal", "awaits", "ends"];

function Arrows() {
  return (
    <defs>
      {ARROWS.map((tone) => (
        <marker
          key={tone}
          id={`map-arrow-${tone}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path class={`map-arrow map-${tone}`} d="M0 0.5 8 4 0 7.5z" />
        </marker>
      ))}
    </defs>
  );
}

/** The size of an element, as it changes. */
function useSize(element: { readonly current: HTMLElement | null }): Size | undefined {
  const [size, setSize] = useState<Size>();
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize({ width, height });
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
