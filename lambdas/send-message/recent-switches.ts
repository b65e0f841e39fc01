import type { Switches } from "../../core/sending/kill-switch";
import type { Store } from "../../core/store";

/** So old may be what a worker knows of the switches: a switch stops everything within this and the call under way. */
const KNOWN_MS = 5_000;

/**
 * What is switched off, read at most every five seconds.
 * @returns `undefined` where it cannot be read now: what was known before may be wrong by now
 */
export function recentSwitches(
  store: Pick<Store, "loadSwitches">,
  nowMs: () => number,
): () => Promise<Switches | undefined> {
  let known: { readonly off: Switches; readonly atMs: number } | undefined;
  return async () => {
    if (known && Math.abs(nowMs() - known.atMs) < KNOWN_MS) return known.off;
    try {
      const atMs = nowMs();
      const { off } = await store.loadSwitches();
      known = { off, atMs };
      return off;
    } catch (error) {
      known = undefined;
      console.error(`switches cannot be read, so no marketing leaves: ${error}`);
      return undefined;
    }
  };
}
