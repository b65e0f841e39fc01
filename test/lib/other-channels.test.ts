import { App, Validations } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { TRACKING_KEY, trackingOptions } from "../../lib/email-identity";
import { HeraldStack, type HeraldStackProps } from "../../lib/herald-stack";
import { SMS_KEY, smsOptions } from "../../lib/sms-sending";
import { policy } from "../../program/policy";
import { plainProgram } from "../fixtures/plain-program";

const sms = { poolArn: "arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-0a1b2c", maxPrice: "0.08" };

const tracking = { domain: "click.shop.example" };

async function templateWith(
  options: Partial<Pick<HeraldStackProps, "sms" | "push" | "tracking">>,
): Promise<Template> {
  const app = new App({ context: { "aws:cdk:bundling-stacks": [] } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const program = { ...(await plainProgram()), policy };
  return Template.fromStack(new HeraldStack(app, "Herald", { program, ...options }));
}

const environmentOf = (template: Template) =>
  Object.values(template.findResources("AWS::Lambda::Function")).find(({ Properties }) =>
    Properties.Description.includes("sends one message after the other"),
  )?.Properties.Environment.Variables;

const actionsIn = (template: Template) => JSON.stringify(template.findResources("AWS::IAM::Policy"));

describe("channels beyond email", () => {
  it("are not there unless the deployment asks for them", async () => {
    const template = await templateWith({});

    expect(environmentOf(template)).not.toHaveProperty("SMS_POOL");
    expect(environmentOf(template)).not.toHaveProperty("PUSH_APPLICATION");
    expect(actionsIn(template)).not.toMatch(/sms-voice|mobiletargeting/);
  });

  it("S-33: text messages go to the countries that the policy opens, by purpose, and to no other", async () => {
    const template = await templateWith({ sms });

    const [marketing, transactional] = Object.values(
      template.findResources("AWS::SMSVOICE::ProtectConfiguration"),
    ).map(
      ({ Properties }) => Properties.CountryRuleSet.SMS as { CountryCode: string; ProtectStatus: string }[],
    );
    const open = (rules: typeof marketing) =>
      rules?.filter(({ ProtectStatus }) => ProtectStatus === "ALLOW").map(({ CountryCode }) => CountryCode);
    expect(open(marketing)).toEqual(["US"]);
    expect(open(transactional)).toEqual([...(policy.smsCountries?.transactional ?? [])].sort());
    expect(marketing?.length).toBeGreaterThan(200);
    expect(environmentOf(template)).toMatchObject({
      ...{ SMS_POOL: sms.poolArn, SMS_MAX_PRICE: "0.08", SMS_MARKETING_SET: "herald-marketing" },
      SMS_TRANSACTIONAL_PROTECT: { "Fn::GetAtt": expect.anything() },
    });
    expect(actionsIn(template)).toMatch(
      /"sms-voice:SendTextMessage","Effect":"Allow","Resource":\["arn:aws:sms-voice/,
    );
  });

  it("X-60: push notifications leave by one application, which the sender alone may use", async () => {
    const template = await templateWith({ push: true });

    expect(environmentOf(template)).toMatchObject({
      PUSH_APPLICATION: { Ref: expect.stringMatching(/^Push/) },
    });
    expect(actionsIn(template).match(/mobiletargeting:SendMessages/g)).toHaveLength(1);
  });

  it("P-7: opens and clicks are told of one stream of its own, over HTTPS and the brand's own domain (E-35)", async () => {
    const sets = async (options: Parameters<typeof templateWith>[0]) => {
      const template = await templateWith(options);
      const told = Object.values(template.findResources("AWS::SES::ConfigurationSetEventDestination"));
      return {
        names: Object.values(template.findResources("AWS::SES::ConfigurationSet")).map(
          ({ Properties }) => Properties,
        ),
        tracking: told.filter(({ Properties }) =>
          Properties.EventDestination.MatchingEventTypes.some((type: string) => /open|click/i.test(type)),
        ),
        environment: environmentOf(template),
      };
    };

    const plain = await sets({});
    const tracked = await sets({ tracking });

    expect(plain.names).toHaveLength(2);
    expect(plain.tracking).toEqual([]);
    expect(plain.environment).not.toHaveProperty("TRACKED_CONFIGURATION_SET");
    expect(tracked.tracking).toHaveLength(1);
    expect(tracked.environment).toHaveProperty("TRACKED_CONFIGURATION_SET");
    expect(tracked.names).toHaveLength(3);
    expect(tracked.names).toContainEqual(
      expect.objectContaining({
        Name: "herald-marketing-tracked",
        DeliveryOptions: expect.objectContaining({ TlsPolicy: "REQUIRE" }),
        TrackingOptions: { CustomRedirectDomain: "click.shop.example", HttpsPolicy: "REQUIRE" },
      }),
    );
    expect(trackingOptions(tracking)).toEqual(tracking);
    for (const given of [{}, { domain: "https://click.shop.example" }, { domain: "click" }, true])
      expect(() => trackingOptions(given)).toThrow(TRACKING_KEY);
  });

  it("are refused where their settings are wrong, with an example", () => {
    expect(smsOptions(undefined)).toBeUndefined();
    expect(smsOptions(sms)).toEqual(sms);
    for (const given of [{}, { ...sms, maxPrice: 0.08 }, { ...sms, poolArn: "pool-1" }, true])
      expect(() => smsOptions(given)).toThrow(SMS_KEY);
  });
});
