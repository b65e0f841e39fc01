import { type SuppressionRow, suppressionsOf } from "../../core/people/suppression";
import type { SuppressionAnswer } from "./suppression-desk";
import type { FileLine, RefusedLine } from "./suppression-file";

/** No more refused lines than these are named one by one. */
const NAMED_LINES = 20;

/** Everybody who is on the list, and why. */
export function suppressionsText(rows: readonly SuppressionRow[], where: string): string {
  const lines = rows.flatMap((row) => {
    const why = reasonsText(row);
    return why === "" ? [] : [`  ${row.channel.padEnd(5)}  ${nameOf(row)}  ${why}`];
  });
  return lines.length === 0
    ? `Nobody is on the suppression list of ${where}.`
    : `On the suppression list of ${where}:\n${lines.join("\n")}`;
}

/** What adding an address came to. */
export function addedText({ changed, row }: SuppressionAnswer, where: string): string {
  const what = changed ? "is on the suppression list of" : "was already on the suppression list of";
  return `${nameOf(row)} ${what} ${where}: ${reasonsText(row)}.`;
}

/** What taking an address off came to: what still stands against it decides. */
export function removedText(
  row: SuppressionRow,
  changed: boolean,
  atTheirRequest: boolean,
  where: string,
): string {
  const left = reasonsText(row);
  if (left === "") {
    return changed
      ? `${nameOf(row)} is off the suppression list of ${where}.`
      : `${nameOf(row)} was not on the suppression list of ${where}.`;
  }
  const hint = atTheirRequest
    ? ""
    : "\nIf the person themselves asked for it, say so: --at-their-request. It undoes a complaint or a STOP, no bounce.";
  return `${nameOf(row)} stays on the suppression list of ${where}: ${left}.${hint}`;
}

/** What an import came to, by lines of the file. */
export function importedText(
  taken: readonly FileLine[],
  answers: readonly SuppressionAnswer[],
  refused: readonly RefusedLine[],
  where: string,
): string {
  const added = answers.filter(({ changed }) => changed).length;
  const named = refused.slice(0, NAMED_LINES).map(({ line, why }) => `  line ${line}: ${why}`);
  const more = refused.length - named.length;
  return [
    `${added} added to the suppression list of ${where}, ${taken.length - added} known already, ${refused.length} refused.`,
    ...named,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join("\n");
}

const nameOf = ({ address, id }: SuppressionRow) => address ?? `(hash) ${id.slice(0, 16)}…`;

function reasonsText(row: SuppressionRow): string {
  return suppressionsOf(row)
    .map(({ reason, at, until }) => `${reason} since ${at}${until ? ` until ${until}` : ""}`)
    .join(", ");
}
