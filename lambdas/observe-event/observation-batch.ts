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

const METRIC_OF_OUTCOME: { readonly [outcome: string]: string | undefined } = {
  started: "RunsStarted",
  restarted: "RunsStarted",
  exited: "RunsExited",
  "goal-reached": "GoalsReached",
};

/** What to count of one observation. */
export function metricsOf(result: ObserveEventResult): { journey?: string; metric: string }[] {
  switch (result.status) {
    case "refused":
      return [{ metric: "EventsRefused" }];
    case "duplicate":
      return [{ metric: "EventsDuplicate" }];
    case "observed":
      return [
        { metric: "EventsObserved" },
        ...result.decisions.flatMap(({ journey, outcome }) => {
          const metric = METRIC_OF_OUTCOME[outcome];
          return metric ? [{ journey, metric }] : [];
        }),
      ];
  }
}
