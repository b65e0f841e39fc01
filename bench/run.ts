import { loadCompiledProgram } from "../local/compiled-program";
import { loadProgram } from "../program";
import { bundleRows } from "./bundles";
import { perEmailRows } from "./per-email";
import { backtestSpeed, coreSpeed, renderSpeed } from "./speed";

/** Prints one table: what an email uses and costs, what a handler weighs, how fast the core is. */
async function main(): Promise<void> {
  const source = loadProgram();
  const program = await loadCompiledProgram();
  const { renderMs, compileMs } = await renderSpeed(program, source);
  const rounded = (value: number) => Math.round(value).toLocaleString("en-US");
  const rows: [string, string][] = [
    ...(await perEmailRows(program)),
    ...bundleRows(program),
    ["events per second through the core, one core (aim 50,000)", rounded(coreSpeed(program))],
    ["events per second in a backtest (aim 20,000)", rounded(await backtestSpeed(program))],
    ["emails rendered per second of one core", rounded(1000 / renderMs)],
    [
      "compiling MJML at each send, against rendering alone (aim 100×)",
      `${((compileMs + renderMs) / renderMs).toFixed(0)}×`,
    ],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`| ${name.padEnd(width)} | ${value.padStart(18)} |`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
