import { isE164 } from "../core/people/e164";
import type { Reach } from "../core/sending/reach";
import { ProgramError } from "../core/source-place";

/** The context key in `cdk.json` for a deployment that is not the real one: whom it may write to. */
export const REACH_KEY = "herald:reach";

const DOMAIN = /^@[\w-]+(\.[\w-]+)+$/;
const EMAIL = /^[^\s@]+@[\w-]+(\.[\w-]+)+$/;

/**
 * Reads whom this deployment may write to.
 * @throws ProgramError where it names none, or what is no domain, email address or phone number
 */
export function reachOption(given: unknown): Reach | undefined {
  if (given === undefined) return undefined;
  const named: readonly unknown[] = Array.isArray(given) ? given : [];
  const isFit = (one: unknown) =>
    typeof one === "string" && (DOMAIN.test(one) || EMAIL.test(one) || isE164(one));
  if (named.length > 0 && named.every(isFit)) return named as Reach;
  const example = `"${REACH_KEY}": ["@simulator.amazonses.com", "me@shop.example", "+12065550100"]`;
  throw new ProgramError(
    `this deployment must be told whom it may write to, as in ${example}, got ${JSON.stringify(given)}`,
  );
}
