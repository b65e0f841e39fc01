import { createHash, createHmac } from "node:crypto";

/** Channels whose addresses can be suppressed or held; an inbox and a banner have none of their own. */
export type SuppressedChannel = "email" | "sms" | "push";

/**
 * An address, or what is left of one: the SHA-256 of its normal form in hexadecimal, as lists without addresses give it,
 * or the id that it has here.
 */
export type AddressRef = string | { readonly sha256: string } | { readonly id: string };

/** The form in which addresses are compared: the letters of an email address are alike in both cases, those of a push token are not. */
export function normalAddress(channel: SuppressedChannel, address: string): string {
  const trimmed = address.trim();
  return channel === "email" ? trimmed.toLowerCase() : trimmed;
}

/**
 * Names an address so that only whoever knows the pepper can tell whose it is, which lets a suppression outlive an
 * erased person (P-24). It is reckoned from the address's SHA-256, so that a list of those names the same rows (P-32).
 * @returns 64 hexadecimal digits
 */
export function addressId(channel: SuppressedChannel, address: AddressRef, pepper: string): string {
  if (typeof address === "object" && "id" in address) return address.id;
  const sha256 = typeof address === "object" ? address.sha256.toLowerCase() : sha256Of(channel, address);
  return createHmac("sha256", pepper).update(`${channel}\n${sha256}`).digest("hex");
}

function sha256Of(channel: SuppressedChannel, address: string): string {
  return createHash("sha256").update(normalAddress(channel, address)).digest("hex");
}
