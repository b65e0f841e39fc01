import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { shopEvents } from "./shop-year";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    people: { type: "string", default: "20000" },
    out: { type: "string", default: "events.jsonl" },
  },
});

/** Writes a generated recording: `npx tsx bench/generate-events.ts --events 1000000 --out events.jsonl`. */
async function main(): Promise<void> {
  const out = createWriteStream(values.out);
  const how = {
    events: Number(values.events),
    people: Number(values.people),
    from: "2025-11-01T00:00:00.000Z",
    days: 365,
  };
  let written = 0;
  for (const line of shopEvents(how)) {
    written += 1;
    if (!out.write(`${line}\n`)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
  console.log(`${written.toLocaleString("en-US")} events of up to ${values.people} people in ${values.out}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
