import { parseArgs } from "node:util";
import { SwitchError } from "./switch-desk";

/** What `npm run switch` is asked to do, and where; the name is as it was typed. */
export type SwitchCall = (
  | { readonly does: "list" }
  | { readonly does: "on"; readonly name: string }
  | { readonly does: "off"; readonly name: string; readonly why?: string }
) & { readonly stack?: string; readonly region?: string };

const USAGE = `usage: npm run switch                                    what is switched off
       npm run switch -- off NAME [--why "wrong price"]  stops all messages that NAME covers
       npm run switch -- on NAME                         lets them go out again
       … --stack Herald [--region eu-west-1]             of a deployed stack, instead of the data that npm start keeps
NAME:  all, purpose:marketing, purpose:transactional, channel:sms, journey:cart-abandonment, message:cart-reminder …`;

/**
 * Reads the command line.
 * @param environment tells of flags that npm took for its own, because no `--` stood before them
 * @throws SwitchError with the usage
 */
export function readSwitchArguments(
  args: readonly string[],
  environment: { readonly [name: string]: string | undefined } = {},
): SwitchCall {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { why: { type: "string" }, stack: { type: "string" }, region: { type: "string" } },
    });
    // Otherwise the switch would be thrown here, and not on the stack that was meant.
    if (environment.npm_config_stack && !values.stack)
      throw new Error("--stack goes behind --: npm run switch -- off all --stack Herald");
    const [verb, name, ...rest] = positionals;
    if (values.region && !values.stack) throw new Error("--region goes with --stack");
    if (values.stack === "") throw new Error("--stack needs the name of a stack");
    if (values.why !== undefined && verb !== "off") throw new Error("--why goes with off");
    if (verb === undefined) return { does: "list", ...values };
    if (verb !== "off" && verb !== "on") throw new Error(`say off or on, got "${verb}"`);
    if (name === undefined) throw new Error(`what is to be switched ${verb}?`);
    if (rest.length > 0)
      throw new Error(`one switch at a time, and flags go behind --, got ${positionals.join(" ")}`);
    return { does: verb, name, ...values };
  } catch (error) {
    throw new SwitchError(`${(error as Error).message}\n${USAGE}`);
  }
}
