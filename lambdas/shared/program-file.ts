import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROGRAM_FILE } from "../../core/deployment";
import type { Program } from "../../core/program";

/** Reads the compiled program that was deployed with this code. */
export function readProgram(folder: string): Program {
  return JSON.parse(readFileSync(join(folder, PROGRAM_FILE), "utf8"));
}
