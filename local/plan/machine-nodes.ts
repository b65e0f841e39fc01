import type { Graph, GraphNode, NodeId } from "../../core/journeys/graph";
import { compileMachine, type MachineResources, type StateMachine } from "../../core/journeys/machine";
import { isJsonObject, type JsonObject } from "../../core/json";

/** What a machine says of itself: `<journey> <version>: <description>`. */
export interface MachineComment {
  readonly journey: string;
  readonly version: string;
  readonly description: string;
}

/** Reads the comment of a journey's machine; nothing where it is another machine. */
export function readComment(comment: string | undefined): MachineComment | undefined {
  const match = /^(\S+) ([0-9a-f]{8,}): (.*)$/s.exec(comment ?? "");
  if (!match) return undefined;
  const [, journey, version, description] = match as unknown as [string, string, string, string];
  return { journey, version, description };
}

/** Of no account: what a machine calls is not compared. */
const ANY: MachineResources = {
  takeSteps: "",
  sendQueue: { marketing: "", transactional: "" },
  lambda: () => "",
  connection: () => "",
};

/** The steps of a graph as its machine tells them, to be compared with those of a deployed one. */
export function compiledNodes(graph: Graph): Graph["nodes"] {
  return machineNodes(compileMachine(graph, ANY));
}

/** The steps that can be read from a machine: what it hands to `take-steps` and to the send queues, and its waits. */
export function machineNodes({ States }: Pick<StateMachine, "States">): Graph["nodes"] {
  const found = new Map<NodeId, GraphNode>();
  const add = (id: NodeId, node: GraphNode) => {
    if (!found.has(id)) found.set(id, node);
  };
  for (const [name, state] of Object.entries(States)) {
    if (state.Type === "Wait" && state.Seconds !== undefined) {
      add(name, { kind: "wait", for: { seconds: state.Seconds }, next: null });
    }
    if (state.Type !== "Task") continue;
    const given = givenIn(state.Arguments.Payload ?? state.Arguments.MessageBody);
    const { take } = given;
    if (isJsonObject(take) && isJsonObject(take.nodes)) {
      for (const [id, node] of Object.entries(take.nodes)) add(id, withPlainWait(node as GraphNode));
    }
    if (typeof given.step === "string") {
      const { step, last: _last, ...spec } = given;
      add(step as string, { kind: "send", ...spec, next: null } as unknown as GraphNode);
    }
  }
  return Object.fromEntries(found);
}

/** A wait state tells its seconds only, so that is how all are told. */
function withPlainWait(node: GraphNode): GraphNode {
  if (node.kind !== "wait") return node;
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = node.for;
  return { ...node, for: { seconds: ((days * 24 + hours) * 60 + minutes) * 60 + seconds } };
}

/** The data that is merged into a state's input: the JSON between `$states.input, ` and the brackets behind it. */
function givenIn(expression: unknown): JsonObject {
  const match = /\$merge\(\[\$states\.input, (\{.*\})(, \{'token'.*)?\]\)/s.exec(String(expression ?? ""));
  if (!match?.[1]) return {};
  try {
    return JSON.parse(match[1]) as JsonObject;
  } catch {
    return {};
  }
}
