import type { Switches, SwitchName } from "../../core/sending/kill-switch";
import type { SwitchChange } from "../../lambdas/shared/throw-switch";

/** Where switches are thrown: data on this computer, a Herald that runs, or a deployed stack. */
export interface SwitchDesk {
  /** In words for whoever throws one, such as `the stack Herald in eu-west-1`. */
  readonly where: string;
  /** What to add to the command to come here again, with a space before it. */
  readonly flags: string;
  /** For so long may a sender still go by what it read before; 0 where every send reads the switches. */
  readonly knownForSeconds: number;
  list(): Promise<Switches>;
  /** Notes who did it, when and why. */
  turnOff(name: SwitchName, why?: string): Promise<SwitchChange>;
  turnOn(name: SwitchName): Promise<SwitchChange>;
  close(): Promise<void>;
}

/** Something about how the command was called; the message is for whoever called it. */
export class SwitchError extends Error {
  override readonly name = "SwitchError";
}
