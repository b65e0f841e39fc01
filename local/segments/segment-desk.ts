import type { Instant } from "../../core/instant";
import type { Segments } from "../../core/segments/segment";
import type { MemberPage, Store } from "../../core/store";

/** A segment, and how many people are in it. */
export interface SegmentLine {
  readonly name: string;
  readonly description: string;
  readonly size: number;
}

/** What became of people in a recount. */
export interface RecountTotals {
  readonly counted: number;
  readonly changed: number;
  /** Left as they were, because something of theirs stayed under way. */
  readonly left: number;
}

/** How many parts of a recount are done. */
export interface PartsDone {
  readonly done: number;
  readonly parts: number;
}

/** Where questions about segments are answered: data on this computer, a Herald that runs, or a deployed stack. */
export interface SegmentDesk {
  list(): Promise<readonly SegmentLine[]>;
  /** Throws on a segment that there is not. */
  members(segment: string, after?: string): Promise<MemberPage>;
  recount(told: (progress: PartsDone) => void): Promise<RecountTotals>;
  close(): Promise<void>;
}

/** Something about how the command was called; the message is for whoever called it. */
export class SegmentsError extends Error {
  override readonly name = "SegmentsError";
}

type Lists = Pick<Store, "listMembers" | "countMembers">;

/** The segments of a program with their sizes, as the lists have them. */
export async function listSegments(segments: Segments, lists: Lists): Promise<SegmentLine[]> {
  return Promise.all(
    Object.entries(segments).map(async ([name, { description }]) => ({
      ...{ name, description },
      size: await lists.countMembers(name),
    })),
  );
}

/** A page of a segment's members. */
export function listMembers(
  segments: Segments,
  lists: Lists,
  segment: string,
  after?: string,
): Promise<MemberPage> {
  if (!Object.hasOwn(segments, segment))
    throw new SegmentsError(noSuchSegment(segment, Object.keys(segments)));
  return lists.listMembers(segment, after);
}

/** The first so many members. */
export async function firstMembers(
  desk: Pick<SegmentDesk, "members">,
  segment: string,
  limit: number,
): Promise<{ readonly members: readonly { personId: string; since: Instant }[]; readonly more: boolean }> {
  const members: { personId: string; since: Instant }[] = [];
  let after: string | undefined;
  do {
    const page: MemberPage = await desk.members(segment, after);
    members.push(...page.members);
    after = page.next;
  } while (after !== undefined && members.length < limit);
  return { members: members.slice(0, limit), more: after !== undefined || members.length > limit };
}

function noSuchSegment(name: string, names: readonly string[]): string {
  const near = names
    .map((other) => ({ other, edits: editsBetween(name, other) }))
    .sort((a, b) => a.edits - b.edits)
    .find(({ other, edits }) => edits <= Math.max(2, other.length / 3));
  const hint = near ? `did you mean "${near.other}"?` : `there are ${names.join(", ") || "none"}`;
  return `there is no segment "${name}"; ${hint}`;
}

/** Letters to add, drop or change to get from one word to the other (Levenshtein's distance). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
