import { useEffect, useRef } from "preact/hooks";
import type { Spot } from "./map-viewport";

interface MapMoves {
  readonly pan: (by: Spot) => void;
  readonly zoom: (factor: number, at: Spot) => void;
}

/** So far a pointer may slip and it is still a click. */
const SLIP = 5;
const LINE_PX = 16;
/** How fast a wheel scales; a pinch on a touchpad comes as a wheel in small steps. */
const WHEEL_RATE = 0.0022;
const PINCH_RATE = 0.01;

/**
 * Lets pointers and wheels move an element's picture: a drag or a wheel moves it, two fingers or a wheel with Ctrl
 * scale it.
 */
export function useMapGestures(element: { readonly current: HTMLElement | null }, moves: MapMoves): void {
  const current = useRef(moves);
  current.current = moves;
  useEffect(() => {
    const target = element.current;
    return target ? listen(target, () => current.current) : undefined;
  }, [element]);
}

function listen(target: HTMLElement, moves: () => MapMoves): () => void {
  const pointers = new Map<number, Spot>();
  let slipped = 0;
  let wasDragged = false;
  const spotOf = ({ clientX, clientY }: MouseEvent): Spot => {
    const { left, top } = target.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    if (event.ctrlKey || event.metaKey) {
      const rate = Math.abs(event.deltaY) < 40 ? PINCH_RATE : WHEEL_RATE;
      moves().zoom(Math.exp(-event.deltaY * unit * rate), spotOf(event));
    } else if (event.shiftKey && event.deltaX === 0) {
      moves().pan({ x: -event.deltaY * unit, y: 0 });
    } else {
      moves().pan({ x: -event.deltaX * unit, y: -event.deltaY * unit });
    }
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest("button")) return;
    pointers.set(event.pointerId, spotOf(event));
    if (pointers.size === 1) [slipped, wasDragged] = [0, false];
  };
  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = spotOf(event);
    const by = { x: now.x - before.x, y: now.y - before.y };
    slipped += Math.hypot(by.x, by.y);
    if (!wasDragged && slipped < SLIP) return;
    if (!wasDragged) {
      wasDragged = true;
      target.setPointerCapture(event.pointerId);
      target.classList.add("is-dragged");
    }
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (!other) return moves().pan(by);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const apart = (spot: Spot) => Math.max(1, Math.hypot(spot.x - other.x, spot.y - other.y));
    moves().zoom(apart(now) / apart(before), middle);
    moves().pan({ x: by.x / 2, y: by.y / 2 });
  };
  const onUp = ({ pointerId }: PointerEvent) => {
    pointers.delete(pointerId);
    if (pointers.size === 0) target.classList.remove("is-dragged");
  };
  // What was dragged was not clicked, although the browser says so.
  const onClick = (event: MouseEvent) => {
    if (!wasDragged) return;
    event.preventDefault();
    event.stopPropagation();
    wasDragged = false;
  };
  const onDragStart = (event: Event) => event.preventDefault();

  target.addEventListener("wheel", onWheel, { passive: false });
  target.addEventListener("pointerdown", onDown);
  target.addEventListener("pointermove", onMove);
  target.addEventListener("pointerup", onUp);
  target.addEventListener("pointercancel", onUp);
  target.addEventListener("click", onClick, true);
  target.addEventListener("dragstart", onDragStart);
  return () => {
    target.removeEventListener("wheel", onWheel);
    target.removeEventListener("pointerdown", onDown);
    target.removeEventListener("pointermove", onMove);
    target.removeEventListener("pointerup", onUp);
    target.removeEventListener("pointercancel", onUp);
    target.removeEventListener("click", onClick, true);
    target.removeEventListener("dragstart", onDragStart);
  };
}
