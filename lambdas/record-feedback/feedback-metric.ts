import type { FeedbackKind } from "../../core/feedback/feedback";
import type { RecordFeedbackResult } from "./record-feedback";

const METRIC_OF_KIND: { readonly [kind in FeedbackKind]: string } = {
  delivered: "MessagesDelivered",
  opened: "MessagesOpened",
  clicked: "MessagesClicked",
  bounced: "MessagesBounced",
  suppressed: "MessagesOnProviderList",
  complained: "MessagesComplainedOf",
  delayed: "MessagesDelayed",
  rejected: "MessagesRejected",
  "opted-out": "OptOuts",
  unclear: "UnclearReplies",
  "token-gone": "TokensGone",
};

/** How a piece of feedback is counted: what machines opened and clicked for itself, so that people's can be told from all. */
export function feedbackMetric(result: RecordFeedbackResult): {
  readonly journey?: string;
  readonly metric: string;
} {
  if (result.status === "ignored") return { metric: "FeedbackIgnored" };
  const { feedback, send } = result;
  const metric = METRIC_OF_KIND[feedback.kind];
  const byMachine = feedback.by?.actor === "machine" ? "ByMachines" : "";
  return { ...(send && { journey: send.journey }), metric: `${metric}${byMachine}` };
}
