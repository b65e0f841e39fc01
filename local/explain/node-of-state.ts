import type { NodeId } from "../../core/journeys/graph";

/** The graph's node that a state was compiled from; the compiler numbers states of one node. */
export function nodeOfState(state: string): NodeId {
  return state.replace(/ #\d+(: which way( #\d+)?)?$/, "").replace(/: which way$/, "");
}
