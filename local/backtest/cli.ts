import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { loadCompiledProgram } from "../compiled-program";
import { type BadLine, backtest } from "./backtest";
import { reportOf } from "./report";

const USAGE = "usage: npm run backtest -- events.jsonl [--json] [--person ID]";
/** Bad lines beyond these are only counted. */
const BAD_LINES_SHOWN = 20;

async function main(): Promise<void> {
  const { values, file } = readArguments();
  const program = await loadCompiledProgram();
  const started = performance.now();
  const stream = createReadStream(file);
  await new Promise((resolve, reject) => stream.once("open", resolve).once("error", reject));
  const bad: BadLine[] = [];
  const story: string[] = [];
  const totals = await backtest(createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }), {
    program,
    realNow: new Date().toISOString(),
    onBadLine: (line) => {
      if (bad.length < BAD_LINES_SHOWN)
        process.stderr.write(`${clear()}line ${line.line}: ${line.reason}: ${line.detail}\n`);
      bad.push(line);
    },
    onProgress: (lines) => process.stderr.write(`${clear()}${lines.toLocaleString("en-US")} events`),
    ...(values.person && { person: values.person, onStory: (line: string) => story.push(line) }),
  });
  if (bad.length > BAD_LINES_SHOWN)
    process.stderr.write(`${clear()}and ${bad.length - BAD_LINES_SHOWN} more refused lines\n`);
  process.stderr.write(clear());
  const seconds = (performance.now() - started) / 1000;
  if (values.person && story.length === 0)
    throw new Error(`there is nothing about "${values.person}" in ${file}`);
  for (const line of story) console.log(line);
  if (values.json) console.log(JSON.stringify(totals, null, 2));
  else if (!values.person) console.log(reportOf(totals, seconds));
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean" }, person: { type: "string" } },
    });
    const [file] = positionals;
    if (file && positionals.length === 1) return { values, file };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
  throw new Error(USAGE);
}

/** Takes the progress line away where there is one. */
const clear = () => (process.stderr.isTTY ? "\r\u001b[K" : "");

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
