import { mapView } from "../../../local/console/map-view";
import type { EmbeddedHerald } from "../../../local/embedded-herald";
import { compileForMap } from "../../../local/map/map-program";
import { shopProgram } from "../../fixtures/shop-program";

type Rows = EmbeddedHerald["people"];

const rows = (runs: object[], sends: object[]) => ({
  runs: new Map(runs.map((run, place) => [String(place), run])),
  events: new Map(),
  sends: new Map(sends.map((send, place) => [String(place), send])),
});

describe("the map that the console gets", () => {
  it("has every box at its place, and counts what goes on in each journey", async () => {
    const program = await compileForMap(shopProgram);
    const people = new Map([
      [
        "ana",
        rows(
          [
            { journey: "welcome", state: "running", startedAt: "2026-01-01" },
            { journey: "win-back", state: "closed" },
          ],
          [
            { journey: "welcome", status: "accepted" },
            { journey: "welcome", status: "skipped" },
          ],
        ),
      ],
      ["ben", rows([{ journey: "welcome", state: "ended", startedAt: "2026-01-01" }], [])],
      ["eva", rows([{ journey: "no-longer-there", state: "running", startedAt: "2026-01-01" }], [])],
    ]) as unknown as Rows;

    const view = mapView({ program, people });

    expect(view.counts.welcome).toEqual({ started: 2, running: 1, sent: 1 });
    expect(view.counts["win-back"]).toEqual({ started: 0, running: 0, sent: 0 });
    expect(Object.keys(view.counts)).toHaveLength(shopProgram.journeys.length);
    const journeys = view.layout.boxes.filter(({ tone }) => tone === "journey");
    expect(journeys.every(({ numbersY = 0, height }) => numbersY > 0 && numbersY < height)).toBe(true);
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  it("is laid out once for a program", async () => {
    const program = await compileForMap(shopProgram);

    const [one, other] = [1, 2].map(() => mapView({ program, people: new Map() }));
    expect(one?.layout).toBe(other?.layout);
  });
});
