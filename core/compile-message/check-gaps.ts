import { ProgramError } from "../source-place";

/** Checks that a value that was missing left no hole: a blank before a comma or a full stop. */
export function checkGaps(rendered: string, place: string): void {
  const gap = /[^\n]{0,20}[^\S\n][,.](?=\s|$)/m.exec(rendered);
  if (!gap) return;
  const shown = gap[0].trim();
  throw new ProgramError(`a missing value leaves "${shown}"; give it a default or an {% if %}`, place);
}
