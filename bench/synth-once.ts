import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { HeraldStack } from "../lib/herald-stack";
import { manyJourneys } from "../test/lib/many-journeys";

/** Does once what `cdk synth` runs, checks and bundles included, for so many journeys and events. */
async function main(): Promise<void> {
  const [journeys = 0, events = 0] = process.argv.slice(2).map(Number);
  const { context } = JSON.parse(readFileSync(join(__dirname, "..", "cdk.json"), "utf8"));
  const app = new App({ context });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  new HeraldStack(app, "Herald", { program: await manyJourneys({ journeys, events }) });
  rmSync(app.synth().directory, { recursive: true });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
