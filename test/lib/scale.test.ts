import type { Template } from "aws-cdk-lib/assertions";
import { canonicalJson } from "../../core/json";
import type { CompiledProgram } from "../../core/program";
import { manyJourneys } from "./many-journeys";
import { heraldOf, resourcesOf, shelvesOf } from "./synthesized";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_RESOURCES = 500;
const MAX_TEMPLATE_BYTES = 1_000_000;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: the inline policies of a role together. */
const MAX_POLICY_CHARACTERS = 10_240;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html */
const MAX_QUEUE_STATEMENTS = 20;

describe("a Herald of 300 journeys and 200 events", () => {
  let program: CompiledProgram;
  let root: Template;
  let templates: readonly Template[];

  beforeAll(async () => {
    program = await manyJourneys({ journeys: 300, events: 200, calling: 60 });
    const { stack, template } = heraldOf(program);
    root = template;
    templates = [root, ...shelvesOf(stack).values()];
  });

  const everywhere = (type: string) => templates.flatMap((each) => [...resourcesOf(each, type).values()]);

  it("has a machine for each journey", () => {
    const names = everywhere("AWS::StepFunctions::StateMachine").map(
      ({ Properties }) => Properties.StateMachineName,
    );
    expect(names.filter((name) => name.startsWith("herald-"))).toHaveLength(300);
  });

  it("keeps every stack well under what CloudFormation takes", () => {
    expect(templates).toHaveLength(9);
    for (const template of templates) {
      const json = template.toJSON();
      expect(Object.keys(json.Resources).length).toBeLessThan(MAX_RESOURCES / 2);
      expect(JSON.stringify(json).length).toBeLessThan(MAX_TEMPLATE_BYTES / 2);
      expect(Object.keys(json.Parameters ?? {}).length).toBeLessThan(200);
      expect(Object.keys(json.Outputs ?? {}).length).toBeLessThan(200);
    }
  });

  it("has no more rules than a bus takes, each with a pattern that EventBridge takes", () => {
    const patterns = everywhere("AWS::Events::Rule").flatMap(
      ({ Properties }) => Properties.EventPattern ?? [],
    );

    expect(patterns.length).toBeLessThanOrEqual(20);
    for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048);
    const brought = patterns.flatMap((pattern) => pattern["detail-type"]);
    for (const { trigger } of program.graphs) expect(brought).toContain(trigger.event);
  });

  it("keeps every role and queue within what its policies take", () => {
    const byRole = new Map<string, number>();
    for (const { Properties } of everywhere("AWS::IAM::Policy")) {
      const role = canonicalJson(Properties.Roles);
      const length = JSON.stringify(Properties.PolicyDocument).length;
      byRole.set(role, (byRole.get(role) ?? 0) + length);
    }
    expect(Math.max(...byRole.values())).toBeLessThan(MAX_POLICY_CHARACTERS / 2);
    for (const { Properties } of everywhere("AWS::SQS::QueuePolicy"))
      expect(Properties.PolicyDocument.Statement.length).toBeLessThan(MAX_QUEUE_STATEMENTS / 2);
  });

  it("has as many alarms and graphs as one of two journeys", async () => {
    const small = heraldOf(await manyJourneys({ journeys: 2, events: 5 })).template;
    const count = (template: Template) => resourcesOf(template, "AWS::CloudWatch::Alarm").size;
    const body = (template: Template) =>
      JSON.stringify([...resourcesOf(template, "AWS::CloudWatch::Dashboard").values()]);

    expect(count(root)).toBe(count(small));
    expect(body(root)).toBe(body(small));
  });
});
