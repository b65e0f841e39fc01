import type { Instant } from "../core/instant";
import type { Run } from "../core/runs/run";
import type { Execution } from "./machine-runner";

/**
 * When a run's machine goes on. A machine that waits for quiet learns only when it wakes that the wait has begun anew;
 * the run knows before.
 */
export function wakesAt({ status, wakeAt, input }: Execution, run: Run | undefined): Instant | undefined {
  if (status !== "running" || wakeAt === undefined) return undefined;
  const begunAnew = wakeAt === input.dueAt && run?.dueAt !== undefined && run.dueAt > wakeAt;
  return begunAnew ? run.dueAt : wakeAt;
}
