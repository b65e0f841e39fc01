import { createHash } from "node:crypto";

/**
 * Deals names to slots by their hash: a name's slot never changes, whatever other names come and go.
 * Its own hash and not `contentHash`, since a change to that must move nothing that is deployed.
 * @returns from 0 to `slots` - 1
 */
export function stableSlot(name: string, slots: number): number {
  return createHash("sha256").update(name).digest().readUInt32BE(0) % slots;
}
