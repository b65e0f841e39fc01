import type { Activity } from "../../local/console-api";

/** One thing that happened and what followed from it at once. */
export interface Moment {
  /** Of its first line; stays the same while lines are added. */
  readonly seq: number;
  readonly head: Activity;
  readonly after: readonly Activity[];
}

/** The feed as moments, newest first: events with their decisions, and what time itself brought about. */
export function momentsIn(activity: readonly Activity[]): Moment[] {
  const moments: { seq: number; head: Activity; after: Activity[] }[] = [];
  for (const line of [...activity].sort((a, b) => a.seq - b.seq)) {
    const last = moments.at(-1);
    if (last && follows(line, last)) last.after.push(line);
    else moments.push({ seq: line.seq, head: line, after: [] });
  }
  return moments.reverse();
}

function follows(line: Activity, { head, after }: Moment): boolean {
  if (head.kind !== "event" || line.personId !== head.personId) return false;
  if (line.kind === "run") return true;
  return line.kind === "send" && after.some((run) => isRunOf(run, line));
}

/** Whether a send is of the run that this line tells of, at the same moment: a journey without waits. */
function isRunOf(run: Activity, send: Activity): boolean {
  return (
    run.kind === "run" &&
    run.at === send.at &&
    run.journey === send.journey &&
    run.correlation === send.correlation
  );
}
