import { nearest } from "../../core/check/check-spelling";
import type { SwitchedOff, Switches, SwitchName } from "../../core/sending/kill-switch";
import type { SwitchChange } from "../../lambdas/shared/throw-switch";
import type { SwitchDesk } from "./switch-desk";

type Where = Pick<SwitchDesk, "where" | "flags" | "knownForSeconds">;

const WIDEST_FIRST = ["all", "purpose", "channel", "journey", "message"];

/** What is off, the widest first: since when, by whom and why. */
export function switchesText(off: Switches, { where }: Pick<Where, "where">): string {
  const lines = linesOf(off);
  return lines.length === 0
    ? `Nothing is switched off in ${where}.`
    : `Switched off in ${where}:\n${lines.join("\n")}`;
}

/** What switching off came to: from when on it is in force, and what becomes of messages. */
export function offText(name: SwitchName, { changed, before, off }: SwitchChange, at: Where): string {
  if (!changed && before) return `${name} is off in ${at.where} already, ${inWords(before)}.`;
  const thrown = off[name];
  return [
    `${name} is off in ${at.where}${thrown ? `, ${inWords(thrown)}` : ""}.`,
    inForce("off", at),
    fateOf(name),
    ...(name === "all" || name === "purpose:transactional"
      ? ["This also stops what people wait for, such as receipts and password resets."]
      : []),
    `To switch it on again: npm run switch -- on ${name}${at.flags}`,
  ].join("\n");
}

/** What switching on again came to, and what is still off. */
export function onText(name: SwitchName, { changed, before, off }: SwitchChange, at: Where): string {
  const still = linesOf(off);
  const rest = still.length > 0 ? [`Still off:\n${still.join("\n")}`] : [];
  if (!changed) {
    const near = nearest(name, Object.keys(off));
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    return [`${name} was not off in ${at.where}${hint}`, ...rest].join("\n");
  }
  return [
    `${name} is on again in ${at.where}${before ? `; it was off ${inWords(before)}` : ""}.`,
    `${inForce("on", at)} What was skipped meanwhile is not sent.`,
    ...rest,
  ].join("\n");
}

function inForce(state: "off" | "on", { knownForSeconds }: Where): string {
  const when = knownForSeconds === 0 ? "at once" : `within ${knownForSeconds} seconds`;
  const stragglers = state === "off" ? ". Calls to a provider that are under way by then still finish" : "";
  return `In force ${when}${stragglers}.`;
}

function fateOf(name: SwitchName): string {
  const skipped =
    "skipped, with the reason switched-off. They are not held: switching on again sends none of them";
  return name.startsWith("channel:")
    ? `Messages take the next of their channels. Those that have no other are ${skipped}.`
    : `Messages that meet it are ${skipped}.`;
}

function linesOf(off: Switches): string[] {
  const names = (Object.keys(off) as SwitchName[]).sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => `  ${name.padEnd(width)}  ${inWords(off[name] as SwitchedOff)}`);
}

const rankOf = (name: SwitchName) => WIDEST_FIRST.indexOf(name.split(":")[0] as string);

const inWords = ({ at, by, why }: SwitchedOff) => `since ${at} by ${by}${why ? `: ${why}` : ""}`;
