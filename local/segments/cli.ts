import { join } from "node:path";
import { parseArgs } from "node:util";
import { deskHere } from "../desk-here";
import { firstMembers, type SegmentDesk, SegmentsError } from "./segment-desk";
import { membersText, progressText, segmentsText, totalsText } from "./segment-report";

const PROJECT = join(__dirname, "..", "..");
const DEFAULT_LIMIT = 50;
const USAGE = `usage: npm run segments                      all segments, and how many people are in each
       npm run segments -- NAME [--limit 50]  who is in one
       npm run segments -- --recount          count everyone's events again, after a segment has changed
       … --stack Herald [--region eu-west-1]  of a deployed stack, instead of the data that npm start keeps`;

/** `npm run segments`. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const { values, segment, limit } = readArguments();
  const desk = await (values.stack === undefined
    ? segmentsHere(values.recount)
    : deskOf(values.stack, values.region));
  try {
    if (values.recount) return console.log(`${clear()}${totalsText(await desk.recount(tell))}`);
    if (segment === undefined) return console.log(segmentsText(await desk.list()));
    console.log(membersText(segment, await firstMembers(desk, segment, limit)));
  } finally {
    await desk.close();
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        recount: { type: "boolean", default: false },
        limit: { type: "string", default: String(DEFAULT_LIMIT) },
        stack: { type: "string" },
        region: { type: "string" },
      },
    });
    const [segment, ...rest] = positionals;
    const limit = Number(values.limit);
    if (!Number.isInteger(limit) || limit < 1)
      throw new Error(`--limit takes a number, got "${values.limit}"`);
    if (rest.length > 0) throw new Error(`one segment at a time, got ${positionals.join(" ")}`);
    if (segment && values.recount) throw new Error("a recount is of all segments at once");
    if (values.region && !values.stack) throw new Error("--region goes with --stack");
    return { values, segment, limit };
  } catch (error) {
    throw new SegmentsError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Journeys are compiled only where a recount needs them. */
function segmentsHere(recounts: boolean): Promise<SegmentDesk> {
  return deskHere({
    async kept(folder) {
      const program = recounts
        ? await wholeProgram(folder)
        : { ...(await sourceProgram()), graphs: [], topics: [] };
      const { dataFolderDesk } = await import("./data-folder-desk");
      return dataFolderDesk(folder, program);
    },
    async running(url) {
      const { runningDesk } = await import("./running-desk");
      return runningDesk(url);
    },
  });
}

async function deskOf(stack: string, region: string | undefined): Promise<SegmentDesk> {
  const [{ deployedHerald }, { deployedDesk }] = await Promise.all([
    import("../aws-herald/deployed-stack"),
    import("./deployed-desk"),
  ]);
  return deployedDesk(
    await deployedHerald(stack, { ...(region && { region }) }),
    (await sourceProgram()).segments,
  );
}

async function sourceProgram() {
  const { loadProgram } = await import("../../program");
  return loadProgram();
}

async function wholeProgram(folder: string) {
  const { loadCachedProgram } = await import("../cached-program");
  return loadCachedProgram(PROJECT, join(folder, "messages"));
}

function tell(progress: { readonly done: number; readonly parts: number }): void {
  process.stderr.write(process.stderr.isTTY ? `${clear()}${progressText(progress)}` : "");
}

/** Takes the progress line away where there is one. */
const clear = () => (process.stderr.isTTY ? "\r\u001b[K" : "");

main().catch((error: unknown) => {
  const expected =
    error instanceof Error &&
    ["SegmentsError", "DataFolderError", "RunningHeraldError", "ProgramError", "StackError"].includes(
      error.name,
    );
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
