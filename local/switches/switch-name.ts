import { meant, nearest } from "../../core/check/check-spelling";
import type { Channel, Purpose } from "../../core/messages/message";
import { isSwitchName, type SwitchName } from "../../core/sending/kill-switch";
import { SwitchError } from "./switch-desk";

/** Names of the program in this checkout. */
export interface ProgramNames {
  readonly journeys: readonly string[];
  readonly messages: readonly string[];
}

const NONE: ProgramNames = { journeys: [], messages: [] };

const PURPOSES: { readonly [P in Purpose]: true } = { marketing: true, transactional: true };
const CHANNELS: { readonly [C in Channel]: true } = {
  ...{ email: true, sms: true, push: true, inbox: true, banner: true },
};

/** The switches that are there whatever the program says. */
const FIXED = [
  "all",
  ...Object.keys(PURPOSES).map((purpose) => `purpose:${purpose}`),
  ...Object.keys(CHANNELS).map((channel) => `channel:${channel}`),
];

/** Takes a text for the name of a switch. @throws SwitchError with what was probably meant */
export function readSwitchName(text: string, names: ProgramNames = NONE): SwitchName {
  if (isSwitchName(text)) return text;
  const known = [
    ...FIXED,
    ...names.journeys.map((name) => `journey:${name}`),
    ...names.messages.map((name) => `message:${name}`),
  ];
  const whole = known.filter((name) => name.endsWith(`:${text}`));
  const near = whole.length > 0 ? whole.join(" or ") : nearest(text, known);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  throw new SwitchError(
    `there is no switch "${text}"${hint}\nA switch is ${FIXED.join(", ")}, journey:NAME or message:NAME.`,
  );
}

/**
 * A warning about a journey or a message that this checkout does not have. Only a warning: what is deployed may be older
 * than the checkout, and must be stoppable all the same.
 */
export function nameWarning(switchName: SwitchName, names: ProgramNames): string | undefined {
  const [kind, name] = switchName.split(":") as [string, string?];
  if (name === undefined || (kind !== "journey" && kind !== "message")) return undefined;
  const known = kind === "journey" ? names.journeys : names.messages;
  if (known.includes(name)) return undefined;
  return `warning: this checkout has no ${kind} "${name}"${meant(name, known)}
The switch is thrown all the same, and stops what is deployed under exactly this name.`;
}
