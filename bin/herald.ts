import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { compileMessage } from "../core/compile-message/compile-message";
import { compileProgram } from "../core/compile-program";
import { ProgramError } from "../core/source-place";
import { CLAIMS_KEY, claimsFunction } from "../lib/claims";
import { CONNECTIONS_KEY } from "../lib/connections";
import { contextValue } from "../lib/context-value";
import { TRACKING_KEY, trackingOptions } from "../lib/email-identity";
import { HeraldStack } from "../lib/herald-stack";
import { PUSH_KEY } from "../lib/push-sending";
import { REACH_KEY, reachOption } from "../lib/reach";
import { INBOX_KEY, inboxOptions } from "../lib/serve-notices";
import { SMS_KEY, smsOptions } from "../lib/sms-sending";
import { loadProgram } from "../program";

/**
 * Makes the stack. Account and region come from the CLI's profile; settings by `-c name=value` or `context` in cdk.json:
 * `alarmTopicArn` (an SNS topic) and `keepData=false` (for a throwaway stack). Journeys that call an address need the
 * ARN of the EventBridge connection they name, in cdk.json: `"herald:connections": { "crm": "arn:aws:events:…" }`.
 * `"herald:sms": { "poolArn": "arn:aws:sms-voice:…", "maxPrice": "0.08" }` and `"herald:push": true` switch text messages
 * and push notifications on; `"herald:tracking": { "domain": "click.shop.example" }` has opens and clicks told of people
 * who agree to it; `"herald:claims"`, the ARN of a Lambda, proves what messages claim. `"herald:inbox": { "jwks": { "keys": [ … ] }, "origins": ["https://shop.example"] }` lets apps and
 * websites read their users' inboxes and banners.
 */
async function main(): Promise<void> {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  const alarmTopicArn: string | undefined = app.node.tryGetContext("alarmTopicArn");
  const sms = smsOptions(contextValue(app.node, SMS_KEY));
  const tracking = trackingOptions(contextValue(app.node, TRACKING_KEY));
  const inbox = inboxOptions(contextValue(app.node, INBOX_KEY));
  const claims = claimsFunction(contextValue(app.node, CLAIMS_KEY));
  const reach = reachOption(contextValue(app.node, REACH_KEY));
  const program = await compileProgram(loadProgram(), compileMessage);
  for (const { message, place } of program.warnings)
    console.warn(`warning: ${place ? `${place}: ` : ""}${message}`);
  new HeraldStack(app, "Herald", {
    env: { ...(account && { account }), ...(region && { region }) },
    program,
    ...(alarmTopicArn && { alarmTopicArn }),
    connections: app.node.tryGetContext(CONNECTIONS_KEY) ?? {},
    ...(sms && { sms }),
    ...(tracking && { tracking }),
    ...(claims && { claims }),
    ...(inbox && { inbox }),
    ...(reach && { reach }),
    push: String(app.node.tryGetContext(PUSH_KEY)) === "true",
    keepData: String(app.node.tryGetContext("keepData")) !== "false",
  });
  app.synth();
}

main().catch((error: unknown) => {
  console.error(error instanceof ProgramError ? error.message : error);
  process.exitCode = 1;
});
