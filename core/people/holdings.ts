import { createHash } from "node:crypto";
import type { Envelope } from "../events/envelope";
import type { Instant } from "../instant";
import type { Notice } from "../runs/observe";
import type { Holder } from "../store";
import type { SuppressedChannel } from "./address-id";
import { devicesOf } from "./devices";
import { isE164 } from "./e164";
import { type Person, textTrait } from "./person";

/** A phone number or push token that a person is said to have, and since when. */
export interface Holding {
  readonly channel: SuppressedChannel;
  readonly address: string;
  readonly at: Instant;
}

/**
 * Phone numbers and push tokens that an event says a person has and that were not theirs before.
 * @param before the person without the event; left out where that is not known, so that everything it says counts
 */
export function newHoldings(
  before: Person | undefined,
  after: Person,
  { timestamp: at }: Pick<Envelope, "timestamp">,
): Holding[] {
  if (before && before.traits === after.traits && before.devices === after.devices) return [];
  const phone = textTrait(after, "phone");
  const had = before && textTrait(before, "phone");
  // Numbers are not looked up in the tables of their countries: those are a fifth of all that a worker would load.
  const phones = isE164(phone) && phone !== had && after.traits.phone?.at === at ? [phone] : [];
  const known = new Set(before ? devicesOf(before).map(({ token }) => token) : []);
  const tokens = devicesOf(after).filter((device) => device.at === at && !known.has(device.token));
  return [
    ...phones.map((address) => ({ channel: "sms", address, at }) as const),
    ...tokens.map(({ token }) => ({ channel: "push", address: token, at }) as const),
  ];
}

/**
 * A device is of whoever signed in on it last: everybody else who had its token loses it, by event time (S-44).
 * @param holders the newest first
 */
export function lostTokens(token: string, holders: readonly Holder[]): Notice[] {
  const [owner, ...others] = holders;
  if (!owner) return [];
  const { at: timestamp } = owner;
  const mark = createHash("sha256").update(`${token}\n${owner.personId}`).digest("hex").slice(0, 32);
  return others.map(({ personId }) => ({
    ...{ event: "Device Token Gone", messageId: `token-moved-${mark}-${timestamp}`, personId, timestamp },
    properties: { token },
  }));
}
