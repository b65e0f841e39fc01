import type { Instant } from "../instant";
import type { Channel, Purpose } from "../messages/message";

/** What can be switched off at once: everything, one purpose, one channel, one journey or one message. */
export type SwitchName =
  | "all"
  | `purpose:${Purpose}`
  | `channel:${Channel}`
  | `journey:${string}`
  | `message:${string}`;

/** Who switched something off, when and why. */
export interface SwitchedOff {
  readonly at: Instant;
  readonly by: string;
  readonly why?: string;
}

/** Everything that is switched off. */
export type Switches = { readonly [name in SwitchName]?: SwitchedOff };

/** All switches as they are kept, in one row. */
export interface SwitchBoard {
  readonly off: Switches;
  /** Counts the writes; 0 is not stored yet. */
  readonly revision: number;
}

/** Nothing is switched off, and nothing ever was. */
export const ALL_ON: SwitchBoard = { off: {}, revision: 0 };

/** The board with one switch thrown: off, or on again where nothing says who did it. */
export function thrown(board: SwitchBoard, name: SwitchName, off: SwitchedOff | undefined): SwitchBoard {
  const { [name]: _before, ...others } = board.off;
  return { ...board, off: off ? { ...others, [name]: off } : others };
}

/** What a send is judged by. */
export interface Switched {
  readonly purpose: Purpose;
  readonly journey: string;
  readonly message: string;
}

const KINDS =
  /^(all|purpose:(marketing|transactional)|channel:(email|sms|push|inbox|banner)|(journey|message):[a-z0-9-]{1,64})$/;

/** Whether a text names a switch. */
export function isSwitchName(text: string): text is SwitchName {
  return KINDS.test(text);
}

/**
 * The switch that stops a send on every channel, the widest first; `undefined` where none does.
 * @param switches `undefined` where they cannot be read: marketing then stops, what people asked for goes on
 */
export function switchFor(
  switches: Switches | undefined,
  { purpose, journey, message }: Switched,
): SwitchName | "unreadable" | undefined {
  if (!switches) return purpose === "marketing" ? "unreadable" : undefined;
  const names: SwitchName[] = ["all", `purpose:${purpose}`, `journey:${journey}`, `message:${message}`];
  return names.find((name) => Object.hasOwn(switches, name));
}

/** The switch that stops a channel. */
export function switchForChannel(switches: Switches | undefined, channel: Channel): SwitchName | undefined {
  const name: SwitchName = `channel:${channel}`;
  return switches && Object.hasOwn(switches, name) ? name : undefined;
}
