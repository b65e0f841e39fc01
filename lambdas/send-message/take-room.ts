import type { Instant } from "../../core/instant";
import {
  awaitSlot,
  isCapped,
  type SendingRow,
  type SlotRequest,
  takeSlot,
} from "../../core/sending/frequency-cap";
import type { Refusal, Seen } from "../../core/sending/gate";
import type { SendingPolicy } from "../../core/sending/policy";
import type { Store } from "../../core/store";
import { TryAgainLater } from "../shared/try-again-later";

interface RoomPorts {
  readonly store: Pick<Store, "loadSending" | "saveSending">;
  readonly policy: SendingPolicy;
  readonly now: () => Instant;
}

/** So many workers may be sending to one person at once before the last of them has to come again. */
const MAX_ATTEMPTS = 20;

/**
 * Takes the slot under the caps that the gate found, before anything goes out. Whoever dies after this has used it up:
 * rather a message too few than one too many. A repetition finds it taken and goes on.
 * @returns why not, where another message took the last room meanwhile
 * @throws TryAgainLater where too many workers want a slot of this person at once
 */
export async function takeRoom(
  found: { readonly row: SendingRow; readonly slot: SlotRequest } | undefined,
  ports: RoomPorts,
): Promise<(Refusal & { readonly facts: Seen }) | undefined> {
  if (!found) return undefined;
  const { slot } = found;
  let { row } = found;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const answer = takeSlot(row, slot, ports.policy.caps, ports.now());
    if ("full" in answer) {
      const { cap, until } = answer.full;
      return {
        reason: "frequency-cap",
        until,
        facts: { most: cap.most, within: cap.within, cap: cap.source },
      };
    }
    if (answer.taken === row || (await ports.store.saveSending(answer.taken))) return undefined;
    row = await ports.store.loadSending(row.personId);
  }
  throw new TryAgainLater(`${MAX_ATTEMPTS} others took a slot of ${row.personId} at the same time`);
}

/** Keeps room for a message that was put off, so that no lesser one takes it. */
export async function keepRoom(
  personId: string,
  slot: SlotRequest,
  until: Instant,
  { store, policy, now }: RoomPorts,
): Promise<void> {
  if (!isCapped(policy.caps, slot)) return;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const row = await store.loadSending(personId);
    if (row.awaited.some(({ key, due }) => key === slot.key && due === until)) return;
    if (await store.saveSending(awaitSlot(row, slot, until, now()))) return;
  }
  throw new TryAgainLater(`${MAX_ATTEMPTS} others changed the slots of ${personId} at the same time`);
}
