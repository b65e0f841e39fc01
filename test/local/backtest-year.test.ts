import { shopEvents } from "../../bench/shop-year";
import { NO_POLICY } from "../../core/sending/policy";
import { backtest } from "../../local/backtest/backtest";
import type { BacktestTotals } from "../../local/backtest/totals";
import { loadCompiledProgram } from "../../local/compiled-program";
import { savingFor } from "../fixtures/year-plans";
import { RECKONED, reckonYear, sumsOf } from "../fixtures/year-reckoning";

const YEAR = { events: 15_000, people: 300, from: "2025-11-01T00:00:00.000Z", days: 365 };
/** Stands for the shop's own service, which a backtest does not have. */
const callees = {
  "best-offer": ({ personId }: { personId?: unknown }) => ({
    offer: "Club",
    saving: savingFor(String(personId)),
  }),
};

let lines: string[];
let journeys: string[];
let totals: BacktestTotals;
beforeAll(async () => {
  lines = [...shopEvents(YEAR)];
  // The second reckoning knows journeys, not the hours and numbers that a brand holds itself to.
  const program = { ...(await loadCompiledProgram()), policy: NO_POLICY };
  // What people ask for on their own pages is in no shop's recording.
  journeys = program.graphs
    .map(({ journey }) => journey)
    .filter((name) => name !== "confirm-consent")
    .sort();
  totals = await backtest(lines, { program, callees, realNow: "2026-11-01T00:00:00.000Z" });
}, 60_000);

describe("a generated year of the whole shop", () => {
  it("is the same for the same seed and about as long as asked for", () => {
    expect([...shopEvents(YEAR)]).toEqual(lines);
    expect(lines.length / YEAR.events).toBeCloseTo(1, 0);
    expect([...shopEvents({ ...YEAR, seed: 2 })]).not.toEqual(lines);
  });

  it("has nothing that is refused, and late and double events", () => {
    const times = lines.map((line) => Date.parse(JSON.parse(line).detail.timestamp));

    expect(totals.events.refused).toEqual({});
    expect(totals.events.duplicate).toBeGreaterThan(20);
    expect(times.filter((at, index) => at < (times[index - 1] ?? 0)).length).toBeGreaterThan(20);
  });

  it("sends somebody along every journey of the program", () => {
    expect(Object.keys(totals.runsStarted).sort()).toEqual(journeys);
    expect([...RECKONED].sort()).toEqual(journeys);
  });

  it("comes to the same runs and messages as a second reckoning in plain code", () => {
    expect(sumsOf(totals)).toEqual(reckonYear(lines));
  });

  it("renders every message that it sends", () => {
    expect(Object.keys(totals.skips).filter((name) => name.endsWith("render-failed"))).toEqual([]);
  });
});
