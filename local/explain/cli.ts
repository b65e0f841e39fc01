import { join } from "node:path";
import { parseArgs } from "node:util";
import { DataFolderError } from "../data-folder";
import { type ExplainDesk, ExplainError } from "./explain-desk";
import { explanationText, overviewText } from "./explain-report";

const PROJECT = join(__dirname, "..", "..");
const USAGE = `usage: npm run explain -- --person ana                             each journey, and what became of it
       npm run explain -- --person ana --journey cart-abandonment  everything that was evaluated, in order
       … --json                                                    the same as data
       … --stack Herald [--region eu-west-1]                       of a deployed stack, instead of the data that npm start keeps`;

/** `npm run explain`. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const { person, journey, json, stack, region } = readArguments();
  const desk = await (stack === undefined ? deskHere() : deskOf(stack, region));
  try {
    const explanation = await desk.explain(person, journey);
    const [only] = explanation.journeys;
    if (json) console.log(JSON.stringify(journey === undefined ? explanation : only, null, 2));
    else console.log(journey !== undefined && only ? explanationText(only) : overviewText(explanation));
  } finally {
    await desk.close();
  }
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        person: { type: "string" },
        journey: { type: "string" },
        json: { type: "boolean", default: false },
        stack: { type: "string" },
        region: { type: "string" },
      },
    });
    const { person } = values;
    if (!person) throw new Error("whom is it about?");
    if (values.region && !values.stack) throw new Error("--region goes with --stack");
    return { ...values, person };
  } catch (error) {
    throw new ExplainError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** The data in the folder, or the Herald that is using it. */
async function deskHere(): Promise<ExplainDesk> {
  const folder = process.env.HERALD_DATA || ".herald";
  const { dataFolderExplain } = await import("./data-folder-explain");
  try {
    return await dataFolderExplain(folder, await theProgram(folder));
  } catch (error) {
    if (!(error instanceof DataFolderError) || !/^another Herald is using/.test(error.message)) throw error;
    const { runningExplain } = await import("./running-explain");
    return runningExplain(`http://localhost:${process.env.PORT || 4100}`);
  }
}

async function deskOf(stack: string, region: string | undefined): Promise<ExplainDesk> {
  const [{ deployedHerald }, { deployedExplain }] = await Promise.all([
    import("../aws-herald/deployed-stack"),
    import("./deployed-explain"),
  ]);
  const herald = await deployedHerald(stack, { ...(region && { region }) });
  return deployedExplain(herald, await theProgram(process.env.HERALD_DATA || ".herald"));
}

async function theProgram(folder: string) {
  const { loadCachedProgram } = await import("../cached-program");
  return loadCachedProgram(PROJECT, join(folder, "messages"));
}

main().catch((error: unknown) => {
  const expected =
    error instanceof Error &&
    ["ExplainError", "DataFolderError", "ProgramError", "StackError"].includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
