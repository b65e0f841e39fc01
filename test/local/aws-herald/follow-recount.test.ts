import { followRecount } from "../../../local/aws-herald/follow-recount";

const MACHINE = "arn:aws:states:eu-west-1:111111111111:stateMachine:herald_recount";

/** Step Functions that answers each command from its list, the last answer for ever. */
function aStepFunctions(answers: { readonly [command: string]: readonly object[] }) {
  const asked: [string, object][] = [];
  const send = async (command: { readonly input: object }) => {
    const name = command.constructor.name.replace(/Command$/, "");
    const before = asked.filter(([other]) => other === name).length;
    asked.push([name, command.input]);
    const all = answers[name] ?? [{}];
    return all[Math.min(before, all.length - 1)];
  };
  return { asked, client: { send } as never };
}

const atOnce = async () => undefined;

describe("a recount on AWS", () => {
  it("is started, followed by the parts of its Map Run, and gives what it found", async () => {
    const { asked, client } = aStepFunctions({
      ListExecutions: [{ executions: [] }],
      StartExecution: [{ executionArn: "run-1" }],
      DescribeExecution: [
        { status: "RUNNING" },
        { status: "RUNNING" },
        { status: "SUCCEEDED", output: '{"counted":9,"changed":2,"left":0}' },
      ],
      ListMapRuns: [{ mapRuns: [] }, { mapRuns: [{ mapRunArn: "map-1" }] }],
      DescribeMapRun: [{ itemCounts: { succeeded: 40, total: 100 } }],
    });
    const told: object[] = [];

    const totals = await followRecount(client, MACHINE, (progress) => told.push(progress), atOnce);

    expect(totals).toEqual({ counted: 9, changed: 2, left: 0 });
    expect(told).toEqual([{ done: 40, parts: 100 }]);
    expect(asked).toContainEqual(["StartExecution", { stateMachineArn: MACHINE, input: "{}" }]);
  });

  it("that is running already is joined, not started twice", async () => {
    const { asked, client } = aStepFunctions({
      ListExecutions: [{ executions: [{ executionArn: "run-0" }] }],
      DescribeExecution: [{ status: "SUCCEEDED", output: '{"counted":1,"changed":0,"left":0}' }],
    });

    await followRecount(client, MACHINE, () => undefined, atOnce);

    expect(asked.map(([name]) => name)).toEqual(["ListExecutions", "DescribeExecution"]);
    expect(asked[1]).toEqual(["DescribeExecution", { executionArn: "run-0" }]);
  });

  it("that fails says why, and how to go on with it", async () => {
    const { client } = aStepFunctions({
      ListExecutions: [{}],
      StartExecution: [{ executionArn: "run-1" }],
      DescribeExecution: [{ status: "FAILED", error: "States.ExceedToleratedFailureThreshold" }],
    });

    await expect(followRecount(client, MACHINE, () => undefined, atOnce)).rejects.toThrow(
      "the recount ended with FAILED: States.ExceedToleratedFailureThreshold; once mended: aws stepfunctions redrive-execution --execution-arn run-1",
    );
  });
});
