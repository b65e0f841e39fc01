import fc from "fast-check";
import {
  around,
  fitted,
  fittedToWidth,
  isInSight,
  MAX_SCALE,
  MIN_SCALE,
  panned,
  shown,
  zoomed,
} from "../../../web/console/map-viewport";

const view = { x: 10, y: 20, scale: 1 };
const room = { width: 800, height: 600 };
const drawing = { width: 1300, height: 3600 };

describe("how the map is seen", () => {
  it("keeps the spot under the pointer where it is when it is scaled", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 4, noNaN: true }), fc.nat(800), fc.nat(600), (factor, x, y) => {
        const next = zoomed(view, factor, { x, y });

        expect((x - next.x) / next.scale).toBeCloseTo(x - view.x, 6);
        expect((y - next.y) / next.scale).toBeCloseTo(y - view.y, 6);
      }),
    );
  });

  it("is never scaled beyond what can be read or used", () => {
    expect(zoomed(view, 1000, { x: 0, y: 0 }).scale).toBe(MAX_SCALE);
    expect(zoomed(view, 0.0001, { x: 0, y: 0 }).scale).toBe(MIN_SCALE);
  });

  it("is never moved until nothing of it is in sight", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (x, y) => {
        const next = panned(view, { x, y }, room, drawing);

        expect(next.x).toBeLessThan(room.width);
        expect(next.y).toBeLessThan(room.height);
        expect(next.x + drawing.width).toBeGreaterThan(0);
        expect(next.y + drawing.height).toBeGreaterThan(0);
      }),
    );
  });

  it("shows an area whole, in the middle", () => {
    const next = fitted({ x: 0, y: 0, ...drawing }, room);

    expect(next.scale * drawing.height).toBeLessThanOrEqual(room.height);
    expect(next.x + (drawing.width * next.scale) / 2).toBeCloseTo(room.width / 2);
  });

  it("begins at the top, as wide as the window, but large enough to read on a phone", () => {
    expect(fittedToWidth(drawing, { width: 1040, height: 600 })).toEqual({ x: 0, y: 0, scale: 0.8 });
    expect(fittedToWidth(drawing, { width: 350, height: 600 })).toMatchObject({ x: 0, scale: 0.55 });
  });

  it("is moved as little as it takes to show an area", () => {
    const inside = { x: 100, y: 100, width: 200, height: 50 };
    const below = { x: 100, y: 900, width: 200, height: 50 };

    expect(isInSight(view, inside, room)).toBe(true);
    expect(shown(view, inside, room)).toEqual(view);
    expect(isInSight(view, below, room)).toBe(false);
    expect(shown(view, below, room)).toEqual({ x: 10, y: 600 - 16 - 950, scale: 1 });
  });

  it("knows the area around some", () => {
    expect(around([])).toBeUndefined();
    expect(
      around([
        { x: 10, y: 10, width: 10, height: 10 },
        { x: 50, y: 5, width: 10, height: 10 },
      ]),
    ).toEqual({ x: 10, y: 5, width: 50, height: 15 });
  });
});
