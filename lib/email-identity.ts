import { CfnOutput, Stack } from "aws-cdk-lib";
import { Effect, type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Brand } from "../core/brand";

/** The brand's domain in SES, and how its mails are sent. */
export class SendingIdentity extends Construct {
  readonly configurationSetName: string;
  private readonly identity: EmailIdentity;
  private readonly sender: string;

  constructor(scope: Construct, id: string, { sender }: Brand) {
    super(scope, id);
    this.sender = sender;
    const domain = sender.slice(sender.lastIndexOf("@") + 1);
    this.identity = new EmailIdentity(this, "Identity", { identity: Identity.domain(domain) });
    const set = new ConfigurationSet(this, "Marketing", {
      configurationSetName: "herald-marketing",
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSetName = set.configurationSetName;
    this.identity.dkimRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `Dkim${index + 1}`, {
        value: `${name} CNAME ${value}`,
        description: `DNS record ${index + 1} of 3 that proves ${domain} is yours`,
      });
    });
  }

  /** Allows sending as the brand's sender and as nobody else. */
  grantSend(grantee: IGrantable): void {
    const set = Stack.of(this).formatArn({
      service: "ses",
      resource: "configuration-set",
      resourceName: this.configurationSetName,
    });
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["ses:SendEmail"],
        resources: [this.identity.emailIdentityArn, set],
        conditions: { StringEquals: { "ses:FromAddress": this.sender } },
      }),
    );
  }
}
