import type { Instant } from "../instant";
import type { Channel, CompiledMessage } from "../messages/message";
import { type ConsentState, consentFor } from "../people/consent";
import { type Person, textTrait } from "../people/person";
import { phoneNumber } from "../people/phone-number";

/** What the law of some countries says of consent beyond the rule that marketing needs it; a brand may be stricter. */
export interface ConsentPolicy {
  /**
   * By country (ISO 3166-1), the channels on which marketing may go out to whoever never said anything, until they say
   * no. Left out: nowhere.
   */
  readonly optOut?: { readonly [country: string]: readonly Channel[] };
  /** By country, what the record of a yes must hold to count on a channel; see `Proof`. */
  readonly proof?: { readonly [country: string]: { readonly [C in Channel]?: readonly Proof[] } };
}

/** Where a yes was given, and the version of the words that were shown. */
type Proof = keyof Pick<ConsentState, "source" | "wording">;

/** Why a message may go out, in the words of the record: `contract` is what the person asked for (GDPR 6(1)(b)). */
type LegalBasis = "contract" | "consent" | "opt-out";

/** Whether there is a basis for a message, and what that rests on. */
export interface ConsentJudgment {
  readonly basis?: LegalBasis;
  readonly saw: { readonly [name: string]: unknown };
}

/**
 * The legal basis of a message to a person on a channel. Without one it does not go out (P-1). A transactional message
 * carries out what the person asked for; marketing rests on their yes to its topic, or on the law of their country that
 * lets it go out until they say no.
 */
export function judgeConsent(
  person: Person | undefined,
  { purpose, topic = "" }: Pick<CompiledMessage, "purpose" | "topic">,
  channel: Channel,
  { optOut = {}, proof = {} }: ConsentPolicy,
  now: Instant,
): ConsentJudgment {
  if (purpose === "transactional") return { basis: "contract", saw: { basis: "contract" } };
  const country = person && countryOf(person, channel);
  const answer = consentFor(person?.consents ?? {}, topic, channel, now);
  const said = answer.basis;
  const saw = {
    topic,
    consent: answer.given ? "given" : !said ? "never given" : said.given ? "expired" : "withdrawn",
    ...(said && { consentAt: said.at, consentProof: said.messageId }),
    ...(said?.source !== undefined && { consentSource: said.source }),
  };
  if (answer.given) {
    const missing = (of(proof, country)?.[channel] ?? []).filter(
      (field) => answer.basis[field] === undefined,
    );
    if (missing.length > 0) return { saw: { ...saw, country, missingProof: missing } };
    return { basis: "consent", saw: { ...saw, basis: "consent" } };
  }
  if (said || !of(optOut, country)?.includes(channel)) return { saw };
  return { basis: "opt-out", saw: { ...saw, country, basis: "opt-out" } };
}

/** A text message follows the law of its number, anything else that of the country that the person states. */
function countryOf(person: Person, channel: Channel): string | undefined {
  const stated = textTrait(person, "country")?.trim().toUpperCase();
  return channel === "sms" ? phoneNumber(textTrait(person, "phone"))?.country : stated;
}

function of<T>(rules: { readonly [country: string]: T }, country: string | undefined): T | undefined {
  return country !== undefined && Object.hasOwn(rules, country) ? rules[country] : undefined;
}
