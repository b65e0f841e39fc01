import type { JsonObject } from "../json";
import { statedPlace } from "./jurisdiction";

/** A law by which nobody texts marketing to people of a place unless registered there, or exempt. */
export interface TextRegistration {
  /** ISO 3166-2: "US-TX". */
  readonly region: string;
  /** How numbers given out there begin, in E.164: "+1214". They tell of people whose region is unknown. */
  readonly areaCodes: readonly string[];
  /** The registration's number, or why none is needed, for whoever asks; left out: no marketing texts go there. */
  readonly held?: { readonly registration: string } | { readonly exempt: string };
  readonly source: string;
}

/**
 * The registration that is missing for a marketing text, if any. Where people say which region they live in, that
 * counts; else where the number was given out.
 * @param number E.164
 */
export function missingRegistration(
  registrations: readonly TextRegistration[],
  traits: JsonObject,
  number: string,
): TextRegistration | undefined {
  return registrations.find((law) => {
    if (law.held) return false;
    const { region } = statedPlace(traits, law.region.slice(0, 2));
    return region ? region === law.region : law.areaCodes.some((code) => number.startsWith(code));
  });
}
