import { equal } from "../../../core/condition";
import { compileMachine } from "../../../core/journeys/machine";
import { planOf } from "../../../core/plan/plan";
import type { DeployedHerald } from "../../../local/aws-herald/deployed-stack";
import { deployedInForce } from "../../../local/plan/deployed-plan";
import { compiledNodes, readComment } from "../../../local/plan/machine-nodes";
import { aJourney, languageProgram, languageWords, say } from "../../fixtures/language-program";

const { ask, on, send, traits, wait, waitFor, when } = languageWords;

const perTrip = on("Trip Booked", { per: "trip_id" });
const hello = send(say("hello"));
const bye = send(say("bye"));
const asks = ask(traits({ plan: equal("club") }), { yes: [bye], no: [hello] });
const seats = waitFor([when("Seat Chosen", [bye])], { atMost: { days: 2 } });

const ARN = "arn:aws:states:eu-west-1:123456789012:stateMachine:";
const RESOURCES = {
  takeSteps: `arn:aws:lambda:eu-west-1:123456789012:function:take-steps`,
  sendQueue: { marketing: "https://sqs/marketing", transactional: "https://sqs/transactional" },
  lambda: (name: string) => name,
  connection: (name: string) => name,
};

/** A stack with machines, and executions by the version in their names. */
function stackWith(
  machines: { readonly [name: string]: object },
  running: { readonly [name: string]: readonly string[] },
): DeployedHerald {
  const answers: { readonly [command: string]: (input: { stateMachineArn?: string }) => object } = {
    ListStateMachinesCommand: () => ({
      stateMachines: Object.keys(machines).map((name) => ({ name, stateMachineArn: ARN + name })),
    }),
    DescribeStateMachineCommand: ({ stateMachineArn = "" }) => ({
      definition: JSON.stringify(machines[stateMachineArn.slice(ARN.length)]),
    }),
    ListExecutionsCommand: ({ stateMachineArn = "" }) => ({
      executions: (running[stateMachineArn.slice(ARN.length)] ?? []).map((version) => ({
        name: `who-1-${version}`,
      })),
    }),
  };
  // The paginators want a client of the SDK's own class.
  const { SFNClient } = jest.requireActual<typeof import("@aws-sdk/client-sfn")>("@aws-sdk/client-sfn");
  const stepFunctions = Object.assign(new SFNClient({ region: "eu-west-1" }), {
    send: async (command: { constructor: { name: string }; input: object }) =>
      answers[command.constructor.name]?.(command.input),
  });
  return { stepFunctions, explained: (work: () => Promise<unknown>) => work() } as unknown as DeployedHerald;
}

describe("a deployed stack", () => {
  it("tells its journeys, their steps and who is in flight by its machines alone", async () => {
    const [graph] = (await languageProgram(aJourney(perTrip, [wait({ days: 1 }), asks, seats]))).graphs;
    if (!graph) throw new Error("there is one");
    const herald = stackWith(
      {
        "herald-trip": compileMachine(graph, RESOURCES),
        "herald-recount": { Comment: "Counts", States: {} },
      },
      { "herald-trip": [graph.version.slice(0, 8), graph.version.slice(0, 8), "0ldver51"] },
    );

    const inForce = await deployedInForce(herald);

    expect(inForce).toMatchObject({
      on: "aws",
      before: [
        { journey: "trip", version: graph.version, description: "For a test.", nodes: compiledNodes(graph) },
      ],
      inFlight: [
        { version: graph.version.slice(0, 8), count: 2 },
        { version: "0ldver51", count: 1 },
      ],
    });
  });

  it("shows which steps a deployment changes", async () => {
    const read = async (steps: Parameters<typeof aJourney>[1]) => {
      const { graphs } = await languageProgram(aJourney(perTrip, steps));
      return graphs.map((graph) => ({ graph, nodes: compiledNodes(graph) }));
    };
    const [old] = await read([wait({ days: 1 }), asks, seats, wait({ hours: 1 }), bye]);
    if (!old) throw new Error("there is one");
    const { journey, version, description } = old.graph;
    const before = [{ journey, version, description, nodes: old.nodes }];
    const after = await read([wait({ days: 2 }), asks, seats, wait({ hours: 1 }), send(say("bye", ["sms"]))]);

    const { journeys } = planOf({ before, after, inFlight: [], on: "aws" });

    expect(journeys[0]?.changes).toEqual([
      "without the step “wait 1 day”",
      "with the new step “wait 2 days”",
      "the message “bye” says something else",
    ]);
  });

  it("has machines of others, which are left alone", () => {
    expect(readComment("Counts everyone again.")).toBeUndefined();
    expect(readComment(undefined)).toBeUndefined();
  });
});
