import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Effect, type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Brand } from "../core/brand";
import type { Purpose } from "../core/messages/message";

/** How long SES goes on trying; it takes five minutes to fourteen hours, and no limit of a single email. */
const TRIES_FOR: { readonly [purpose in Purpose]: Duration } = {
  marketing: Duration.hours(12),
  transactional: Duration.hours(4),
};

/**
 * What SES tells of each email. Not what is opened and clicked: to tell that, it puts a pixel into every email and leads
 * every link through itself, which a person must have agreed to (CNIL 2026-042).
 */
const TOLD = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.DELIVERY_DELAY,
];

/** The brand's domain in SES, and how its mails are sent: each purpose is a stream of its own, with its own reputation. */
export class SendingIdentity extends Construct {
  readonly configurationSets: { readonly [purpose in Purpose]: string };
  private readonly identity: EmailIdentity;
  private readonly sender: string;

  constructor(scope: Construct, id: string, { sender }: Brand) {
    super(scope, id);
    this.sender = sender;
    const domain = sender.slice(sender.lastIndexOf("@") + 1);
    this.identity = new EmailIdentity(this, "Identity", { identity: Identity.domain(domain) });
    this.configurationSets = {
      marketing: this.streamOf("marketing", "Marketing"),
      transactional: this.streamOf("transactional", "Transactional"),
    };
    this.identity.dkimRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `Dkim${index + 1}`, {
        value: `${name} CNAME ${value}`,
        description: `DNS record ${index + 1} of 3 that proves ${domain} is yours`,
      });
    });
  }

  /** Allows sending as the brand's sender and as nobody else. */
  grantSend(grantee: IGrantable): void {
    const sets = Object.values(this.configurationSets).map((resourceName) =>
      Stack.of(this).formatArn({ service: "ses", resource: "configuration-set", resourceName }),
    );
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["ses:SendEmail"],
        resources: [this.identity.emailIdentityArn, ...sets],
        conditions: { StringEquals: { "ses:FromAddress": this.sender } },
      }),
    );
  }

  private streamOf(purpose: Purpose, id: string): string {
    const set = new ConfigurationSet(this, id, {
      configurationSetName: `herald-${purpose}`,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      maxDeliveryDuration: TRIES_FOR[purpose],
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // SES tells no bus but the account's own.
    const bus = EventBus.fromEventBusName(this, `${id}Bus`, "default");
    set.addEventDestination("Feedback", { destination: EventDestination.eventBus(bus), events: TOLD });
    return set.configurationSetName;
  }
}
