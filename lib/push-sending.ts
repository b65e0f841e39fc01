import { CfnOutput, Stack, Validations } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnApp } from "aws-cdk-lib/aws-pinpoint";
import { Construct } from "constructs";

/** The context key in `cdk.json` that switches push on. */
export const PUSH_KEY = "herald:push";

/** The application that push notifications leave by; its channels get Apple's and Google's credentials by hand. */
export class PushSending extends Construct {
  readonly applicationId: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const application = new CfnApp(this, "Application", { name: "herald" });
    this.applicationId = application.ref;
    Validations.of(application).acknowledge({
      id: "CloudFormation-Validate::W3696",
      reason:
        "Of Amazon Pinpoint only engagement ended on 2026-10-30; applications and SendMessages stay, as AWS End User Messaging Push.",
    });
    new CfnOutput(this, "ApplicationId", {
      value: this.applicationId,
      description:
        "Give this application its push credentials: aws pinpoint update-gcm-channel, update-apns-channel",
    });
  }

  /** What the sender reads. */
  get environment(): Record<string, string> {
    return { PUSH_APPLICATION: this.applicationId };
  }

  /** Allows sending by this application and no other. */
  grantSend(grantee: IGrantable): void {
    const resource = Stack.of(this).formatArn({
      service: "mobiletargeting",
      resource: "apps",
      resourceName: `${this.applicationId}/messages`,
    });
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["mobiletargeting:SendMessages"], resources: [resource] }),
    );
  }
}
