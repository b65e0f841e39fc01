import { compileProgram } from "../core/compile-program";
import type { CompiledProgram } from "../core/program";
import { loadProgram } from "../program";

/** Loads and compiles the program in `program/`. MJML is only loaded when this is called. */
export async function loadCompiledProgram(): Promise<CompiledProgram> {
  const { compileMessage } = await import("../core/compile-message/compile-message");
  return compileProgram(loadProgram(), compileMessage);
}
