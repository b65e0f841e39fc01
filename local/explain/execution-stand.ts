import type { Stand } from "../../core/explain/explain";
import type { Run } from "../../core/runs/run";
import type { Execution } from "../machine-runner";
import { wakesAt } from "../wakes-at";
import { nodeOfState } from "./node-of-state";

/** What is kept of an execution that tells where it is. */
export type Standing = Pick<Execution, "name" | "status" | "state" | "input" | "wakeAt">;

/** Where an execution of the embedded Herald is; nothing where it is over. */
export function executionStand(execution: Standing | undefined, run: Run): Stand | undefined {
  if (execution?.status !== "running") return undefined;
  const until = wakesAt(execution as Execution, run);
  return { node: nodeOfState(execution.state), ...(until && { until }) };
}
