import type { Instant } from "../../core/instant";
import { type KeptSwitches, throwSwitch } from "../../lambdas/shared/throw-switch";
import type { SwitchDesk } from "./switch-desk";

/** What it takes to throw switches in a store. */
export interface StoredSwitchesParts {
  readonly store: KeptSwitches;
  readonly now: () => Instant;
  /** Who is throwing them. */
  readonly caller: () => Promise<string>;
}

/** Throws switches in a store, and reads them there. */
export function storedSwitches({
  store,
  now,
  caller,
}: StoredSwitchesParts): Pick<SwitchDesk, "list" | "turnOff" | "turnOn"> {
  return {
    list: async () => (await store.loadSwitches()).off,
    turnOff: async (name, why) =>
      throwSwitch(store, name, { at: now(), by: await caller(), ...(why && { why }) }),
    turnOn: (name) => throwSwitch(store, name, undefined),
  };
}
