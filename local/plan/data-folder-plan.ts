import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Graph, NodeId } from "../../core/journeys/graph";
import type { InFlight, JourneyInForce } from "../../core/plan/plan";
import { executionName, type Run, refOf } from "../../core/runs/run";
import { fromRow } from "../../lambdas/shared/table-row";
import { startDynaliteTable } from "../dynalite-table";
import { nodeOfState } from "../explain/node-of-state";
import type { Execution } from "../machine-runner";
import { TableKeep } from "../table-keep";
import { readRows } from "../table-rows";
import { type InForce, PlanError } from "./plan-desk";

/**
 * What `npm start` has kept, while it does not run.
 * @param wanted the versions that would be deployed: where one of them is kept, it is in force
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderInForce(folder: string, wanted: ReadonlySet<string>): Promise<InForce> {
  if (!existsSync(join(folder, "table"))) {
    throw new PlanError(
      `there is no data in ${folder}/ to compare with; npm start makes some, HERALD_DATA names another folder, --stack a deployed Herald`,
    );
  }
  const table = await startDynaliteTable(folder);
  try {
    const rows = await readRows(table);
    const keep = await TableKeep.open(table, rows);
    const graphs = (await keep.all("graph")) as Graph[];
    const executions = (await keep.all("execution")) as Pick<Execution, "name" | "status" | "state">[];
    const runs = rows
      .filter(({ pk, sk }) => pk.startsWith("PERSON#") && sk.startsWith("RUN#"))
      .map((row) => fromRow(row) as unknown as Run);
    return {
      before: newestOf(graphs, runs, wanted).map(inForce),
      inFlight: inFlightOf(runs, executions),
      versions: new Map(graphs.map((graph) => [graph.version, graph])),
      on: "this-computer",
    };
  } finally {
    await table.close();
  }
}

/** A journey that is known as a whole. */
export function inForce(graph: Graph): JourneyInForce {
  const { journey, version, description } = graph;
  return { journey, version, description, graph, nodes: graph.nodes };
}

/** How many people are where; of a run without a machine, its messages are on their way. */
function inFlightOf(
  runs: readonly Run[],
  executions: readonly Pick<Execution, "name" | "status" | "state">[],
): InFlight[] {
  const at = new Map(executions.map(({ name, state }) => [name, nodeOfState(state)]));
  const running = runs.filter(({ state }) => state === "running");
  return countedAt(running.map((run) => ({ run, node: at.get(executionName(refOf(run))) })));
}

/** Runs by version and step. */
export function countedAt(
  placed: readonly { readonly run: Pick<Run, "journey" | "version">; readonly node: NodeId | undefined }[],
): InFlight[] {
  const counts = new Map<string, InFlight>();
  for (const { run, node } of placed) {
    const { journey, version } = run;
    const key = JSON.stringify([journey, version, node]);
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { journey, version, count, ...(node !== undefined && { node }) });
  }
  return [...counts.values()];
}

/** Of each journey the version that is in force: the wanted one, or else that on which somebody was last started. */
function newestOf(graphs: readonly Graph[], runs: readonly Run[], wanted: ReadonlySet<string>): Graph[] {
  const usedAt = new Map<string, string>();
  for (const { version, startedAt = "" } of runs) {
    if (startedAt > (usedAt.get(version) ?? "")) usedAt.set(version, startedAt);
  }
  const rank = ({ version }: Graph) => (wanted.has(version) ? "~" : (usedAt.get(version) ?? ""));
  const newest = new Map<string, Graph>();
  for (const graph of graphs) {
    const other = newest.get(graph.journey);
    if (!other || rank(graph) >= rank(other)) newest.set(graph.journey, graph);
  }
  return [...newest.values()];
}
