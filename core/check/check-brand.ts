import type { Brand } from "../brand";
import { ProgramError } from "../source-place";
import { whiteContrast } from "./contrast";

/** What ends in the headers of an email, or is the law's to show in its footer (16 CFR 316.5(a)(5)). */
const LINES = ["name", "sender", "replyTo", "unsubscribeMailbox", "postalAddress"] as const;
const ADDRESSES = ["sender", "replyTo", "unsubscribeMailbox"] as const;

/** One address alone, as a header can hold it: no name beside it, no second one, no group (RFC 5322 §3.4). */
const ADDRESS = /^[!#$%&'*+./0-9=?A-Z^_`a-z{|}~-]{1,64}@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)+$/;

/** What WCAG 2.2 AA asks for between letters and what they stand on. */
const READABLE = 4.5;

/**
 * Makes sure that emails can say who they come from, that nothing of it runs on into another header (E-10, E-22), and that
 * the white words on buttons can be read (E-63).
 */
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
  const { color } = brand;
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw refused("color", "must be written as #1f5f5b", color);
  if (whiteContrast(color) < READABLE) {
    const has = whiteContrast(color).toFixed(2);
    throw refused("color", `must be darker, since white words stand on it (contrast ${has}, not 4.5)`, color);
  }
}

function refused(field: keyof Brand, must: string, value: string): ProgramError {
  return new ProgramError(`the brand's ${field} ${must}, got ${JSON.stringify(value)}`);
}
