import { Heap } from "heap-js";
import type { Instant } from "../core/instant";
import type { DueTimer } from "../core/store";

const NONE: readonly never[] = [];

/** Timers in memory, by their time; of a person and an instant there is one. */
export class TimerList<T extends DueTimer = DueTimer> {
  private readonly timers = new Map<string, T>();
  private readonly waiting = new Heap<T>((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  /** Those that were due when last asked and are not yet removed, earliest first. */
  private readonly due = new Map<string, T>();

  has(timer: DueTimer): boolean {
    return this.timers.has(keyOf(timer));
  }

  set(timer: T): void {
    const key = keyOf(timer);
    if (this.timers.has(key)) return;
    this.timers.set(key, timer);
    this.waiting.push(timer);
  }

  nextAt(): Instant | undefined {
    for (const { at } of this.due.values()) return at;
    return this.waiting.peek()?.at;
  }

  /** Those due by an instant, earliest first. */
  dueBy(now: Instant): readonly T[] {
    for (let next = this.waiting.peek(); next && next.at <= now; next = this.waiting.peek()) {
      this.waiting.pop();
      this.due.set(keyOf(next), next);
    }
    return this.due.size === 0 ? NONE : [...this.due.values()];
  }

  /** Removes a timer; gives it as it was set, or nothing where there is none. */
  remove(timer: DueTimer): T | undefined {
    const key = keyOf(timer);
    const kept = this.timers.get(key);
    if (!kept) return undefined;
    this.timers.delete(key);
    if (!this.due.delete(key)) this.waiting.remove(kept);
    return kept;
  }
}

const keyOf = ({ personId, at }: DueTimer) => `${at} ${personId}`;
