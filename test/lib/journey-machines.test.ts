import validate from "asl-validator";
import { compileProgram } from "../../core/compile-program";
import { immediateSends } from "../../core/graph";
import type { CompiledProgram } from "../../core/program";
import { loadProgram } from "../../program";
import { compilePlainMessage, plainProgram } from "../fixtures/plain-program";
import { heraldOf, idOf, resourcesOf } from "./synthesized";

/** The text of a definition with an ARN for each reference. */
function definitionOf(definitionString: { "Fn::Join": [string, unknown[]] }): Record<string, unknown> {
  const parts = definitionString["Fn::Join"][1];
  return JSON.parse(
    parts
      .map((part) => (typeof part === "string" ? part : "arn:aws:lambda:us-east-1:123456789012:function:f"))
      .join(""),
  );
}

function machinesOf(program: CompiledProgram) {
  const { template } = heraldOf(program);
  return [...resourcesOf(template, "AWS::StepFunctions::StateMachine").values()].map(
    ({ Properties }) => Properties,
  );
}

describe("journeys on Step Functions", () => {
  let plain: CompiledProgram;
  let shipped: CompiledProgram;
  let machines: ReturnType<typeof machinesOf>;

  beforeAll(async () => {
    plain = await plainProgram();
    shipped = await compileProgram(loadProgram(), compilePlainMessage);
    machines = [...machinesOf(plain), ...machinesOf(shipped)];
  });

  it("are one machine each, named after the journey, unless the journey only sends", () => {
    const waiting = [...plain.graphs, ...shipped.graphs].filter((graph) => !immediateSends(graph));

    expect(machines.map(({ StateMachineName }) => StateMachineName)).toEqual(
      waiting.map(({ journey }) => `herald-${journey}`),
    );
    expect(plain.graphs.filter(immediateSends).map(({ journey }) => journey)).toEqual(["password-reset"]);
  });

  it("are valid definitions in JSONata", () => {
    for (const { DefinitionString, StateMachineName } of machines) {
      const definition = definitionOf(DefinitionString);

      const { isValid, errorsText } = validate(definition);
      expect([StateMachineName, isValid, isValid ? "" : errorsText("\n")]).toEqual([
        StateMachineName,
        true,
        "",
      ]);
      expect(definition.QueryLanguage).toBe("JSONata");
    }
  });

  it("log errors, and nothing of the people they are about (X-47)", () => {
    for (const { LoggingConfiguration, StateMachineType } of machines) {
      expect(LoggingConfiguration).toMatchObject({ Level: "ERROR", IncludeExecutionData: false });
      expect(StateMachineType).toBe("STANDARD");
    }
  });

  it("are all there before observe-event can start them", async () => {
    const { template } = heraldOf(plain);
    const machineIds = [...resourcesOf(template, "AWS::StepFunctions::StateMachine").keys()];

    const functions = Object.entries(template.findResources("AWS::Lambda::Function"));
    const [, observe] = functions.find(([id]) => id.startsWith("ObserveEvent")) as [
      string,
      { DependsOn: string[] },
    ];
    expect(observe.DependsOn).toEqual(expect.arrayContaining(machineIds));
    expect(idOf(machines[0]?.RoleArn)).toBeDefined();
  });
});
