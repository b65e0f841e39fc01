import type { Brand } from "../brand";
import { ProgramError } from "../source-place";

/** What ends in the headers of an email, or is the law's to show in its footer (16 CFR 316.5(a)(5)). */
const LINES = ["name", "sender", "replyTo", "unsubscribeMailbox", "postalAddress"] as const;
const ADDRESSES = ["sender", "replyTo", "unsubscribeMailbox"] as const;

/** One address alone, as a header can hold it: no name beside it, no second one, no group (RFC 5322 §3.4). */
const ADDRESS = /^[!#$%&'*+./0-9=?A-Z^_`a-z{|}~-]{1,64}@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)+$/;

/** Makes sure that emails can say who they come from, and that nothing of it runs on into another header (E-10, E-22). */
export function checkBrand(brand: Brand): void {
  for (const field of LINES) {
    const value = brand[field];
    if (value.trim() === "") throw refused(field, "must not be empty", value);
    if (/[\p{Cc}\u2028\u2029]/u.test(value)) {
      throw refused(field, "must be one line without control characters", value);
    }
  }
  for (const field of ADDRESSES) {
    if (!ADDRESS.test(brand[field])) throw refused(field, "must be one email address", brand[field]);
  }
}

function refused(field: keyof Brand, must: string, value: string): ProgramError {
  return new ProgramError(`the brand's ${field} ${must}, got ${JSON.stringify(value)}`);
}
