import validate from "asl-validator";
import fc from "fast-check";
import { compileJourney, type Graph, type NodeId, nextOf } from "../../core/journeys/graph";
import { compileMachine, type State, type StateMachine } from "../../core/journeys/machine";
import { allSteps } from "../../core/journeys/step";
import { checkedProgram } from "../fixtures/checked-program";
import { generatedJourney } from "../fixtures/generated-journeys";

const resources = {
  takeSteps: "arn:aws:lambda:us-east-1:111111111111:function:take-steps",
  sendQueue: {
    marketing: "https://sqs.us-east-1.amazonaws.com/111111111111/marketing",
    transactional: "https://sqs.us-east-1.amazonaws.com/111111111111/transactional",
  },
  lambda: (name: string) => `arn:aws:lambda:us-east-1:111111111111:function:${name}`,
  connection: (name: string) => `arn:aws:events:us-east-1:111111111111:connection/${name}/0123`,
};

const drawn = fc.sample(generatedJourney(), { numRuns: 200, seed: 2026 });
const graphs = drawn.map((journey) => compileJourney(journey, () => "hash"));

describe("whatever journey is put together from the words", () => {
  it("is every kind of step among those drawn", () => {
    const kinds = new Set(drawn.flatMap(({ steps }) => [...allSteps(steps)].map(({ step }) => step)));

    expect([...kinds].sort()).toEqual([
      "ask",
      "call",
      "emit",
      "leave",
      "repeat",
      "send",
      "split",
      "update",
      "wait",
      "wait-for",
      "wait-until",
      "wait-until-quiet",
    ]);
  });

  it("compiles with every check", async () => {
    await fc.assert(
      fc.asyncProperty(generatedJourney(), async (journey) => {
        const { graphs: compiled } = await checkedProgram([journey]);

        expect(compiled).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });

  it("becomes a machine in valid States Language", () => {
    // The validator takes a fifth of a second for each.
    for (const graph of graphs.slice(0, 20)) {
      const { isValid, errorsText } = validate(compileMachine(graph, resources) as never);

      expect(isValid ? "valid" : errorsText("\n")).toBe("valid");
    }
  });

  it("becomes a machine whose states have short names and are all come to", () => {
    for (const graph of graphs) {
      const machine = compileMachine(graph, resources);

      expect(Object.keys(machine.States).filter((name) => name.length > 80)).toEqual([]);
      expect(statesReached(machine)).toEqual(new Set(Object.keys(machine.States)));
    }
  });

  it("has no node that nobody comes to, and ends whichever way is taken", () => {
    for (const graph of graphs) {
      expect(nodesReached(graph)).toEqual(new Set(Object.keys(graph.nodes)));
    }
  });
});

function statesReached({ StartAt, States }: StateMachine): Set<string> {
  const reached = new Set([StartAt]);
  for (const name of reached) for (const next of nextStates(States[name] as State)) reached.add(next);
  return reached;
}

function nextStates(state: State): string[] {
  if (state.Type === "Choice") return [...state.Choices.map(({ Next }) => Next), state.Default];
  const caught = "Catch" in state ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  return [...("Next" in state ? [state.Next] : []), ...caught];
}

/** Throws where a way comes back to where it was. */
function nodesReached(graph: Graph): Set<NodeId> {
  const done = new Set<NodeId>();
  const visit = (id: NodeId | null, way: ReadonlySet<NodeId>): void => {
    if (id === null || done.has(id)) return;
    if (way.has(id)) throw new Error(`the way comes back to "${id}"`);
    const node = graph.nodes[id];
    if (!node) throw new Error(`there is no "${id}"`);
    for (const next of nextOf(node)) visit(next, new Set(way).add(id));
    done.add(id);
  };
  visit(graph.start, new Set());
  return done;
}
