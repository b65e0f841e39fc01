import { readFileSync } from "node:fs";
import { join } from "node:path";
import validate from "asl-validator";
import { type Graph, immediateSends } from "../../core/journeys/graph";
import type { CompiledProgram } from "../../core/program";
import type { HeraldStackProps } from "../../lib/herald-stack";
import { plainCartJourney, plainProgram, plainResetJourney } from "../fixtures/plain-program";
import { ADDRESS, byHttp, byLambda, CRM_ARN, MARK } from "./calling-journeys";
import { heraldOf, idOf, type Resource, resourcesOf, shelvesOf, textOf } from "./synthesized";

/** The machines of a program, the shelf each is on, its definition as deployed and what its own role allows. */
function machinesOf(program: CompiledProgram, props: Partial<HeraldStackProps> = {}) {
  const { app, stack, template } = heraldOf(program, { connections: { crm: CRM_ARN }, ...props });
  const shelves = shelvesOf(stack);
  const { directory } = app.synth();
  const machines = [...shelves].flatMap(([shelf, nested]) =>
    [...resourcesOf(nested, "AWS::StepFunctions::StateMachine").values()].map(({ Properties }) => {
      const policies = [...resourcesOf(nested, "AWS::IAM::Policy").values()];
      const own = policies.find((each) =>
        each.Properties.Roles.some((role: unknown) =>
          textOf(Properties.RoleArn).endsWith(`/\${${idOf(role)}}`),
        ),
      );
      const file = `machine.${String(Properties.DefinitionS3Location.Key).replace(/\.json$/, "")}.json`;
      return {
        shelf,
        journey: Properties.StateMachineName.replace(/^herald-/, "") as string,
        properties: Properties,
        definition: deployed(readFileSync(join(directory, file), "utf8"), Properties.DefinitionSubstitutions),
        allowed: own?.Properties.PolicyDocument.Statement as Statement[] | undefined,
      };
    }),
  );
  return { machines, shelves, template };
}

type Statement = { Action: string | string[]; Resource: unknown; Condition?: unknown };

/** What CloudFormation makes of a definition. */
function deployed(text: string, substitutions: Record<string, unknown>): Record<string, never> {
  const known: Record<string, string> = { Partition: "aws-cn", Region: "eu-west-1", Account: "123456789012" };
  return JSON.parse(
    Object.keys(substitutions).reduce(
      (filled, name) => filled.replaceAll(`\${${name}}`, known[name] ?? `<${name}>`),
      text,
    ),
  );
}

describe("journeys on Step Functions", () => {
  let program: CompiledProgram;
  let herald: ReturnType<typeof machinesOf>;

  beforeAll(async () => {
    program = await plainProgram([plainCartJourney, plainResetJourney, byLambda, byHttp]);
    herald = machinesOf(program);
  });

  const machineOf = (name: string) => herald.machines.find((machine) => machine.journey === name);

  it("are one machine each, named after the journey, unless the journey only sends", () => {
    expect(herald.machines.map((machine) => machine.journey).sort()).toEqual([
      "by-http",
      "by-lambda",
      "cart",
    ]);
    expect(program.graphs.filter(immediateSends).map((graph) => graph.journey)).toEqual(["password-reset"]);
  });

  it("are valid definitions in JSONata, with the partition of the account they are in", () => {
    for (const { journey, definition } of herald.machines) {
      const { isValid, errorsText } = validate(definition);

      expect([journey, isValid, isValid ? "" : errorsText("\n")]).toEqual([journey, true, ""]);
      expect(definition.QueryLanguage).toBe("JSONata");
      expect(JSON.stringify(definition)).toContain("arn:aws-cn:states:::lambda:invoke");
      expect(JSON.stringify(definition)).not.toContain("arn:aws:states");
    }
  });

  it("keep an author's words that look like a substitution", () => {
    expect(machineOf("by-lambda")?.definition.Comment).toContain(`Costs ${MARK}`);
  });

  it("log errors, and nothing of the people they are about (X-47)", () => {
    for (const { properties } of herald.machines) {
      expect(properties.LoggingConfiguration).toMatchObject({ Level: "ERROR", IncludeExecutionData: false });
      expect(properties.StateMachineType).toBe("STANDARD");
    }
  });

  it("are all there before observe-event can start them, and their role may log before them", () => {
    const dependencies = (type: string, id: string) =>
      Object.entries(
        herald.template.findResources(type) as Record<string, Resource & { DependsOn: string[] }>,
      )
        .filter(([each]) => each.startsWith(id))
        .flatMap(([, { DependsOn }]) => DependsOn);
    const stacks = [...resourcesOf(herald.template, "AWS::CloudFormation::Stack").keys()];

    expect(stacks).toHaveLength(herald.shelves.size);
    expect(dependencies("AWS::Lambda::Function", "ObserveEvent")).toEqual(expect.arrayContaining(stacks));
    for (const stack of stacks) {
      expect(dependencies("AWS::CloudFormation::Stack", stack)).toContainEqual(
        expect.stringMatching(/^JourneysRoleDefaultPolicy/),
      );
    }
  });

  it("stay in their stack whatever journeys come and go, since another stack would end their runs", async () => {
    const place = ({ journey, shelf }: { journey: string; shelf: number }) => [journey, shelf];

    expect(herald.machines.map(place).sort()).toEqual([
      ["by-http", 3],
      ["by-lambda", 5],
      ["cart", 1],
    ]);
    expect(machinesOf(await plainProgram([plainCartJourney])).machines.map(place)).toEqual([["cart", 1]]);
  });
});

