import type { Feedback, FeedbackKind } from "../../core/feedback/feedback";
import type { Purpose } from "../../core/messages/message";
import type { Happened, MetricName } from "../../core/metrics";
import type { SendRecord } from "../../core/sending/ledger";

const METRIC_OF_KIND = {
  delivered: "MessagesDelivered",
  suppressed: "MessagesOnProviderList",
  complained: "MessagesComplainedOf",
  delayed: "MessagesDelayed",
  rejected: "MessagesRejected",
  "opted-out": "OptOuts",
  unclear: "UnclearReplies",
  "token-gone": "TokensGone",
} as const satisfies { readonly [kind in FeedbackKind]?: MetricName };

const METRIC_OF_BOUNCE = {
  permanent: "BouncesPermanent",
  transient: "BouncesTransient",
  undetermined: "BouncesUndetermined",
} as const;

/**
 * What a message meets once. A provider may tell it twice: End User Messaging says of one text that it succeeded, and a
 * minute later that it was delivered. The row keeps when it was first met.
 */
const ONCE = new Set(["delivered", "bounced", "suppressed", "complained", "rejected"] as const);

/**
 * How a piece of feedback is counted. What a person opens or clicks counts once a message, and so does what became of it,
 * so that the counts are rates of what was sent; what machines do is counted for itself, every time (E-50).
 * @param stream the stream of emails that the message left by, where it is an email
 */
export function feedbackMetrics(
  feedback: Feedback,
  send: SendRecord | undefined,
  stream?: Purpose,
): Happened[] {
  if (send && isToldAgain(feedback, send)) return [];
  const { channel } = feedback;
  const about = { channel, ...(send && { journey: send.journey, message: send.message }) };
  const metric = metricOf(feedback, send);
  return [
    ...(metric ? [{ metric, ...about }] : []),
    ...(stream ? streamMetrics(feedback).map((each) => ({ metric: each, stream })) : []),
  ];
}

function isToldAgain({ kind, at }: Feedback, { feedback }: SendRecord): boolean {
  const known: ReadonlySet<string> = ONCE;
  return known.has(kind) && feedback?.[kind as keyof typeof feedback] !== at;
}

function metricOf(feedback: Feedback, send: SendRecord | undefined): MetricName | undefined {
  const { kind, at, by, bounce = "undetermined" } = feedback;
  const isMachine = by?.actor === "machine";
  switch (kind) {
    case "opened":
      if (isMachine) return "MessagesOpenedByMachines";
      return send?.feedback?.opened === at ? "MessagesOpened" : undefined;
    case "clicked":
      if (isMachine) return "MessagesClickedByMachines";
      return send?.feedback?.clicked === at ? "MessagesClicked" : undefined;
    case "bounced":
      return METRIC_OF_BOUNCE[bounce];
    case "opted-in":
    case "dismissed":
      return undefined;
    default:
      return METRIC_OF_KIND[kind];
  }
}

/** What the breaker of a stream judges. */
function streamMetrics({ kind, bounce, sendersFault }: Feedback): MetricName[] {
  if (sendersFault) return ["SenderFaults"];
  if (kind === "bounced" && bounce === "permanent") return ["EmailsBounced"];
  return kind === "complained" ? ["EmailsComplainedOf"] : [];
}
