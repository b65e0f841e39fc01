import { earlier, type Instant, later } from "./instant";

/** What is kept of all of a person's events of one name: enough to answer every segment, whatever their number. */
export interface EventHistory {
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** The latest times, newest first: as many as the program's largest windowed count asks for. */
  readonly latest: readonly Instant[];
}

/** By event name; only names that a segment refers to. */
export type History = { readonly [event: string]: EventHistory };

/**
 * History with one more event in it. The result is the same in whatever order events come.
 * @param keep how many of the latest times to keep
 */
export function remember(history: History, event: string, at: Instant, keep: number): History {
  const before = Object.hasOwn(history, event) ? history[event] : undefined;
  if (!before) {
    return { ...history, [event]: { count: 1, firstAt: at, lastAt: at, latest: keep > 0 ? [at] : [] } };
  }
  const latest = [...before.latest];
  const place = latest.findIndex((other) => other < at);
  latest.splice(place === -1 ? latest.length : place, 0, at);
  return {
    ...history,
    [event]: {
      count: before.count + 1,
      firstAt: earlier(at, before.firstAt),
      lastAt: later(at, before.lastAt),
      latest: latest.slice(0, keep),
    },
  };
}

/** How many times the event happened, or at least `latest.length` of them where a window is given. */
export function countOf(history: EventHistory | undefined, since?: Instant): number {
  if (!history) return 0;
  return since === undefined ? history.count : history.latest.filter((at) => at > since).length;
}
