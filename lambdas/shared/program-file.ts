import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../../core/program";

/** The name under which the stack puts the compiled program beside a Lambda's code. */
export const PROGRAM_FILE = "program.json";

/** Reads the compiled program that was deployed with this code. */
export function readProgram(folder: string): Program {
  return JSON.parse(readFileSync(join(folder, PROGRAM_FILE), "utf8"));
}
