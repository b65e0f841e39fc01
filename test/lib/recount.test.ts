import validate from "asl-validator";
import { Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import type { Brand } from "../../core/brand";
import { Recount } from "../../lib/recount";
import { MACHINE_PREFIX } from "../../lib/run-permissions";
import { evaluate } from "../../local/jsonata-expression";
import { resourcesOf, testApp } from "./synthesized";

const program = { brand: {} as Brand, segments: {}, graphs: [] };

function recountStack() {
  const app = testApp();
  const stack = new Stack(app, "Herald");
  const table = new TableV2(stack, "People", {
    partitionKey: { name: "pk", type: AttributeType.STRING },
    sortKey: { name: "sk", type: AttributeType.STRING },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  new Recount(stack, "Recount", { program, table });
  return { app, template: Template.fromStack(stack) };
}

type States = Record<string, Record<string, unknown>>;

const { app, template } = recountStack();
const [machine] = [...resourcesOf(template, "AWS::StepFunctions::StateMachine").values()];
const definition = JSON.parse(
  machine?.Properties.DefinitionString["Fn::Join"][1]
    .map((part: unknown) =>
      typeof part === "string" ? part : "arn:aws:lambda:us-east-1:123456789012:function:f",
    )
    .join(""),
);
const everyone = definition.States["Recount everyone"];
const part: States = everyone.ItemProcessor.States;

describe("the machine that recounts", () => {
  it("has a name that no journey's machine can have, and that observe-event may not start", () => {
    const { StateMachineName, StateMachineType } = machine?.Properties ?? {};

    expect([StateMachineName, StateMachineType]).toEqual(["herald_recount", "STANDARD"]);
    expect(StateMachineName.startsWith(MACHINE_PREFIX)).toBe(false);
  });

  it("is a valid definition", () => {
    const { isValid, errorsText } = validate(definition);

    expect([isValid, isValid ? "" : errorsText("\n")]).toEqual([true, ""]);
  });

  it("makes a child of each part of the table, a hundred of them, ten at a time, or as the input says", async () => {
    const asked = async (input: object) => ({
      items: await evaluate(everyone.Items, { input }),
      atOnce: await evaluate(everyone.MaxConcurrency, { input }),
    });

    const usual = await asked({});

    expect(usual.items).toHaveLength(100);
    expect((usual.items as object[]).at(-1)).toEqual({ segment: 99, of: 100 });
    expect(usual.atOnce).toBe(10);
    expect(await asked({ parts: 1, atOnce: 2 })).toEqual({ items: [{ segment: 0, of: 1 }], atOnce: 2 });
  });

  it("fails where a part fails for good, so that nobody is left out unsaid", () => {
    expect(everyone).toMatchObject({
      ToleratedFailurePercentage: 0,
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
    });
  });

  it("calls for a part until it is done, after a pause where something is under way", async () => {
    const { Choices, Default } = part["Done?"] as {
      Choices: { Condition: string; Next: string }[];
      Default: string;
    };
    const after = async (next: string) => {
      for (const { Condition, Next } of Choices) {
        if ((await evaluate(Condition, { input: { next } })) === true) return Next;
      }
      return Default;
    };

    expect(await Promise.all(["at-once", "after-a-pause", "never"].map(after))).toEqual([
      "Recount people",
      "Let others finish",
      "Done",
    ]);
  });

  it("tells recount-people when it asks for the same again", async () => {
    const task = part["Recount people"] as { Arguments: { Payload: string } };
    const payload = (context: object) =>
      evaluate(task.Arguments.Payload, { input: { segment: 3, of: 100 }, context });

    expect(await payload({ Execution: { RedriveCount: 0 }, State: { RetryCount: 0 } })).toEqual({
      ...{ segment: 3, of: 100, again: false },
    });
    expect(await payload({ Execution: {}, State: { RetryCount: 1 } })).toMatchObject({ again: true });
    expect(await payload({ Execution: { RedriveCount: 1 }, State: {} })).toMatchObject({ again: true });
    expect(await payload({})).toMatchObject({ again: false });
  });

  it("adds up what became of everyone", async () => {
    const done = { segment: 1, of: 2, later: [], counted: 4, changed: 1, left: 0, next: "never" };
    const outcome = await evaluate(part.Done?.Output, { input: done });

    expect(outcome).toEqual({ counted: 4, changed: 1, left: 0 });
    expect(
      await evaluate(everyone.Output, { result: [outcome, { counted: 5, changed: 0, left: 2 }] }),
    ).toEqual({
      ...{ counted: 9, changed: 1, left: 2 },
    });
    expect(await evaluate(everyone.Output, { result: [outcome] })).toEqual(outcome);
  });
});

describe("what a recount may do", () => {
  const statements = [...resourcesOf(template, "AWS::IAM::Policy").values()].flatMap(
    ({ Properties }) =>
      Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
  );
  const resourceOf = (action: string) =>
    JSON.stringify(statements.find(({ Action }) => [Action].flat().includes(action))?.Resource);

  it("is to start its own parts, and to call one function", () => {
    expect(resourceOf("states:StartExecution")).toMatch(/:stateMachine:herald_recount"/);
    expect(resourceOf("states:RedriveExecution")).toMatch(/:execution:herald_recount\/people:\*"/);
    expect(resourceOf("lambda:InvokeFunction")).toMatch(/RecountPeople/);
  });

  it("is to read the table and to put rows, and nothing else", () => {
    const actions = statements
      .flatMap(({ Action }) => Action)
      .filter((action) => action.startsWith("dynamodb:"));

    expect(actions.sort()).toEqual(
      ["BatchGetItem", "PutItem", "Query", "Scan"].map((name) => `dynamodb:${name}`),
    );
  });

  it("leaves nothing unexplained", () => {
    for (const pack of [new AwsSolutionsChecks(app), new ServerlessChecks(app)]) {
      expect(pack.validateScope(app).violations).toEqual([]);
    }
  });
});

describe("the stack with a recount", () => {
  it("says what to start", () => {
    expect(template.findOutputs("RecountMachineArn")).toMatchObject({
      RecountMachineArn: { Value: expect.anything() },
    });
  });
});
