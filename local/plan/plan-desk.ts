import type { PlanParts } from "../../core/plan/plan";

/** What is in force, wherever that is: data on this computer, a Herald that runs, or a deployed stack. */
export type InForce = Pick<PlanParts, "before" | "inFlight" | "versions" | "on">;

/** Something about how the command was called; the message is for whoever called it. */
export class PlanError extends Error {
  override readonly name = "PlanError";
}
