import type { AddressRef, SuppressedChannel } from "../../core/people/address-id";
import { foldSuppression, type SuppressionRow, type SuppressionWord } from "../../core/people/suppression";
import type { Store } from "../../core/store";

/** Writers of one row that collide try again; more than this many in a row is a fault. */
const MAX_ATTEMPTS = 20;

/** Where the suppression list is. */
export type KeptSuppressions = Pick<Store, "loadSuppression" | "saveSuppression">;

/**
 * Notes words on an address; again from its newest row where somebody else wrote meanwhile.
 * @returns the row that stands, and whether these words changed it
 */
export async function noteSuppression(
  store: KeptSuppressions,
  channel: SuppressedChannel,
  address: AddressRef,
  words: readonly SuppressionWord[],
): Promise<{ readonly row: SuppressionRow; readonly changed: boolean }> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const before = await store.loadSuppression(channel, address);
    const row = words.reduce(foldSuppression, before);
    if (row === before) return { row, changed: false };
    if (await store.saveSuppression(row)) return { row, changed: true };
  }
  throw new Error(`a row of the suppression list changed ${MAX_ATTEMPTS} times while it was written to`);
}
