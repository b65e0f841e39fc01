import { createServer } from "node:net";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { ProgramError } from "../core/source-place";
import { loadCachedProgram } from "./cached-program";
import { bundleConsole } from "./console/console-pages";
import { DataFolderError, damaged } from "./data-folder";
import { demoClaims } from "./demo-claims";
import { type LocalTable, startDynaliteTable } from "./dynalite-table";
import { EmbeddedHerald } from "./embedded-herald";
import { readyText } from "./ready-text";
import { heraldServer } from "./server";
import { readStories } from "./stories";
import { UnreadableRow } from "./table-rows";

const PROJECT = join(__dirname, "..");
const DEFAULT_PORT = 4100;
/** Both loopback addresses, and no other. */
const HOST = "localhost";

/** Something about how Herald was called; the message is for whoever called it. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

/** `npm start`: Herald on this computer. */
async function start(): Promise<void> {
  // Its warning about the next Node is for those who choose the version, and would be the first thing seen here.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const port = portIn(process.env.PORT);
  const data = process.env.HERALD_DATA || ".herald";
  await checkPort(port);

  const [program, table, pages] = await Promise.all([
    loadCachedProgram(PROJECT, join(data, "messages")),
    startDynaliteTable(data),
    bundleConsole(join(PROJECT, "web", "console")),
  ]);
  for (const { message, place } of program.warnings)
    console.warn(`warning: ${place ? `${place}: ` : ""}${message}`);
  const newId = () => crypto.randomUUID();
  const report = (error: unknown) => console.error(error);
  const stories = readStories(join(PROJECT, "test", "fixtures", "events"));
  const herald = await openData(data, () =>
    EmbeddedHerald.start({
      program,
      table,
      realMs: Date.now,
      url: `http://${HOST}:${port}`,
      resolveClaims: demoClaims,
      report,
    }),
  );
  const pictures = join(PROJECT, "web", "pictures");
  const server = heraldServer({ herald, stories, pages, pictures, newId });
  await server.listen({ host: HOST, port });
  closeOnSignal({ server, herald, table, data });
  console.log(readyText({ port, data, stories, seconds: performance.now() / 1000 }));
}

function portIn(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`PORT must be a number from 1 to 65535, got "${text}"`);
}

/** Looks before anything else is started, so that a second `npm start` is told the first thing that is wrong. */
async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen({ host: HOST, port }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

async function openData<T>(folder: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw error instanceof UnreadableRow ? damaged(folder, error.message) : error;
  }
}

interface Running {
  readonly server: FastifyInstance;
  readonly herald: EmbeddedHerald;
  readonly table: LocalTable;
  readonly data: string;
}

function closeOnSignal({ server, herald, table, data }: Running): void {
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    await server.close();
    await herald.stop();
    await table.close();
    console.log(`\nHerald stopped. What it knows stays in ${data}/ for the next start.`);
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, close);
}

/** The words for what kept Herald from starting; what nobody foresaw keeps its stack. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE" && port) {
    const other = port === 65_535 ? port - 1 : port + 1;
    return `port ${port} is taken by another program; PORT=${other} npm start`;
  }
  if (code === "EACCES" && port) return `port ${port} is for the system only; PORT=${DEFAULT_PORT} npm start`;
  const expected = [ProgramError, DataFolderError, UsageError].some((type) => error instanceof type);
  if (expected || code === "MODULE_NOT_FOUND") return error.message;
  // esbuild's errors, from tsx for the program and from the bundle for the console, name file and line themselves.
  if (/^(Transform|Build) failed/.test(error.message)) return error.message.replaceAll(`${PROJECT}/`, "");
  return error.stack ?? error.message;
}

start().catch((error) => {
  console.error(explained(error));
  process.exit(1);
});
