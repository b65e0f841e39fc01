import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf, idOf, resourcesOf } from "./synthesized";

const sms = { poolArn: "arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-0a1b2c", maxPrice: "0.08" };

const only = <T>(all: Iterable<T>): T => [...all][0] as T;

describe("replies to text messages", () => {
  it("have no topic where nobody sends any", async () => {
    const { template } = heraldOf(await plainProgram());

    expect(resourcesOf(template, "AWS::SNS::Topic").size).toBe(0);
  });

  it("X-63: come by an encrypted topic, over TLS, from this account's numbers", async () => {
    const { template } = heraldOf(await plainProgram(), { sms });

    const { KmsMasterKeyId } = only(resourcesOf(template, "AWS::SNS::Topic").values()).Properties;
    expect(idOf(KmsMasterKeyId)).toMatch(/^InboundTextsKey/);
    const { Statement } = only(resourcesOf(template, "AWS::SNS::TopicPolicy").values()).Properties
      .PolicyDocument;
    expect(Statement).toMatchObject([
      { Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      {
        Effect: "Allow",
        Action: "sns:Publish",
        Principal: { Service: "sms-voice.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
      },
    ]);
    expect(Object.keys(template.findOutputs("InboundTextsTopicArn"))).toHaveLength(1);
  });

  it("go to the queue of feedback, and to its dead letters where they cannot", async () => {
    const { template } = heraldOf(await plainProgram(), { sms });

    const { Endpoint, RedrivePolicy, Protocol } = only(
      resourcesOf(template, "AWS::SNS::Subscription").values(),
    ).Properties;
    expect(Protocol).toBe("sqs");
    expect(idOf(Endpoint)).toMatch(/^RecordFeedbackQueue(?!DeadLetters)/);
    expect(idOf(RedrivePolicy.deadLetterTargetArn)).toMatch(/^RecordFeedbackQueueDeadLetters/);
  });

  it("S-2: that only a human can understand wait on a queue of their own, with an alarm", async () => {
    const { template } = heraldOf(await plainProgram());

    const alarms = [...resourcesOf(template, "AWS::CloudWatch::Alarm").values()];
    const alarm = alarms.find(({ Properties }) =>
      JSON.stringify(Properties.AlarmDescription).includes("Unclear replies"),
    );
    expect(alarm?.Properties.Threshold).toBe(1);
  });

  it("leave cdk-nag nothing to find", async () => {
    const { app } = heraldOf(await plainProgram(), { sms });

    for (const pack of [new AwsSolutionsChecks(app), new ServerlessChecks(app)])
      expect(pack.validateScope(app).violations).toEqual([]);
  });
});
