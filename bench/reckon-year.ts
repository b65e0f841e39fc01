import { parseArgs } from "node:util";
import { NO_POLICY } from "../core/sending/policy";
import { backtest } from "../local/backtest/backtest";
import { loadCompiledProgram } from "../local/compiled-program";
import { savingFor } from "../test/fixtures/year-plans";
import { RECKONED, reckonYear, sumsOf } from "../test/fixtures/year-reckoning";
import { shopEvents } from "./shop-year";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    people: { type: "string", default: "20000" },
    days: { type: "string", default: "365" },
    seed: { type: "string", default: "1" },
    journey: { type: "string", multiple: true },
  },
});

/**
 * Runs a generated year through Herald and through the second reckoning, and shows both: `npx tsx bench/reckon-year.ts`,
 * of some journeys only with `--journey NAME`.
 */
async function main(): Promise<void> {
  const { events, people, days, seed } = values;
  const year = {
    ...{ events: Number(events), people: Number(people), days: Number(days), seed: Number(seed) },
    from: "2025-11-01T00:00:00.000Z",
  };
  const whole = await loadCompiledProgram();
  const wanted = values.journey ?? whole.graphs.map(({ journey }) => journey);
  // The second reckoning knows journeys, not the hours and numbers that a brand holds itself to.
  const program = {
    ...whole,
    policy: NO_POLICY,
    graphs: whole.graphs.filter(({ journey }) => wanted.includes(journey)),
  };
  const callees = {
    "best-offer": ({ personId }: { personId?: unknown }) => ({
      offer: "Club",
      saving: savingFor(String(personId)),
    }),
  };
  const started = performance.now();
  const totals = await backtest(shopEvents(year), { program, callees, realNow: new Date().toISOString() });
  const afterwards = performance.now();
  const herald = sumsOf(totals);
  const plain = reckonYear(shopEvents(year), wanted);
  const ended = performance.now();

  const missing = program.graphs
    .map(({ journey }) => journey)
    .filter((journey) => !RECKONED.includes(journey));
  const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
  console.log(
    `${totals.events.read.toLocaleString("en-US")} events of ${people} people, refused ${JSON.stringify(totals.events.refused)}`,
  );
  const differences =
    compare("runs", herald.runs, plain.runs) + compare("messages", herald.messages, plain.messages);
  console.log(
    `\nHerald ${seconds(started, afterwards)}, second reckoning ${seconds(afterwards, ended)}, ${memory()}`,
  );
  console.log(`${differences} differences; not reckoned: ${missing.join(", ") || "none"}`);
  if (differences > 0 || missing.length > 0) process.exitCode = 1;
}

/** Prints both sides of each count; gives how many differ. */
function compare(
  what: string,
  herald: { [name: string]: number },
  plain: { [name: string]: number },
): number {
  const names = [...new Set([...Object.keys(herald), ...Object.keys(plain)])].sort();
  console.log(`\n${"Herald".padStart(9)} ${"reckoned".padStart(9)}  ${what}`);
  const lines = names.map((name) => ({ name, one: herald[name] ?? 0, two: plain[name] ?? 0 }));
  for (const { name, one, two } of lines) {
    const count = (value: number) => value.toLocaleString("en-US").padStart(9);
    console.log(`${count(one)} ${count(two)}  ${name}${one === two ? "" : "  <-- differs"}`);
  }
  return lines.filter(({ one, two }) => one !== two).length;
}

function memory(): string {
  return `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
