import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Effect, type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  HttpsPolicy,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Brand } from "../core/brand";
import type { Purpose } from "../core/messages/message";
import { ProgramError } from "../core/source-place";

/** How long SES goes on trying; it takes five minutes to fourteen hours, and no limit of a single email. */
const TRIES_FOR: { readonly [purpose in Purpose]: Duration } = {
  marketing: Duration.hours(12),
  transactional: Duration.hours(4),
};

/** What SES tells of each email. */
const TOLD = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.DELIVERY_DELAY,
];

/**
 * What it tells besides of emails to people who agreed to it (P-7): it puts a pixel into each and leads every link through
 * itself.
 */
const TRACKED = [EmailSendingEvent.OPEN, EmailSendingEvent.CLICK];

/** What a deployment says of tracking; without it no email tells who opened it. */
export interface TrackingOptions {
  /** A domain of the brand's own, led to SES: https://docs.aws.amazon.com/ses/latest/dg/configure-custom-open-click-domains.html */
  readonly domain: string;
}

/** The context key in `cdk.json` under which they are. */
export const TRACKING_KEY = "herald:tracking";

/**
 * Reads what the context says of tracking.
 * @throws ProgramError where it says it wrong
 */
export function trackingOptions(given: unknown): TrackingOptions | undefined {
  if (given === undefined) return undefined;
  const { domain } = given as Partial<TrackingOptions>;
  if (typeof domain === "string" && /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return { domain };
  throw new ProgramError(
    `tracking needs a domain, as in "${TRACKING_KEY}": { "domain": "click.shop.example" }, got ${JSON.stringify(given)}`,
  );
}

/** The brand's domain in SES, and how its mails are sent: each purpose is a stream of its own, with its own reputation. */
export class SendingIdentity extends Construct {
  readonly configurationSets: {
    readonly [purpose in Purpose]: string;
  } & {
    /** Marketing to people who agreed to being tracked. */
    readonly tracked?: string;
  };
  private readonly identity: EmailIdentity;
  private readonly sender: string;

  constructor(scope: Construct, id: string, { sender }: Brand, tracking?: TrackingOptions) {
    super(scope, id);
    this.sender = sender;
    const domain = sender.slice(sender.lastIndexOf("@") + 1);
    this.identity = new EmailIdentity(this, "Identity", { identity: Identity.domain(domain) });
    this.configurationSets = {
      marketing: this.streamOf("marketing", "Marketing"),
      transactional: this.streamOf("transactional", "Transactional"),
      ...(tracking && { tracked: this.streamOf("marketing", "Tracked", tracking) }),
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
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["ses:SendEmail"],
        resources: [this.identity.emailIdentityArn, ...this.setArns],
        conditions: { StringEquals: { "ses:FromAddress": this.sender } },
      }),
    );
  }

  /** Allows having SES take no more emails of a stream, or take them again. */
  grantStopping(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["ses:PutConfigurationSetSendingOptions"], resources: this.setArns }),
    );
  }

  private get setArns(): string[] {
    return Object.values(this.configurationSets).map((resourceName) =>
      Stack.of(this).formatArn({ service: "ses", resource: "configuration-set", resourceName }),
    );
  }

  private streamOf(purpose: Purpose, id: string, tracking?: TrackingOptions): string {
    const set = new ConfigurationSet(this, id, {
      configurationSetName: `herald-${purpose}${tracking ? "-tracked" : ""}`,
      // Without a domain of its own SES would fetch the pixel by plain HTTP (E-35).
      ...(tracking && {
        customTrackingRedirectDomain: tracking.domain,
        customTrackingHttpsPolicy: HttpsPolicy.REQUIRE,
      }),
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      maxDeliveryDuration: TRIES_FOR[purpose],
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // SES tells no bus but the account's own.
    const bus = EventBus.fromEventBusName(this, `${id}Bus`, "default");
    set.addEventDestination("Feedback", {
      destination: EventDestination.eventBus(bus),
      events: tracking ? [...TOLD, ...TRACKED] : TOLD,
    });
    return set.configurationSetName;
  }
}
