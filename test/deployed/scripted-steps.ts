import { contentHash } from "../../core/content-hash";
import type { Instant } from "../../core/instant";
import { nextOf } from "../../core/journeys/graph";
import { stopsWalk } from "../../core/journeys/region";
import {
  RunOver,
  type RunRef,
  type StepAnswer,
  type StepRequest,
  TimerMoved,
  type WaitRequest,
} from "../../core/sending/send-command";

/** How the instant of a timer ends that has been moved: a timer moves once. */
const MOVED = ".001Z";

/**
 * Answers a machine in the place of `take-steps`, by lot over the person and the place in the journey and by nothing
 * else: whoever runs the machine is told the same.
 * @throws RunOver or TimerMoved as `take-steps` does, or an error that no repetition mends
 */
export function scriptedSteps(request: StepRequest, now: Instant): StepAnswer {
  const { enter, after, nodes } = request.take;
  const dueAt = request.dueAt ?? "";
  throwByLot(request, enter);
  const waited = after !== undefined && ("quiet" in after || "until" in after);
  if (waited && !dueAt.endsWith(MOVED) && lot(request, `${enter} moves`, 2) === 0)
    throw new TimerMoved(inAnHour(now, MOVED));
  const isWoken = after !== undefined && "woken" in after;
  for (let id = enter; ; ) {
    const node = nodes[id];
    if (!node) throw new Error(`the region of "${enter}" has no "${id}"`);
    if (stopsWalk(node) && !(isWoken && id === enter))
      return { to: id, ...(node.kind === "wait-until" && { dueAt: inAnHour(now, ".000Z") }) };
    const ways = nextOf(node);
    const next = ways[lot(request, id, ways.length)] ?? null;
    if (next === null) return { to: null };
    id = next;
  }
}

/**
 * Whether the event that a machine waits for has come already.
 * @throws as `scriptedSteps`, but for a moved timer
 */
export function eventHasCome(request: WaitRequest): boolean {
  const { node } = request.waitFor;
  throwByLot(request, node);
  return lot(request, `${node} wakes`, 2) === 0;
}

function throwByLot(ref: RunRef, place: string): void {
  const fate = lot(ref, `${place} fate`, 24);
  if (fate === 0) throw new RunOver("so says the script");
  if (fate === 1) throw new Error("broken for good");
}

export const inAnHour = (now: Instant, ending: string): Instant =>
  new Date(Date.parse(now) + 3_600_000).toISOString().slice(0, -ending.length) + ending;

function lot({ personId }: RunRef, what: string, of: number): number {
  return Number.parseInt(contentHash([personId, what]).slice(0, 8), 16) % of;
}
