import type { DeployedHerald } from "../aws-herald/deployed-stack";

/** What the name of every journey's machine begins with; the same as in `lib/run-permissions.ts`. */
export const MACHINE_PREFIX = "herald-";

/** What comes before a journey's name in the ARN of its machine. */
export function machineArnPrefix({ output }: Pick<DeployedHerald, "output">): string {
  return output("RecountMachineArn").replace(/[^:]*$/, MACHINE_PREFIX);
}

/** What comes before a journey's name in the ARN of its executions. */
export function executionArnPrefix(herald: Pick<DeployedHerald, "output">): string {
  return machineArnPrefix(herald).replace(":stateMachine:", ":execution:");
}
