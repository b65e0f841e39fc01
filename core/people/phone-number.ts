import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { isE164 } from "./e164";

/** A number as it is dialed from anywhere. */
export interface PhoneNumber {
  readonly e164: string;
  /**
   * ISO 3166-1 alpha-2. Left out for a number of no country, such as `+800…`, and where countries share a code and none
   * of them is known to have given out the number.
   */
  readonly country?: string;
}

/**
 * A phone number in E.164, with its country, or `undefined`. Only a number that already is E.164 and has a length that
 * its country's plan knows is taken: one that has to be guessed at could be somebody else's. Its leading digits do not
 * decide, since countries open ranges faster than a library learns of them.
 */
export function phoneNumber(text: unknown): PhoneNumber | undefined {
  if (!isE164(text)) return undefined;
  const parsed = parsePhoneNumberFromString(text);
  // The parser drops a trunk prefix left in by mistake (`+4401…`), which makes it another number.
  if (!parsed?.isPossible() || parsed.number !== text) return undefined;
  return { e164: text, ...(parsed.country && { country: parsed.country }) };
}
