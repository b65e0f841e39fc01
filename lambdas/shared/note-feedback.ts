import { eventsOf, type Feedback } from "../../core/feedback/feedback";
import { foldFeedback, isBeingSent } from "../../core/feedback/fold-feedback";
import type { Instant } from "../../core/instant";
import type { Notice } from "../../core/runs/observe";
import type { SendRecord } from "../../core/sending/ledger";
import type { SendReference } from "../../core/sending/send-reference";
import { TryAgainLater } from "./try-again-later";

/**
 * Changes a ledger row, again from its newest version where somebody else changed it meanwhile.
 * @param change gives the same object where there is nothing to change
 * @returns the row that stands; `undefined` where there is none
 */
export type UpdateSend = (
  personId: string,
  sendKey: string,
  change: (record: SendRecord) => SendRecord,
) => Promise<SendRecord | undefined>;

/** What the work needs of the outside. */
interface NoteFeedbackPorts {
  readonly now: () => Instant;
  readonly updateSend: UpdateSend;
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
}

/**
 * Notes what became of a message on its ledger row, and says it on the bus. Doing it again does no harm.
 * @param more what else is to be said
 * @returns the ledger row; `undefined` where there is none
 * @throws TryAgainLater where a worker may still be about to write the row
 */
export async function noteFeedback(
  feedback: Feedback & SendReference,
  { now, updateSend, publish }: NoteFeedbackPorts,
  more: readonly Notice[] = [],
): Promise<SendRecord | undefined> {
  const send = await updateSend(feedback.personId, feedback.sendKey, (record) => {
    if (isBeingSent(record, now())) throw new TryAgainLater(`${record.step} is still being sent`);
    return foldFeedback(record, feedback);
  });
  const notices = [...eventsOf(feedback, send), ...more];
  if (notices.length > 0) await publish(notices);
  return send;
}
