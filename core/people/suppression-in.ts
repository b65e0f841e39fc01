import type { Envelope } from "../events/envelope";
import { normalAddress } from "./address-id";
import type { AddressWord, SuppressionReason } from "./suppression";

/** No email address is longer (RFC 3696, erratum 1690). */
const MAX_ADDRESS_LENGTH = 254;

/**
 * What an event says of an address: that an email bounced, or was reported as spam. An address that only the provider
 * has on its list says nothing (E-42).
 * @param knownEmail the person's address, where the event names none
 */
export function suppressionIn(envelope: Envelope, knownEmail: string | undefined): AddressWord | undefined {
  const reason = reasonIn(envelope);
  if (!reason) return undefined;
  const { properties, timestamp: at, messageId: id, source } = envelope;
  const address = typeof properties.email === "string" ? properties.email : knownEmail;
  if (!address || address.length > MAX_ADDRESS_LENGTH) return undefined;
  const word = { reason, says: "suppress", at, by: source || "an event", id } as const;
  return { channel: "email", address: normalAddress("email", address), word };
}

function reasonIn({ event, properties }: Envelope): SuppressionReason | undefined {
  if (event === "Email Marked as Spam") return "complaint";
  if (event !== "Email Bounced") return undefined;
  if (properties.bounce_type === "permanent") return "hard-bounce";
  return properties.bounce_type === "transient" ? "soft-bounces" : undefined;
}
