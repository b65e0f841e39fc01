import type { Graph } from "../journeys/graph";
import { needOf } from "../journeys/question";
import type { Program } from "../program";
import { needsOfSegments } from "../segments/segment";
import { mergeNeeds, type Needs, type TallyNeed } from "./tally";

/** What must be kept of people's events so that every segment, question and silence of a program can be answered. */
export function needsOf(program: Pick<Program, "segments" | "graphs">): Needs {
  let needs = known.get(program);
  if (!needs) {
    needs = mergeNeeds([...needsOfSegments(program.segments), ...program.graphs.flatMap(needsOfGraph)]);
    known.set(program, needs);
  }
  return needs;
}
const known = new WeakMap<object, Needs>();

function needsOfGraph({ trigger, nodes }: Graph): TallyNeed[] {
  const asked = Object.values(nodes).flatMap((node) => {
    const need = node.kind === "ask" ? needOf(node.question) : undefined;
    return need ? [need] : [];
  });
  return trigger.moment?.moment === "silence" ? [trigger.moment.of, ...asked] : asked;
}
