import type { Condition } from "../condition";
import type { EventCatalog, PropertyOf } from "../events/event-catalog";
import { type Duration, inSeconds } from "../instant";
import { ProgramError } from "../source-place";

/** Conditions on the properties an event has. */
export type Where<Catalog extends EventCatalog, Name extends keyof Catalog> = {
  readonly [P in PropertyOf<Catalog[Name]>]?: Condition;
};

/** Refuses a duration that Herald cannot wait. */
export function checkDuration(word: string, duration: Duration, place: string | undefined): void {
  const seconds = inSeconds(duration);
  if (!(seconds > 0)) {
    throw new ProgramError(`${word} must be longer than zero, got ${JSON.stringify(duration)}`, place);
  }
  if (!Number.isInteger(seconds)) {
    throw new ProgramError(`${word} must be whole seconds, got ${JSON.stringify(duration)}`, place);
  }
  if (seconds > 365 * 86_400) {
    throw new ProgramError(`${word} must be at most a year, got ${JSON.stringify(duration)}`, place);
  }
}
