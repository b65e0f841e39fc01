import { loadCompiledProgram } from "../local/compiled-program";
import { loadProgram } from "../program";
import { bundleRows } from "./bundles";
import { handOffRows } from "./hand-off";
import { metricCostRows } from "./metric-cost";
import { onePersonRows } from "./one-person";
import { perChannelRows, providerPriceRows } from "./per-channel";
import { perEmailRows } from "./per-email";
import { perJourneyRows } from "./per-journey";
import { segmentCostRows } from "./segment-cost";
import { sendSpeedRows } from "./send-speed";
import { backtestSpeed, coreSpeed, renderSpeed } from "./speed";
import { synthSpeed } from "./synth-scale";

/** Prints what everything uses, costs and weighs, and how fast it is, as tables for docs/costs.md. */
async function main(): Promise<void> {
  const source = loadProgram();
  const program = await loadCompiledProgram();
  printTable([["What", "Figure"], ...(await perEmailRows(program))]);
  printTable(await perChannelRows(program));
  printTable(providerPriceRows());
  printTable(await perJourneyRows(program));
  printTable([["One person", "Figure"], ...(await onePersonRows(program))]);
  printTable([["Segments", "Figure"], ...segmentCostRows()]);
  printTable([["Metrics", "Figure"], ...metricCostRows(program)]);

  const sending = [...(await sendSpeedRows(program, source)), ...(await handOffRows(program, source))];
  printTable([["Sending", "Figure"], ...sending]);

  const { renderMs, compileMs } = await renderSpeed(program, source);
  const { smallMs, largeMs, ratio } = synthSpeed();
  const rounded = (value: number) => Math.round(value).toLocaleString("en-US");
  printTable([
    ["Weight and speed", "Figure"],
    ...bundleRows(program),
    ["events per second through the core, one core (aim 50,000)", rounded(coreSpeed(program))],
    ["events per second in a backtest (aim 20,000)", rounded(await backtestSpeed(program))],
    ["emails rendered per second of one core", rounded(1000 / renderMs)],
    [
      "compiling MJML at each send, against rendering alone (aim 100×)",
      `${((compileMs + renderMs) / renderMs).toFixed(0)}×`,
    ],
    ["synth of 10 journeys, of 300", `${(smallMs / 1000).toFixed(1)} s, ${(largeMs / 1000).toFixed(1)} s`],
    ["synth of 300 journeys, against 10", `${ratio.toFixed(1)}×`],
  ]);
}

/** The first row is the head. */
function printTable([head = [], ...rows]: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  console.log(["", line(head), rule, ...rows.map(line)].join("\n"));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
