import type { Instant } from "../../core/instant";
import type { PartsDone, RecountTotals, SegmentLine } from "./segment-desk";

const count = (number: number) => number.toLocaleString("en-US");

/** The segments as a table: name, size, description. */
export function segmentsText(lines: readonly SegmentLine[]): string {
  if (lines.length === 0) return "There are no segments in program/segments.";
  const names = Math.max(...lines.map(({ name }) => name.length));
  const sizes = Math.max(...lines.map(({ size }) => count(size).length));
  return lines
    .map(
      ({ name, size, description }) =>
        `${name.padEnd(names)}  ${count(size).padStart(sizes)}  ${description}`,
    )
    .join("\n");
}

/** Members of a segment, one a line: since when, and who. */
export function membersText(
  segment: string,
  {
    members,
    more,
  }: { readonly members: readonly { personId: string; since: Instant }[]; readonly more: boolean },
): string {
  if (members.length === 0) return `Nobody is in ${segment}.`;
  const lines = members.map(({ personId, since }) => `${since}  ${personId}`);
  const rest = more ? [`… and more: --limit ${members.length * 10} lists ${count(members.length * 10)}`] : [];
  return [...lines, ...rest].join("\n");
}

/** How far a recount is. */
export function progressText({ done, parts }: PartsDone): string {
  return `recounting: ${count(done)} of ${count(parts)} parts`;
}

/** What a recount found. */
export function totalsText({ counted, changed, left }: RecountTotals): string {
  const found = `Counted ${people(counted)} again; ${changed === 0 ? "nobody" : count(changed)} changed.`;
  if (left === 0) return found;
  return `${found}
${people(left)} stayed as they were, because an event or a timer of theirs is under way. Let Herald run, then recount once more.`;
}

const people = (number: number) => (number === 1 ? "1 person" : `${count(number)} people`);
