import type { Instant } from "../instant";
import { consentFor } from "../people/consent";
import type { Person } from "../people/person";
import type { SendingPolicy } from "./policy";

/**
 * The topic under which people agree that opens and clicks of their emails are told apart from others'. It is a choice of
 * its own beside the emails themselves, which France asks for (CNIL, deliberation 2026-042).
 */
export const TRACKING_TOPIC = "open-tracking";

/**
 * Whether opens and clicks of a person's marketing emails may be told. Who said no is never tracked; who said nothing,
 * only where the brand's policy says that nobody need be asked.
 */
export function mayTrack(
  person: Pick<Person, "consents" | "traits">,
  policy: SendingPolicy,
  now: Instant,
): boolean {
  const answer = consentFor(person.consents, TRACKING_TOPIC, "email", now);
  if (answer.given) return true;
  const country = person.traits.country?.value;
  const open = policy.trackUnaskedIn ?? [];
  return answer.basis === undefined && typeof country === "string" && open.includes(country.toUpperCase());
}
