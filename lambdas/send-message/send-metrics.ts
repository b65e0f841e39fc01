import type { Instant } from "../../core/instant";
import type { Happened, MetricName } from "../../core/metrics";
import type { SendRecord } from "../../core/sending/ledger";
import type { SendCommand } from "../../core/sending/send-command";

const METRIC_OF_STATUS: { readonly [status in SendRecord["status"]]?: MetricName } = {
  accepted: "MessagesSent",
  deferred: "MessagesDeferred",
  skipped: "MessagesSkipped",
  failed: "MessagesFailed",
  unknown: "MessagesUnknown",
};

/**
 * How the end of a send command is counted.
 * @param began when this call began: a row from before it is a message that was delivered again, and was counted then
 * @param answeredAt when the row that stands was written
 */
export function sendMetrics(
  command: SendCommand,
  record: SendRecord,
  began: Instant,
  answeredAt: Instant,
): Happened[] {
  const metric = METRIC_OF_STATUS[record.status];
  const isNew = record.at >= began || record.reason === "no-answer-recorded";
  if (!metric || !isNew) return [];
  const { journey, channel, message, reason } = record;
  const { purpose: stream } = command;
  const isSent = record.status === "accepted";
  return [
    { metric, journey, channel, message, ...(reason && { reason }) },
    ...(isSent && channel === "email" ? [{ metric: "EmailsSent" as const, stream }] : []),
    ...(isSent ? [{ metric: "HandOffMs" as const, stream, value: handOffMs(command, answeredAt) }] : []),
  ];
}

/**
 * From event to hand-off, in milliseconds: from when the journey came to the send, or from when a deferral was over,
 * until the provider had taken the message and its row said so. So it holds the send queue, retries by it, the gate and
 * the provider's answer. It does not hold what comes before the journey came to the send: the bus, the queue of
 * engagement events (`Waiting engagement` watches that) and the journey's own waits. A deferral of under two minutes,
 * which the queue holds and no machine, counts in.
 */
export function handOffMs(
  { at, heldUntil }: Pick<SendCommand, "at" | "heldUntil">,
  answeredAt: Instant,
): number {
  const couldSendMs = Math.max(Date.parse(at), Date.parse(heldUntil ?? at));
  return Math.max(0, Date.parse(answeredAt) - couldSendMs);
}
