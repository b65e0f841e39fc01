import { CfnOutput, Stack } from "aws-cdk-lib";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { RecordFeedback } from "./record-feedback";

/** What AWS End User Messaging calls itself. */
const SMS_VOICE = "sms-voice.amazonaws.com";

/**
 * Where two-way numbers tell what people reply to text messages. A number is pointed at it by hand, once:
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms.html
 */
export class InboundTexts extends Construct {
  constructor(scope: Construct, id: string, { recordFeedback }: { readonly recordFeedback: RecordFeedback }) {
    super(scope, id);
    // The key of AWS for SNS lets no other service write to a topic:
    // https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-iam-policy-auto.html
    const key = new Key(this, "Key", {
      description: "Herald: replies to text messages",
      enableKeyRotation: true,
    });
    const topic = new Topic(this, "Topic", { masterKey: key, enforceSSL: true });
    const fromThisAccount = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    const smsVoice = new ServicePrincipal(SMS_VOICE);
    key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [smsVoice],
        actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
        resources: ["*"],
        conditions: fromThisAccount,
      }),
    );
    topic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [smsVoice],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: fromThisAccount,
      }),
    );
    const { queue } = recordFeedback;
    topic.addSubscription(new SqsSubscription(queue, { deadLetterQueue: queue.deadLetters }));
    new CfnOutput(Stack.of(this), "InboundTextsTopicArn", {
      value: topic.topicArn,
      description: "Point two-way phone numbers at this topic",
    });
  }
}
