import { Stack } from "aws-cdk-lib";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnConfigurationSet, CfnProtectConfiguration } from "aws-cdk-lib/aws-smsvoice";
import { Construct } from "constructs";
import { getCountries } from "libphonenumber-js/min";
import type { Purpose } from "../core/messages/message";
import type { SendingPolicy } from "../core/sending/policy";
import { ProgramError } from "../core/source-place";

/** What a deployment says of text messages; without it nobody sends any. */
export interface SmsOptions {
  /** ARN of a pool of numbers, leased in AWS End User Messaging. */
  readonly poolArn: string;
  /** The most that one part of a message may cost, in US dollars, as text: "0.08". */
  readonly maxPrice: string;
}

/** The context key in `cdk.json` under which they are. */
export const SMS_KEY = "herald:sms";

const POOL_ARN = /^arn:[\w-]+:sms-voice:[\w-]+:\d{12}:pool\/pool-[0-9a-f]+$/;
const PRICE = /^\d{1,2}\.\d{1,5}$/;

/**
 * Reads what the context says of text messages.
 * @throws ProgramError where it says it wrong
 */
export function smsOptions(given: unknown): SmsOptions | undefined {
  if (given === undefined) return undefined;
  const { poolArn, maxPrice } = given as Partial<SmsOptions>;
  if (
    typeof poolArn === "string" &&
    POOL_ARN.test(poolArn) &&
    typeof maxPrice === "string" &&
    PRICE.test(maxPrice)
  ) {
    return { poolArn, maxPrice };
  }
  const example = `"${SMS_KEY}": { "poolArn": "arn:aws:sms-voice:…:pool/pool-…", "maxPrice": "0.08" }`;
  throw new ProgramError(
    `text messages need a pool and a highest price, as in ${example}, got ${JSON.stringify(given)}`,
  );
}

/** How text messages leave: a configuration set and the countries that may be sent to, by purpose. */
export class SmsSending extends Construct {
  /** What the sender reads. */
  readonly environment: Record<string, string>;
  private readonly resources: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    { poolArn, maxPrice }: SmsOptions,
    policy: SendingPolicy | undefined,
  ) {
    super(scope, id);
    const marketing = this.purpose("marketing", policy);
    const transactional = this.purpose("transactional", policy);
    this.environment = {
      SMS_POOL: poolArn,
      SMS_MAX_PRICE: maxPrice,
      SMS_MARKETING_SET: marketing.name,
      SMS_TRANSACTIONAL_SET: transactional.name,
      SMS_MARKETING_PROTECT: marketing.protectId,
      SMS_TRANSACTIONAL_PROTECT: transactional.protectId,
    };
    this.resources = [poolArn, ...marketing.arns, ...transactional.arns];
  }

  /** Allows sending text messages from the pool, by these configurations and no others. */
  grantSend(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["sms-voice:SendTextMessage"], resources: [...this.resources] }),
    );
  }

  private purpose(purpose: Purpose, policy: SendingPolicy | undefined) {
    const name = `herald-${purpose}`;
    const id = purpose === "marketing" ? "Marketing" : "Transactional";
    new CfnConfigurationSet(this, `${id}Set`, { configurationSetName: name });
    const protect = new CfnProtectConfiguration(this, `${id}Protect`, {
      countryRuleSet: { sms: countryRules(policy?.smsCountries?.[purpose]) },
    });
    const set = Stack.of(this).formatArn({
      service: "sms-voice",
      resource: "configuration-set",
      resourceName: name,
    });
    return { name, protectId: protect.attrProtectConfigurationId, arns: [set, protect.attrArn] };
  }
}

/** Every country by name: one that is left out would keep whatever it has. */
function countryRules(open: readonly string[] | undefined): CfnProtectConfiguration.CountryRuleProperty[] {
  return getCountries().map((countryCode) => ({
    countryCode,
    protectStatus: !open || open.includes(countryCode) ? "ALLOW" : "BLOCK",
  }));
}
