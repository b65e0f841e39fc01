import {
  type RecountAnswer,
  type RecountPeoplePorts,
  recountPeople,
} from "../../lambdas/recount-people/recount-people";
import type { RecountTotals } from "./segment-desk";

/**
 * Counts everyone again in this process, and tells the lists of segments everything: what takes a state machine on AWS
 * takes moments here. Nothing else may be at work on the table meanwhile, so nobody is waited for.
 */
export async function recountHere(ports: Omit<RecountPeoplePorts, "leftMs">): Promise<RecountTotals> {
  const call = { ...ports, leftMs: () => Number.MAX_SAFE_INTEGER };
  let answer: RecountAnswer = await recountPeople({ segment: 0, of: 1, again: true }, call);
  while (answer.next !== "never") answer = await recountPeople({ ...answer, again: true }, call);
  const { counted, changed, left } = answer;
  return { counted, changed, left };
}
