import type { Journey } from "../journeys/journey";
import type { ProgramWarning } from "../source-place";
import { checkEnds } from "./check-ends";
import { checkFlow } from "./check-flow";
import { checkLimits, checkStepCount } from "./check-limits";
import { checkSteps } from "./check-steps";
import { checkTrigger } from "./check-trigger";
import type { Vocabulary } from "./check-vocabulary";

/**
 * Makes sure that a journey speaks of what there is, that all of it can come about, and that it fits on AWS. Types keep
 * names right where an editor checks them; this holds for whatever reaches us without, and for the rest.
 * @throws ProgramError with the place of the first thing that is wrong
 */
export function checkJourney(journey: Journey, vocabulary: Vocabulary): ProgramWarning[] {
  checkStepCount(journey);
  checkTrigger(journey, vocabulary);
  const asked = checkFlow(journey);
  const given = checkSteps(journey, vocabulary);
  checkEnds(journey, vocabulary);
  checkLimits(journey);
  return [...asked, ...given];
}
