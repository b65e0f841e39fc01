import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadProgram } from "../../program";
import { mapFiles } from "./map-files";
import { compileForMap } from "./map-program";

const FOLDER = join(__dirname, "..", "..", "docs", "map");

/** `npm run map`: draws the program's map into `docs/map`. */
async function main(): Promise<void> {
  const files = mapFiles(await compileForMap(loadProgram()));
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER))
    if (!files.has(name) && name.endsWith(".svg")) rmSync(join(FOLDER, name));
  for (const [name, text] of files) writeFileSync(join(FOLDER, name), text);
  console.log(`docs/map: README.md and ${files.size - 1} pictures`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