describe("a journey that calls others", () => {
  const allowedBy = async (...journeys: Parameters<typeof plainProgram>[0] & object) => {
    const { machines } = machinesOf(await plainProgram(journeys));
    return new Map(machines.map(({ journey, allowed }) => [journey, allowed]));
  };

  it("may call the Lambda it names, in Herald's account and region, and nothing else", async () => {
    const [, own] = [...(await allowedBy(byLambda))][0] as [string, Statement[]];
    const invoked = own
      .filter(({ Action }) => Action === "lambda:InvokeFunction")
      .flatMap(({ Resource }) => Resource);

    expect(invoked.map(textOf)).toEqual([
      expect.stringMatching(/^arn:\$\{AWS::Partition\}:lambda:.+:function:score-people$/),
      expect.stringContaining("TakeSteps"),
    ]);
    expect(JSON.stringify(own)).not.toMatch(/InvokeHTTPEndpoint|secretsmanager/);
  });

  it("may call its address by its method, with the credentials of its connection", async () => {
    const [, own] = [...(await allowedBy(byHttp))][0] as [string, Statement[]];
    const by = (action: string) => own.find(({ Action }) => [Action].flat().includes(action));

    expect(by("states:InvokeHTTPEndpoint")?.Condition).toEqual({
      StringEquals: { "states:HTTPMethod": "GET", "states:HTTPEndpoint": ADDRESS },
    });
    expect(textOf(by("states:InvokeHTTPEndpoint")?.Resource)).toMatch(/:stateMachine:herald-by-http$/);
    expect(by("events:RetrieveConnectionCredentials")?.Resource).toBe(CRM_ARN);
    expect([by("secretsmanager:GetSecretValue")?.Action].flat()).toEqual([
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
    ]);
    expect(by("secretsmanager:GetSecretValue")?.Resource).toBe(
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:events!connection/crm/*",
    );
  });

  it("gives nothing of that to the others, which share a role without it", async () => {
    const allowed = await allowedBy(plainCartJourney, byLambda, byHttp);

    expect(allowed.get("cart")).toBeUndefined();
    expect(JSON.stringify(allowed.get("by-lambda"))).not.toContain("crm");
    expect(JSON.stringify(allowed.get("by-http"))).not.toContain("score-people");
  });

  it.each([
    [
      "unknown",
      {},
      /"by-http" calls through the connection "crm", which is not known: .*"herald:connections"/,
    ],
    ["not an ARN", { crm: "crm" }, /the connection "crm" must be given by its ARN, .* got "crm"/],
  ])("is refused where its connection is %s", async (_what, connections, message) => {
    const one = await plainProgram([byHttp]);

    expect(() => heraldOf(one, { connections })).toThrow(message);
  });
});

it("needs no shelf where no journey waits", async () => {
  const { graphs, ...rest } = await plainProgram([plainResetJourney]);

  expect(machinesOf({ ...rest, graphs: graphs as Graph[] }).shelves.size).toBe(0);
});
