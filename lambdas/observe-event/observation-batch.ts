import type { Happened, MetricName } from "../../core/metrics";
import type { ObserveEventResult } from "./observe-event";

/** Events of one person are observed one after the other, so that they do not contend for the person's row. */
export function personLaneOf({
  body,
  messageId,
}: {
  readonly body: string;
  readonly messageId: string;
}): string {
  try {
    const { userId, anonymousId } = JSON.parse(body).detail;
    return String(userId ?? anonymousId ?? messageId);
  } catch {
    return messageId;
  }
}

const METRIC_OF_OUTCOME: { readonly [outcome: string]: MetricName | undefined } = {
  started: "RunsStarted",
  restarted: "RunsStarted",
  exited: "RunsExited",
  "goal-reached": "GoalsReached",
};

/** What to count of one observation. */
export function metricsOf(result: ObserveEventResult): Happened[] {
  switch (result.status) {
    case "refused":
      return [{ metric: "EventsRefused" }];
    case "duplicate":
      return [{ metric: "EventsDuplicate" }];
    case "observed":
      return [
        { metric: "EventsObserved" },
        ...(result.envelope.event === "Consent Withdrawn" ? [{ metric: "Unsubscribes" as const }] : []),
        ...result.decisions.flatMap(({ journey, outcome }) => {
          const metric = METRIC_OF_OUTCOME[outcome];
          return metric ? [{ journey, metric }] : [];
        }),
      ];
  }
}
