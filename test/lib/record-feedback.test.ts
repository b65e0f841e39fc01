import type { Template } from "aws-cdk-lib/assertions";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf, idOf, type Resource, resourcesOf } from "./synthesized";

let template: Template;
beforeAll(async () => {
  template = heraldOf(await plainProgram()).template;
});

const all = (type: string) => resourcesOf(template, type);

function rule(id: string): Resource["Properties"] {
  const [, found] = [...all("AWS::Events::Rule")].find(([each]) => each.startsWith(id)) as [string, Resource];
  return found.Properties;
}

describe("what becomes of emails", () => {
  it("E-42: is told by SES of both streams, on the account's own bus", () => {
    const destinations = [...all("AWS::SES::ConfigurationSetEventDestination").values()];

    expect(destinations.map(({ Properties }) => idOf(Properties.ConfigurationSetName)).sort()).toEqual([
      expect.stringMatching(/^SenderMarketing/),
      expect.stringMatching(/^SenderTransactional/),
    ]);
    for (const { Properties } of destinations) {
      const { EventBridgeDestination, MatchingEventTypes } = Properties.EventDestination;
      expect(JSON.stringify(EventBridgeDestination.EventBusArn)).toMatch(/:event-bus\/default/);
      expect(MatchingEventTypes).toEqual(["delivery", "bounce", "complaint", "reject", "deliveryDelay"]);
    }
  });

  it("P-7: is told without a pixel in the email or a detour in its links", () => {
    const told = [...all("AWS::SES::ConfigurationSetEventDestination").values()].flatMap(
      ({ Properties }) => Properties.EventDestination.MatchingEventTypes,
    );

    expect(told).not.toContain("open");
    expect(told).not.toContain("click");
  });

  it("is heard of our own streams and of no other sender in the account", () => {
    const { EventPattern, EventBusName } = rule("RecordFeedbackOfEmails");

    expect(EventBusName).toBeUndefined();
    expect(EventPattern.source).toEqual(["aws.ses"]);
    expect(EventPattern["detail-type"]).toEqual(expect.arrayContaining(["Email Bounced", "Email Clicked"]));
    expect(EventPattern.detail.mail.tags["ses:configuration-set"].map(idOf)).toEqual([
      expect.stringMatching(/^SenderMarketing/),
      expect.stringMatching(/^SenderTransactional/),
    ]);
  });
});

describe("what becomes of text messages", () => {
  it("is heard where it is final and of a message that names its ledger row", () => {
    expect(rule("RecordFeedbackOfTexts").EventPattern).toEqual({
      source: ["aws.sms-voice"],
      "detail-type": ["Text Message Delivery Status Updated"],
      detail: { isFinal: [true], context: { ref1: [{ exists: true }] } },
    });
  });
});

describe("feedback", () => {
  it("waits in a queue of its own, which only these two rules write to", () => {
    const queues = ["RecordFeedbackOfEmails", "RecordFeedbackOfTexts"].map((id) => rule(id).Targets[0]);
    const policy = [...all("AWS::SQS::QueuePolicy").values()].find(({ Properties }) =>
      Properties.Queues.some((queue: unknown) => idOf(queue) === idOf(queues[0]?.Arn)),
    );
    const allowed = (policy as Resource).Properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === "Allow",
    );

    expect(new Set(queues.map(({ Arn }) => idOf(Arn))).size).toBe(1);
    expect(
      allowed.map(({ Condition }: { Condition: { ArnEquals: Record<string, unknown> } }) =>
        idOf(Condition.ArnEquals["aws:SourceArn"]),
      ),
    ).toEqual([
      expect.stringMatching(/^RecordFeedbackOfEmails/),
      expect.stringMatching(/^RecordFeedbackOfTexts/),
    ]);
  });

  it("rings where some of it cannot be recorded, or waits a quarter of an hour", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", { MetricName: "FeedbackFailed", Threshold: 1 });
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "ApproximateAgeOfOldestMessage",
      Threshold: 900,
    });
  });
});
