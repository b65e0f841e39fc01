import { earlier, type Instant } from "../instant";
import { CLAIM_STALE_MS, type SendFeedback, type SendRecord } from "../sending/ledger";
import type { Feedback } from "./feedback";

/**
 * The ledger row after a provider spoke of its message: when each fate was first met, in whatever order and however
 * often it is told. Whatever was recorded of the call, a message that is spoken of was taken, so an outcome that was
 * unknown is known now and nobody sends it again.
 * @returns the same object where there is nothing new
 */
export function foldFeedback(record: SendRecord, feedback: Feedback): SendRecord {
  const fate = fateOf(feedback);
  if (!fate) return record;
  const before = record.feedback?.[fate];
  const at = before === undefined ? feedback.at : earlier(before, feedback.at);
  if (at === before && record.status === "accepted") return record;
  return { ...takenForSure(record), feedback: { ...record.feedback, [fate]: at } };
}

/**
 * Whether a worker may still be about to write what the provider answered; it would write over whatever is noted before.
 */
export function isBeingSent({ status, at }: SendRecord, now: Instant): boolean {
  return status === "handed-off" && Date.parse(now) - Date.parse(at) < CLAIM_STALE_MS;
}

function fateOf({ kind, by }: Feedback): keyof SendFeedback | undefined {
  const isMachine = by?.actor === "machine";
  switch (kind) {
    case "opened":
      return isMachine ? "fetched" : "opened";
    case "clicked":
      return isMachine ? "scanned" : "clicked";
    case "opted-out":
    case "opted-in":
    case "unclear":
    case "token-gone":
      return undefined;
    default:
      return kind;
  }
}

function takenForSure(record: SendRecord): SendRecord {
  if (record.status === "accepted") return record;
  const { reason: _reason, until: _until, ...rest } = record;
  return { ...rest, status: "accepted" };
}
