import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compileProgram } from "../core/compile-program";
import type { CompiledMessage } from "../core/messages/message";
import type { CompiledProgram } from "../core/program";

/** What a compiled message can depend on. */
const SOURCES = ["program", "core", "package.json"];

/**
 * Loads and compiles the program; messages that were compiled from the same sources before are not compiled again,
 * since loading MJML alone takes half a second.
 * @param project the folder that `program/` lies in
 * @param cache the folder compiled messages are put in
 */
export async function loadCachedProgram(project: string, cache: string): Promise<CompiledProgram> {
  const file = join(cache, `${await hashOf(SOURCES.map((source) => join(project, source)))}.json`);
  const known = await messagesIn(file);
  // Loaded here and not above, so that an error in what a team wrote reaches whoever called.
  const { loadProgram } = await import("../program");
  const program = await compileProgram(loadProgram(), async (message, source) => {
    const kept = known.get(message.name);
    if (kept) return kept;
    const { compileMessage } = await import("../core/compile-message/compile-message");
    return compileMessage(message, source);
  });
  if (program.messages.some(({ name }) => !known.has(name)))
    await replaceCache(cache, file, program.messages);
  return program;
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of await filesUnder(path))
      hash
        .update(file)
        .update("\0")
        .update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 32);
}

async function filesUnder(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return [path];
    throw error;
  }
}

/** By name; none where they were never kept, or what was kept cannot be read. */
async function messagesIn(file: string): Promise<ReadonlyMap<string, CompiledMessage>> {
  try {
    const messages: CompiledMessage[] = JSON.parse(await readFile(file, "utf8"));
    return new Map(messages.map((message) => [message.name, message]));
  } catch {
    return new Map();
  }
}

async function replaceCache(
  cache: string,
  file: string,
  messages: readonly CompiledMessage[],
): Promise<void> {
  await rm(cache, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(messages));
  await rename(`${file}.new`, file);
}
