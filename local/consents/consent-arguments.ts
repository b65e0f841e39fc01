import { parseArgs } from "node:util";
import { ConsentError } from "./consent-desk";

/** What `npm run consents` is asked to do, and where. */
export type ConsentCall = (
  | { readonly does: "prove"; readonly personId: string; readonly json: boolean }
  | { readonly does: "import"; readonly file: string }
) & { readonly stack?: string; readonly region?: string };

const USAGE = `usage: npm run consents -- PERSON [--json]      what a person ever said of consent, as the proof
       npm run consents -- import list.csv     person,topic,channel,state,at[,source][,wording][,expires_at]
       … --stack Herald [--region eu-west-1]   of a deployed stack
An imported yes counts only where the person has said nothing themselves.`;

/**
 * Reads the command line.
 * @param environment tells of flags that npm took for its own, because no `--` stood before them
 * @throws ConsentError with the usage
 */
export function readConsentArguments(
  args: readonly string[],
  environment: { readonly [name: string]: string | undefined } = {},
): ConsentCall {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean" }, stack: { type: "string" }, region: { type: "string" } },
    });
    const { json = false, ...where } = values;
    if (environment.npm_config_stack && !values.stack)
      throw new Error("--stack goes behind --: npm run consents -- ana --stack Herald");
    if (values.region && !values.stack) throw new Error("--region goes with --stack");
    if (values.stack === "") throw new Error("--stack needs the name of a stack");
    const [first, file, ...more] = positionals;
    if (!first) throw new Error("whose consents?");
    if (first !== "import") {
      if (file !== undefined) throw new Error(`one person at a time, got ${positionals.join(" ")}`);
      return { does: "prove", personId: first, json, ...where };
    }
    if (!file || more.length > 0) throw new Error("import takes one file");
    if (json) throw new Error("--json goes with a person");
    return { does: "import", file, ...where };
  } catch (error) {
    throw new ConsentError(`${(error as Error).message}\n${USAGE}`);
  }
}
