import { zoneOf } from "../calendar";
import type { JsonObject } from "../json";
import type { QuietHours, QuietRule } from "./quiet-hours";

/** Where a person is taken to live. */
export interface Jurisdiction {
  /** ISO 3166-1: "US". */
  readonly country: string;
  /** ISO 3166-2: "US-FL"; left out where it is unknown: every rule of any region of the country then applies. */
  readonly region?: string;
}

const COUNTRY = /^[A-Z]{2}$/;
const REGION = /^([A-Z]{2})-[A-Z0-9]{1,3}$/;

/** Whether a text names a country (ISO 3166-1) or a region of one (ISO 3166-2), in capitals. */
export function isPlace(text: string): boolean {
  return COUNTRY.test(text) || REGION.test(text);
}

/**
 * Reads the traits `country` ("US", in any case) and `region` ("FL" or "US-FL"). A country that is missing or not two
 * letters is the region's, else the brand's own. A region that the data does not name may be a misspelling of one that
 * it does, and counts as unknown.
 */
export function jurisdictionOf(hours: QuietHours, traits: JsonObject): Jurisdiction {
  const { country, region } = statedPlace(traits, hours.homeCountry);
  return { country, ...(region && namedPlaces(hours).has(region) && { region }) };
}

/** The place that the traits name; a region stands for one even where nobody has heard of it. */
export function statedPlace(traits: JsonObject, homeCountry: string): Jurisdiction {
  const stated = codeOf(traits.country);
  const written = codeOf(traits.region);
  const country = COUNTRY.test(stated) ? stated : (REGION.exec(written)?.[1] ?? homeCountry);
  const region = written.includes("-") ? written : `${country}-${written}`;
  return { country, ...(REGION.exec(region)?.[1] === country && { region }) };
}

/** Every country and region that the data says something of. */
export function namedPlaces({ rules, zonesIfUnknown }: QuietHours): ReadonlySet<string> {
  const { other, ...zones } = zonesIfUnknown;
  return new Set([...rules.flatMap(({ places = [] }) => places), ...Object.keys(zones)]);
}

/** Whether a rule is one for people there; where only the country is known, one for any of its regions is. */
export function appliesIn({ places }: QuietRule, { country, region }: Jurisdiction): boolean {
  if (!places) return true;
  return places.some(
    (place) => place === country || (region ? place === region : place.startsWith(`${country}-`)),
  );
}

/**
 * IANA names of the zones that a person may live by: their own where it is known, else all of the region's or the
 * country's, else of all other countries', else the brand's.
 */
export function zonesOf(
  { zonesIfUnknown }: QuietHours,
  { country, region = country }: Jurisdiction,
  timezone: unknown,
  defaultZone: string,
): readonly string[] {
  const own = zoneOf(timezone, "");
  if (own) return [own];
  const zones = zonesIfUnknown[region] ?? zonesIfUnknown[country] ?? zonesIfUnknown.other;
  // `checkQuietHours` refuses a misspelled zone; should one get here, a message must still not fail on it.
  return (zones.length > 0 ? zones : [defaultZone]).map((zone) => zoneOf(zone, "UTC"));
}

function codeOf(value: unknown): string {
  return typeof value === "string" ? value.trim().toUpperCase() : "";
}
