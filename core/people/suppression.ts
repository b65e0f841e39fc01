import type { Envelope } from "../events/envelope";
import type { Instant } from "../instant";

/** An address nothing may be sent to, whoever holds it. */
export interface Suppression {
  readonly channel: "email";
  readonly address: string;
  readonly reason: "hard-bounce" | "complaint";
  readonly at: Instant;
  readonly messageId: string;
}

/** No email address is longer (RFC 3696, erratum 1690), and a table key must not be. */
const MAX_ADDRESS_LENGTH = 254;

/** The suppression an event asks for: a permanent bounce or a spam report of an email address. */
export function suppressionIn(envelope: Envelope, knownEmail: string | undefined): Suppression | undefined {
  const { event, properties, timestamp, messageId } = envelope;
  const hardBounce = event === "Email Bounced" && properties.bounce_type === "permanent";
  if (!hardBounce && event !== "Email Marked as Spam") return undefined;
  const address = typeof properties.email === "string" ? properties.email : knownEmail;
  if (!address || address.length > MAX_ADDRESS_LENGTH) return undefined;
  return {
    channel: "email",
    address: normalAddress(address),
    reason: hardBounce ? "hard-bounce" : "complaint",
    at: timestamp,
    messageId,
  };
}

/** The form in which addresses are compared. */
export function normalAddress(address: string): string {
  return address.trim().toLowerCase();
}
