import type { DeployedHerald } from "../aws-herald/deployed-stack";

/** What the name of every journey's machine begins with; the same as in `lib/run-permissions.ts`. */
export const MACHINE_PREFIX = "herald-";

/** What comes before a journey's name in the ARN of its executions: beside the machine whose ARN the stack tells. */
export function executionArnPrefix({ output }: Pick<DeployedHerald, "output">): string {
  const machines = output("RecountMachineArn").replace(/[^:]*$/, MACHINE_PREFIX);
  return machines.replace(":stateMachine:", ":execution:");
}
