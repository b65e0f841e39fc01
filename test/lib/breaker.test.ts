import type { Template } from "aws-cdk-lib/assertions";
import fc from "fast-check";
import { BREAKER, judgeTrouble } from "../../core/sending/breaker";
import { SWITCHES_KEY } from "../../lambdas/shared/table";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf, idOf, type Resource, resourcesOf } from "./synthesized";

let template: Template;
beforeAll(async () => {
  template = heraldOf(await plainProgram()).template;
});

const all = (type: string) => resourcesOf(template, type);
const alarmsOf = (start: string) =>
  [...all("AWS::CloudWatch::Alarm")].filter(([id]) => id.startsWith(start)) as [string, Resource][];

const STREAMS = ["marketing", "transactional"] as const;

/** CloudWatch's metric math for one data point, as far as the breaker speaks it. */
function evaluate(expression: string, counts: { readonly [id: string]: number }): number {
  const script = expression.replaceAll(" AND ", " && ");
  const names = Object.keys(counts);
  const evaluated = new Function("IF", "FILL", ...names, `return ${script}`);
  const ifThen = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
  return evaluated(ifThen, (value: number) => value, ...names.map((name) => counts[name]));
}

describe("the breaker on AWS", () => {
  it("E-40: rings exactly where the judge says stop, for each stream by itself over its own window", () => {
    for (const stream of STREAMS) {
      const { lines, windowHours } = BREAKER[stream];
      const alarms = alarmsOf(`BreakerStop${stream}`);
      expect(alarms).toHaveLength(lines.length);
      for (const [, { Properties }] of alarms) {
        const [{ Expression }, sent, troubles] = Properties.Metrics;
        const line = lines.find(({ metric }) => metric === troubles.MetricStat.Metric.MetricName);
        if (!line) throw new Error(`${troubles.MetricStat.Metric.MetricName} is no line`);

        for (const { MetricStat } of [sent, troubles]) {
          expect(MetricStat.Metric.Dimensions).toEqual([{ Name: "Stream", Value: stream }]);
          expect([MetricStat.Period, MetricStat.Stat]).toEqual([windowHours * 3600, "Sum"]);
        }
        expect(Properties).toMatchObject({
          ...{ Threshold: line.stopPercent, EvaluationPeriods: 1, TreatMissingData: "notBreaching" },
          ComparisonOperator: "GreaterThanOrEqualToThreshold",
        });
        fc.assert(
          fc.property(fc.integer({ min: 1, max: 20_000 }), fc.nat(2_000), (sentCount, troubleCount) => {
            const rate = evaluate(Expression, { [sent.Id]: sentCount, [troubles.Id]: troubleCount });
            const stops = judgeTrouble({ sent: sentCount, troubles: troubleCount }, line) === "stop";
            expect(rate >= Properties.Threshold).toBe(stops);
          }),
        );
      }
    }
  });

  it("E-32: is warned of before, by an alarm of the same rate", () => {
    for (const stream of STREAMS) {
      const warnings = alarmsOf(`AlarmsWarn${stream}`).map(([, { Properties }]) => Properties);
      const stops = alarmsOf(`BreakerStop${stream}`).map(([, { Properties }]) => Properties);

      expect(warnings.map(({ Metrics }) => Metrics)).toEqual(stops.map(({ Metrics }) => Metrics));
      warnings.forEach(({ Threshold }, index) => {
        expect(Threshold).toBeLessThan(stops[index].Threshold);
      });
    }
  });

  it("E-41: is tripped by its own alarms that begin to ring, and told which stream they are of", () => {
    for (const stream of STREAMS) {
      const id = `Breaker${stream === "marketing" ? "Marketing" : "Transactional"}`;
      const rules = [...all("AWS::Events::Rule")].filter(([each]) => each.startsWith(id));
      const [[, { Properties }]] = rules as [[string, Resource]];
      const [target] = Properties.Targets;

      expect(Properties.EventBusName).toBeUndefined();
      expect(Properties.EventPattern).toMatchObject({
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        detail: { state: { value: ["ALARM"] } },
      });
      expect(Properties.EventPattern.resources.map(idOf)).toEqual(
        alarmsOf(`BreakerStop${stream}`).map(([each]) => each),
      );
      expect(target.InputTransformer).toEqual({
        InputPathsMap: {
          "detail-alarmName": "$.detail.alarmName",
          "detail-state-reason": "$.detail.state.reason",
        },
        InputTemplate: `{"stream":"${stream}","alarm":<detail-alarmName>,"why":<detail-state-reason>}`,
      });
      expect(idOf(target.Arn)).toMatch(/^TripBreaker/);
    }
  });

  it("X-61: may throw switches and stop Herald's own configuration sets, and see nobody's data", () => {
    const policies = [...all("AWS::IAM::Policy").values()].filter(({ Properties }) =>
      Properties.Roles.some((role: unknown) => idOf(role)?.startsWith("TripBreaker")),
    );
    const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const allowing = (action: string) => statements.filter(({ Action }) => [Action].flat().includes(action));

    expect([...new Set(statements.flatMap(({ Action }) => Action))].sort()).toEqual([
      ...["dynamodb:GetItem", "dynamodb:PutItem", "logs:CreateLogStream", "logs:PutLogEvents"],
      ...["ses:PutConfigurationSetSendingOptions", "sqs:SendMessage"],
    ]);
    expect(allowing("dynamodb:PutItem")).toMatchObject([
      { Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [SWITCHES_KEY.pk] } } },
    ]);
    expect(JSON.stringify(allowing("ses:PutConfigurationSetSendingOptions")[0].Resource)).toMatch(
      /:configuration-set\/.*:configuration-set\//,
    );
  });

  it("E-41: stops what is tracked with the marketing that is not", async () => {
    const tracked = heraldOf(await plainProgram(), { tracking: { domain: "click.shop.example" } }).template;
    const [lambda] = [...resourcesOf(tracked, "AWS::Lambda::Function")].filter(([id]) =>
      id.startsWith("TripBreaker"),
    ) as [string, Resource][];
    const { Variables } = lambda?.[1].Properties.Environment ?? {};

    expect(JSON.stringify(Variables.MARKETING_CONFIGURATION_SETS).match(/Ref/g)).toHaveLength(2);
    expect(JSON.stringify(Variables.TRANSACTIONAL_CONFIGURATION_SETS).match(/Ref/g)).toHaveLength(1);
  });
});

describe("the time from event to hand-off", () => {
  it.each([
    ["marketing", 300_000],
    ["transactional", 60_000],
  ])("R-14: rings where one %s message in a hundred took longer than %i ms", (stream, Threshold) => {
    const [[, { Properties }]] = alarmsOf(`AlarmsSlow${stream}`) as [[string, Resource]];

    expect(Properties).toMatchObject({
      Threshold,
      Metrics: [
        {
          MetricStat: {
            Metric: { MetricName: "HandOffMs", Dimensions: [{ Name: "Stream", Value: stream }] },
            Stat: "p99",
          },
        },
      ],
    });
  });
});
