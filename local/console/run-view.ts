import { executionName, type Run, refOf } from "../../core/runs/run";
import type { RunView } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";
import { wakesAt } from "../wakes-at";

/** A run with where its machine is. */
export function runView(herald: EmbeddedHerald, run: Run): RunView {
  const execution = run.execution > 0 ? herald.runner.get(executionName(refOf(run))) : undefined;
  const wakeAt = execution && wakesAt(execution, run);
  const current = herald.program.graphs.find(({ journey }) => journey === run.journey);
  return {
    ...run,
    ...(execution && { node: nodeOf(execution.state), statesEntered: execution.statesEntered }),
    ...(wakeAt && { wakeAt }),
    currentVersion: current?.version === run.version,
  };
}

/** The graph's node that a state was compiled from; the compiler adds states of its own around some. */
function nodeOf(state: string): string {
  return state.replace(/^check /, "").replace(/: (which way|end)$/, "");
}

/** When a run was last begun, or closed before it could. */
export const beganAt = ({ startedAt, closedAt }: Run): string => startedAt ?? closedAt ?? "";
