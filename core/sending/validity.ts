import { addDays, localInstant, readDate } from "../calendar";
import { type Duration, earlier, type Instant, plus } from "../instant";
import type { JsonObject } from "../json";
import type { Purpose } from "../messages/message";

/** How long a message is worth sending after the journey has come to it, where it does not say. */
const VALID_FOR: { readonly [purpose in Purpose]: Duration } = {
  marketing: { days: 2 },
  transactional: { days: 1 },
};

/** What a message says of how long it is true. */
export interface Validity {
  readonly purpose: Purpose;
  readonly validFor?: Duration;
  /** The event's property that names the moment, or the last day, after which it is of no use, such as `expires_at`. */
  readonly validUntil?: string;
}

/**
 * The moment from which a message must not be handed off any more.
 * @param at when the journey came to the message
 * @param event properties of the event it is about; a property that names neither a moment nor a day counts as missing
 * @param zone where a day ends when it ends for the reader; IANA
 */
export function expiryOf(
  { purpose, validFor = VALID_FOR[purpose], validUntil }: Validity,
  at: Instant,
  event: JsonObject = {},
  zone = "UTC",
): Instant {
  return earlier(plus(at, validFor), endIn({ validUntil }, event, zone));
}

/** The moment after which a message is of no use wherever it stands, where its event names one. */
export function endIn(
  { validUntil }: { readonly validUntil?: string | undefined },
  event: JsonObject = {},
  zone = "UTC",
): Instant | undefined {
  const read = validUntil === undefined ? undefined : readDate(event[validUntil]);
  if (read && "date" in read) return localInstant(addDays(read.date, 1), "00:00", zone);
  return read && "instant" in read ? read.instant : undefined;
}
