import type { Instant } from "../../core/instant";
import type { EventRecord } from "../../core/store";
import type { PersonView, RunView, SendView } from "../../local/console-api";

/** One line of a person's history. */
export type TimelineEntry =
  | { readonly kind: "event"; readonly at: Instant; readonly event: EventRecord }
  | { readonly kind: "send"; readonly at: Instant; readonly send: SendView }
  | { readonly kind: "finish"; readonly at: Instant; readonly run: RunView };

/** Events, sends and finished runs of a person as one history, newest first. */
export function timelineOf({ events, sends, runs }: PersonView): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...runs.flatMap((run) =>
      run.ended?.reason === "completed" ? [{ kind: "finish" as const, at: run.ended.at, run }] : [],
    ),
    ...sends.map((send) => ({ kind: "send" as const, at: send.at, send })),
    ...events.map((event) => ({ kind: "event" as const, at: event.timestamp, event })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
