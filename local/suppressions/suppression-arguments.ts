import { parseArgs } from "node:util";
import type { SuppressedChannel } from "../../core/people/address-id";
import { SUPPRESSION_REASONS, type SuppressionReason } from "../../core/people/suppression";
import { SuppressionError } from "./suppression-desk";
import { ADDRESS_FORMS } from "./suppression-file";

/** What `npm run suppressions` is asked to do, and where. */
export type SuppressionCall = (
  | { readonly does: "list" | "export" }
  | { readonly does: "import"; readonly file: string }
  | {
      readonly does: "add";
      readonly channel: SuppressedChannel;
      readonly address: string;
      readonly reason: SuppressionReason;
    }
  | {
      readonly does: "remove";
      readonly channel: SuppressedChannel;
      readonly address: string;
      readonly atTheirRequest: boolean;
    }
) & { readonly stack?: string; readonly region?: string };

const USAGE = `usage: npm run suppressions                                        who must not be written to, and why
       npm run suppressions -- add email ana@example.com [--reason manual]
       npm run suppressions -- remove email ana@example.com [--at-their-request]
       npm run suppressions -- import list.csv                    channel,address,hash,reason,at
       npm run suppressions -- export > list.csv
       … --stack Herald [--region eu-west-1]                      of a deployed stack
A complaint or a STOP is undone only --at-their-request, a hard bounce never.`;

/**
 * Reads the command line.
 * @param environment tells of flags that npm took for its own, because no `--` stood before them
 * @throws SuppressionError with the usage
 */
export function readSuppressionArguments(
  args: readonly string[],
  environment: { readonly [name: string]: string | undefined } = {},
): SuppressionCall {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        reason: { type: "string" },
        "at-their-request": { type: "boolean" },
        stack: { type: "string" },
        region: { type: "string" },
      },
    });
    if (environment.npm_config_stack && !values.stack)
      throw new Error("--stack goes behind --: npm run suppressions -- export --stack Herald");
    if (values.region && !values.stack) throw new Error("--region goes with --stack");
    if (values.stack === "") throw new Error("--stack needs the name of a stack");
    const where = {
      ...(values.stack && { stack: values.stack }),
      ...(values.region && { region: values.region }),
    };
    const [verb = "list", ...rest] = positionals;
    if (values.reason !== undefined && verb !== "add") throw new Error("--reason goes with add");
    if (values["at-their-request"] && verb !== "remove")
      throw new Error("--at-their-request goes with remove");
    const atTheirRequest = values["at-their-request"] ?? false;
    switch (verb) {
      case "list":
      case "export":
        none(rest);
        return { does: verb, ...where };
      case "import":
        return { does: verb, file: only(rest), ...where };
      case "add":
        return { does: verb, ...addressIn(rest), reason: reasonIn(values.reason), ...where };
      case "remove":
        return { does: verb, ...addressIn(rest), atTheirRequest, ...where };
      default:
        throw new Error(`say list, add, remove, import or export, got "${verb}"`);
    }
  } catch (error) {
    throw new SuppressionError(`${(error as Error).message}\n${USAGE}`);
  }
}

function none(rest: readonly string[]): void {
  if (rest.length > 0) throw new Error(`there is nothing to say behind that, got ${rest.join(" ")}`);
}

function only(rest: readonly string[]): string {
  const [file, ...more] = rest;
  none(more);
  if (!file) throw new Error("which file?");
  return file;
}

function addressIn([channel, address, ...more]: readonly string[]): {
  channel: SuppressedChannel;
  address: string;
} {
  none(more);
  if (channel !== "email" && channel !== "sms" && channel !== "push")
    throw new Error(`say email, sms or push, and the address, got "${channel ?? ""}"`);
  if (!address) throw new Error("which address?");
  if (!ADDRESS_FORMS[channel].test(address))
    throw new Error(`${FORM_NAMES[channel]}, got ${JSON.stringify(address)}`);
  return { channel, address };
}

const FORM_NAMES: { readonly [C in SuppressedChannel]: string } = {
  email: "an email address is written as ana@example.com",
  sms: "a phone number is written as +12065550100",
  push: "a push token has no spaces",
};

function reasonIn(reason = "manual"): SuppressionReason {
  const known = SUPPRESSION_REASONS.filter((each) => each !== "soft-bounces");
  const found = known.find((each) => each === reason);
  if (!found) throw new Error(`the reason is one of ${known.join(", ")}, got "${reason}"`);
  return found;
}
