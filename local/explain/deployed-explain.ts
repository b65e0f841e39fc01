import { GetExecutionHistoryCommand, type HistoryEvent } from "@aws-sdk/client-sfn";
import type { Stand } from "../../core/explain/explain";
import { inSeconds } from "../../core/instant";
import type { Graph } from "../../core/journeys/graph";
import type { Program } from "../../core/program";
import { executionName, type Run, refOf } from "../../core/runs/run";
import type { DeployedHerald } from "../aws-herald/deployed-stack";
import { executionArnPrefix } from "../plan/journey-arns";
import { type ExplainDesk, explainPerson } from "./explain-desk";
import { nodeOfState } from "./node-of-state";

/** A run's machine is looked up for so many runs at most: each is a call. */
const MAX_LOOKED_UP = 50;

/** So far back from the newest does the state entered last lie: its own start, retries, the wait. */
const HISTORY_READ = 25;

/**
 * Answers from a deployed stack.
 * @param program as this checkout has it: runs of other versions are said to be so
 */
export function deployedExplain(herald: DeployedHerald, program: Program): ExplainDesk {
  return {
    explain: (personId, journey) =>
      herald.explained(async () => {
        const rows = await herald.table.loadAll(personId);
        const running = rows.runs.filter(
          (run) => run.state === "running" && (journey === undefined || run.journey === journey),
        );
        const stands = await standsOf(herald, program, running.slice(0, MAX_LOOKED_UP));
        const now = new Date().toISOString();
        const parts = { program, now, rows, graphs: program.graphs };
        return explainPerson(personId, journey, { ...parts, standOf: (run) => stands.get(run) });
      }),
    close: async () => herald.close(),
  };
}

async function standsOf(
  herald: DeployedHerald,
  program: Program,
  runs: readonly Run[],
): Promise<ReadonlyMap<Run, Stand>> {
  const stands = new Map<Run, Stand>();
  for (const run of runs) {
    const graph = program.graphs.find(({ version }) => version === run.version);
    const stand = standIn(await historyOf(herald, run), graph);
    if (stand) stands.set(run, stand);
  }
  return stands;
}

/** The newest first; nothing where the caller may not read it or it is gone: what is kept of the run must do then. */
async function historyOf(herald: DeployedHerald, run: Run): Promise<readonly HistoryEvent[]> {
  const executionArn = `${executionArnPrefix(herald)}${run.journey}:${executionName(refOf(run))}`;
  try {
    const { events = [] } = await herald.stepFunctions.send(
      new GetExecutionHistoryCommand({
        ...{ executionArn, reverseOrder: true, includeExecutionData: true, maxResults: HISTORY_READ },
      }),
    );
    return events;
  } catch (error) {
    const known = ["ExecutionDoesNotExist", "AccessDeniedException"];
    if (error instanceof Error && known.includes(error.name)) return [];
    throw error;
  }
}

/** Where a machine is, by what happened in it last. */
export function standIn(history: readonly HistoryEvent[], graph: Graph | undefined): Stand | undefined {
  const entered = history.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails);
  const { name, input } = entered?.stateEnteredEventDetails ?? {};
  if (!entered?.timestamp || name === undefined) return undefined;
  const node = nodeOfState(name);
  const kept = graph?.nodes[node];
  const ms = entered.timestamp.getTime();
  if (kept?.kind === "wait") return { node, until: later(ms, inSeconds(kept.for)) };
  if (kept?.kind === "wait-for") return { node, until: later(ms, inSeconds(kept.atMost)) };
  const { dueAt } = JSON.parse(input || "{}") as { dueAt?: unknown };
  return { node, ...(typeof dueAt === "string" && dueAt > later(ms, 0) && { until: dueAt }) };
}

const later = (ms: number, seconds: number) => new Date(ms + seconds * 1000).toISOString();
