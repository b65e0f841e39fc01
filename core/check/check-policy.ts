import { getCountries } from "libphonenumber-js/min";
import { inSeconds } from "../instant";
import { isE164 } from "../people/e164";
import { checkQuietHours } from "../sending/check-quiet-hours";
import type { FrequencyCap } from "../sending/frequency-cap";
import { isPlace } from "../sending/jurisdiction";
import type { SendingPolicy } from "../sending/policy";
import type { TextRegistration } from "../sending/text-registration";
import { ProgramError } from "../source-place";

const COUNTRIES: ReadonlySet<string> = new Set(getCountries());

/** What a person's row keeps of what was sent, see `takeSlot`. */
const MOST = 100;

/**
 * Makes sure that what a brand holds itself to can be held.
 * @throws ProgramError with all mistakes in the quiet hours, or the first in the caps
 */
export function checkPolicy({
  quietHours,
  caps,
  smsCountries,
  consent = {},
  stopRules = [],
  textRegistrations = [],
}: SendingPolicy): void {
  const mistakes = quietHours ? checkQuietHours(quietHours) : [];
  if (mistakes.length > 0) throw new ProgramError(`the quiet hours cannot be kept: ${mistakes.join("; ")}`);
  for (const cap of caps) checkCap(cap);
  const unknown = Object.values(smsCountries ?? {})
    .flat()
    .filter((country) => !COUNTRIES.has(country));
  if (unknown.length > 0) {
    throw new ProgramError(
      `text messages go to countries by their two capital letters, got ${unknown.join(", ")}`,
    );
  }
  for (const law of textRegistrations) checkRegistration(law);
  const ruled = [
    ...[consent.optOut, consent.proof].flatMap((rules) => Object.keys(rules ?? {})),
    ...stopRules.flatMap(({ countries }) => countries),
  ].filter((country) => !COUNTRIES.has(country));
  if (ruled.length > 0) {
    throw new ProgramError(
      `rules on consent name countries by their two capital letters, got ${ruled.join(", ")}`,
    );
  }
}

function checkCap(cap: FrequencyCap): void {
  const { most, within, purposes, channels } = cap;
  const wrong = (what: string) => new ProgramError(`a frequency cap ${what}, got ${JSON.stringify(cap)}`);
  if (!Number.isInteger(most) || most < 1 || most > MOST) throw wrong(`counts to 1 to ${MOST} messages`);
  if (!(inSeconds(within) > 0)) throw wrong("needs a stretch of time longer than none");
  if (purposes.length === 0) throw wrong("needs a purpose");
  if (channels?.length === 0) throw wrong("needs a channel, or none named for all together");
}

function checkRegistration({ region, held, areaCodes }: TextRegistration): void {
  const wrong = (what: string) => new ProgramError(`the registration for texts to ${region} ${what}`);
  if (!isPlace(region) || !region.includes("-")) throw wrong('names no region such as "US-TX"');
  if (held && !Object.values(held).every((told) => told.trim()))
    throw wrong("is held, but says not by which");
  const number = areaCodes.find((code) => !isE164(code));
  if (number !== undefined)
    throw wrong(`needs numbers as they begin in E.164, got ${JSON.stringify(number)}`);
}
