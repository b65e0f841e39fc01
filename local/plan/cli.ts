import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Plan, planOf } from "../../core/plan/plan";
import type { CompiledProgram } from "../../core/program";
import { DataFolderError } from "../data-folder";
import { compiledNodes } from "./machine-nodes";
import { type InForce, PlanError } from "./plan-desk";
import { planText } from "./plan-report";

const PROJECT = join(__dirname, "..", "..");
const USAGE = `usage: npm run plan                                       this checkout against the data that npm start keeps
       npm run plan -- --stack Herald [--region eu-west-1]  … against a deployed stack
       … --json                                           the same as data`;

/** `npm run plan`: changes nothing, whatever it finds. */
async function main(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const { stack, region, json } = readArguments();
  const folder = process.env.HERALD_DATA || ".herald";
  const { loadCachedProgram } = await import("../cached-program");
  const program = await loadCachedProgram(PROJECT, join(folder, "messages"));
  const inForce = await (stack === undefined ? inForceHere(folder, program) : inForceOf(stack, region));
  const plan = planFor(program, inForce);
  console.log(json ? JSON.stringify(plan, null, 2) : planText(plan));
}

function planFor({ graphs }: CompiledProgram, inForce: InForce): Plan {
  const nodesOf =
    inForce.on === "aws" ? compiledNodes : (graph: CompiledProgram["graphs"][number]) => graph.nodes;
  return planOf({ ...inForce, after: graphs.map((graph) => ({ graph, nodes: nodesOf(graph) })) });
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        stack: { type: "string" },
        region: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    if (values.region && !values.stack) throw new Error("--region goes with --stack");
    return values;
  } catch (error) {
    throw new PlanError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** The data in the folder, or the Herald that is using it. */
async function inForceHere(folder: string, { graphs }: CompiledProgram): Promise<InForce> {
  const { dataFolderInForce } = await import("./data-folder-plan");
  try {
    return await dataFolderInForce(folder, new Set(graphs.map(({ version }) => version)));
  } catch (error) {
    if (!(error instanceof DataFolderError) || !/^another Herald is using/.test(error.message)) throw error;
    const { runningInForce } = await import("./running-plan");
    return runningInForce(`http://localhost:${process.env.PORT || 4100}`);
  }
}

async function inForceOf(stack: string, region: string | undefined): Promise<InForce> {
  const [{ deployedHerald }, { deployedInForce }] = await Promise.all([
    import("../aws-herald/deployed-stack"),
    import("./deployed-plan"),
  ]);
  const herald = await deployedHerald(stack, { ...(region && { region }) });
  try {
    return await deployedInForce(herald);
  } finally {
    herald.close();
  }
}

main().catch((error: unknown) => {
  const expected =
    error instanceof Error &&
    ["PlanError", "DataFolderError", "ProgramError", "StackError"].includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
