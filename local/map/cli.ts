import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadProgram } from "../../program";
import { mapFiles } from "./map-files";
import { compileForMap } from "./map-program";
import { withJourneys } from "./readme-table";

const ROOT = join(__dirname, "..", "..");
const FOLDER = join(ROOT, "docs", "map");
const README = join(ROOT, "README.md");

/** `npm run map`: draws the program's map into `docs/map`, and lists its journeys in the README. */
async function main(): Promise<void> {
  const source = loadProgram();
  const files = mapFiles(await compileForMap(source));
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER))
    if (!files.has(name) && name.endsWith(".svg")) rmSync(join(FOLDER, name));
  for (const [name, text] of files) writeFileSync(join(FOLDER, name), text);
  writeFileSync(README, withJourneys(readFileSync(README, "utf8"), source.journeys));
  console.log(
    `docs/map: README.md and ${files.size - 1} pictures; README.md: ${source.journeys.length} journeys`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
