import { type SwitchedOff, type Switches, type SwitchName, thrown } from "../../core/sending/kill-switch";
import type { Store } from "../../core/store";

/** The switches as they are kept. */
export type KeptSwitches = Pick<Store, "loadSwitches" | "saveSwitches">;

/** What throwing a switch came to. */
export interface SwitchChange {
  /** Not where the switch stood so already. */
  readonly changed: boolean;
  /** Who had switched it off before. */
  readonly before?: SwitchedOff;
  /** All that is off now. */
  readonly off: Switches;
}

/** Each lost race is one that somebody else has won, so no more than this can be throwing switches at once. */
const MAX_TRIES = 25;

/**
 * Throws a switch: off, or on again where nothing says who did it. One that stands so already stays as it is, so that it
 * is remembered since when something has been off.
 * @throws Error where others kept throwing theirs in between
 */
export async function throwSwitch(
  store: KeptSwitches,
  name: SwitchName,
  off: SwitchedOff | undefined,
): Promise<SwitchChange> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const board = await store.loadSwitches();
    const before = board.off[name];
    const known = before && { before };
    if ((before === undefined) === (off === undefined)) return { changed: false, ...known, off: board.off };
    const after = thrown(board, name, off);
    if (await store.saveSwitches(after)) return { changed: true, ...known, off: after.off };
  }
  throw new Error(`${name} was not thrown: others threw switches ${MAX_TRIES} times meanwhile; try again`);
}
