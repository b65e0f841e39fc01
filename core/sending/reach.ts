import type { Channel } from "../messages/message";

/**
 * Whom a deployment that is not the real one may write to: `@simulator.amazonses.com` for all of a domain, whole email
 * addresses, phone numbers in E.164. Left out: everyone.
 */
export type Reach = readonly string[];

/** Whether an address may be written to. Devices and inboxes belong to an app, which is another one outside production. */
export function isWithinReach(reach: Reach | undefined, channel: Channel, address: string): boolean {
  if (!reach || (channel !== "email" && channel !== "sms")) return true;
  const written = address.toLowerCase();
  return reach.some((allowed) => {
    const whole = allowed.toLowerCase();
    return whole.startsWith("@") ? written.endsWith(whole) : written === whole;
  });
}
