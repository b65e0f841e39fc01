import { inSeconds } from "../instant";
import { compileJourney, longestSeconds } from "../journeys/graph";
import type { Journey } from "../journeys/journey";
import { compileMachine, type MachineResources, type StateMachine } from "../journeys/machine";
import { type Step, stepsInside } from "../journeys/step";
import { ProgramError } from "../source-place";

/** Beyond it, a machine would near the 25,000 events that Step Functions keeps of an execution. */
const MAX_STEPS = 1_000;

/** Step Functions ends an execution after a year (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_DAYS = 360;

/** A state takes 256 KiB; this leaves room for whose run it is (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_STATE_BYTES = 240 * 1024;

/** As long as such names get on AWS. */
const RESOURCES: MachineResources = {
  takeSteps: "x".repeat(170),
  sendQueue: { marketing: "x".repeat(160), transactional: "x".repeat(160) },
  lambda: () => "x".repeat(170),
  connection: () => "x".repeat(170),
};

/** Makes sure that a journey's repetitions written out are not too many; before anything writes them out. */
export function checkStepCount({ name, steps, place }: Journey): void {
  const count = stepCount(steps);
  if (count === 0) throw new ProgramError(`the journey "${name}" has no steps`, place);
  if (count <= MAX_STEPS) return;
  throw new ProgramError(
    `the journey "${name}" has ${count} steps with its repetitions; at most ${MAX_STEPS} fit an execution`,
    place,
  );
}

/** Makes sure that a journey fits into a machine and an execution on AWS. */
export function checkLimits(journey: Journey): void {
  const { name, place } = journey;
  const graph = compileJourney(journey, () => "0123456789abcdef");
  const days = Math.ceil(longestSeconds(graph) / inSeconds({ days: 1 }));
  if (days > MAX_DAYS) {
    throw new ProgramError(
      `the waits of the journey "${name}" add up to ${days} days; at most ${MAX_DAYS} fit an execution`,
      place,
    );
  }
  for (const [state, bytes] of argumentBytes(machineOf())) {
    if (bytes <= MAX_STATE_BYTES) continue;
    throw new ProgramError(
      `what "${state}" of "${name}" is given takes ${bytes} bytes; at most ${MAX_STATE_BYTES} fit a state: put a wait in between`,
      place,
    );
  }

  function machineOf(): StateMachine {
    try {
      return compileMachine(graph, RESOURCES);
    } catch (error) {
      if (error instanceof ProgramError) throw new ProgramError(error.message, place);
      throw error;
    }
  }
}

function argumentBytes({ States }: StateMachine): [state: string, bytes: number][] {
  return Object.entries(States).map(([name, state]) => {
    const given = "Arguments" in state ? JSON.stringify(state.Arguments) : "";
    return [name, Buffer.byteLength(given)];
  });
}

/** Repetitions count as often as they come. */
function stepCount(steps: readonly Step[]): number {
  let count = 0;
  for (const step of steps) {
    const inside = stepsInside(step).reduce((sum, way) => sum + stepCount(way), 0);
    count += step.step === "repeat" ? step.times * inside : 1 + inside;
  }
  return count;
}
