import type { Purpose } from "../messages/message";
import type { MetricName } from "../metrics";

/** What harms the name that a stream of emails has with the receivers. */
type Trouble = "bounces" | "complaints" | "sender faults";

/** How much trouble is too much, in percent of the emails sent in the stream's window. */
export interface TroubleLine {
  readonly trouble: Trouble;
  /** Counts the trouble, by stream. */
  readonly metric: MetricName;
  /** From here on a human should look. */
  readonly warnPercent: number;
  /** From here on the stream stops. */
  readonly stopPercent: number;
  /** With fewer emails in the window nothing is judged: one bounce of one email is a rate of nothing. */
  readonly leastSent: number;
  /** Neither with fewer troubles. */
  readonly leastTroubles: number;
}

/**
 * SES puts an account under review from 5 % of bounces or 0.1 % of complaints and pauses it from 10 % or 0.5 %
 * (https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html);
 * Gmail asks for under 0.1 % (https://support.google.com/a/answer/81126). Sender faults are bounces in all but blame.
 */
const LINES: readonly TroubleLine[] = [
  {
    ...{ trouble: "bounces", metric: "EmailsBounced" },
    ...{ warnPercent: 3, stopPercent: 5, leastSent: 200, leastTroubles: 10 },
  },
  {
    ...{ trouble: "complaints", metric: "EmailsComplainedOf" },
    ...{ warnPercent: 0.08, stopPercent: 0.1, leastSent: 1_000, leastTroubles: 3 },
  },
  {
    ...{ trouble: "sender faults", metric: "SenderFaults" },
    ...{ warnPercent: 3, stopPercent: 5, leastSent: 200, leastTroubles: 10 },
  },
];

/**
 * By stream, so that trouble with one never stops the other. A complaint about marketing comes up to a day after the
 * email; what people asked for flows all day, and must not stand still for a morning that is over.
 */
export const BREAKER: {
  readonly [stream in Purpose]: { readonly windowHours: number; readonly lines: readonly TroubleLine[] };
} = {
  marketing: { windowHours: 24, lines: LINES },
  transactional: { windowHours: 6, lines: LINES },
};

/** What was counted in the window of a stream. */
export interface StreamCounts {
  readonly sent: number;
  readonly troubles: number;
}

/** Where a stream stands; on a line is over it. */
export function judgeTrouble(
  { sent, troubles }: StreamCounts,
  { warnPercent, stopPercent, leastSent, leastTroubles }: TroubleLine,
): "fine" | "warn" | "stop" {
  if (sent < leastSent || troubles < leastTroubles) return "fine";
  const percent = (100 * troubles) / sent;
  if (percent >= stopPercent) return "stop";
  return percent >= warnPercent ? "warn" : "fine";
}
