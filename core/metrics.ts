/** What a metric is counted by; each value of a dimension is a metric of its own on the bill. */
export type Dimension = "Journey" | "Channel" | "Message" | "Reason" | "Stream";

/** `total` is the metric without any dimension. */
type By = readonly ("total" | Dimension)[];

const TOTAL: By = ["total"];

/** What a reader of the dashboard follows from one end to the other. */
const FUNNEL: By = ["total", "Journey", "Message"];

/**
 * Everything Herald counts, and by what. CloudWatch bills each combination of dimension values in which a metric
 * occurs, so there is no product of two dimensions, and what is only looked at as a whole is counted as a whole;
 * `bench/metric-cost.ts` reckons what that comes to. A stream is a purpose: marketing or transactional.
 * https://aws.amazon.com/cloudwatch/pricing
 */
export const METRICS = {
  EventsObserved: TOTAL,
  EventsDuplicate: TOTAL,
  EventsRefused: TOTAL,
  EventsFailed: TOTAL,
  /** Withdrawals of a consent, whichever way they came. */
  Unsubscribes: TOTAL,
  TimersDue: TOTAL,
  MachineSignals: TOTAL,
  RunsStarted: ["Journey"],
  RunsExited: ["Journey"],
  RunsFailed: TOTAL,
  /** Conversions: a goal is only reached by a run that has sent something. */
  GoalsReached: ["total", "Journey"],

  MessagesSent: [...FUNNEL, "Channel"],
  MessagesSkipped: ["total", "Journey", "Reason"],
  MessagesDeferred: TOTAL,
  MessagesFailed: ["total", "Channel"],
  MessagesUnknown: ["total", "Channel"],
  SendsFailed: TOTAL,
  SendsPostponed: TOTAL,
  EmailsSent: ["Stream"],
  HandOffMs: ["Stream"],

  MessagesDelivered: [...FUNNEL, "Channel"],
  /** Messages that a person opened, once each. */
  MessagesOpened: FUNNEL,
  MessagesOpenedByMachines: TOTAL,
  /** Messages in which a person followed a link, once each. */
  MessagesClicked: FUNNEL,
  MessagesClickedByMachines: TOTAL,
  BouncesPermanent: ["total", "Channel"],
  BouncesTransient: TOTAL,
  BouncesUndetermined: TOTAL,
  MessagesOnProviderList: TOTAL,
  MessagesComplainedOf: ["total", "Message"],
  MessagesDelayed: TOTAL,
  MessagesRejected: TOTAL,
  OptOuts: TOTAL,
  UnclearReplies: TOTAL,
  TokensGone: TOTAL,
  /** Emails that bounced for good. */
  EmailsBounced: ["Stream"],
  EmailsComplainedOf: ["Stream"],
  /** Emails refused or put off for how we send, and not for whom to. */
  SenderFaults: ["Stream"],
  FeedbackIgnored: TOTAL,
  FeedbackFailed: TOTAL,
  FeedbackPostponed: TOTAL,
} as const satisfies { readonly [metric: string]: By };

export type MetricName = keyof typeof METRICS;

/** One thing that happened, with whatever may be counted by. */
export interface Happened {
  readonly metric: MetricName;
  /** How often, or how long in milliseconds; 1 where it is left out. */
  readonly value?: number;
  readonly journey?: string;
  readonly channel?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly stream?: string;
}

/** Whether a metric has values, in milliseconds, and is no count. */
export function isDuration(metric: MetricName): boolean {
  return metric.endsWith("Ms");
}
