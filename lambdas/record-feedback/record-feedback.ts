import { eventsOf, type Feedback } from "../../core/feedback/feedback";
import { foldFeedback, isBeingSent } from "../../core/feedback/fold-feedback";
import { feedbackOfSes } from "../../core/feedback/ses-feedback";
import { feedbackOfSms } from "../../core/feedback/sms-feedback";
import type { Instant } from "../../core/instant";
import { isJsonObject } from "../../core/json";
import type { Notice } from "../../core/runs/observe";
import type { SendRecord } from "../../core/sending/ledger";
import { TryAgainLater } from "../shared/try-again-later";

/** What the work needs of the outside. */
export interface RecordFeedbackPorts {
  readonly now: () => Instant;
  /**
   * Changes a ledger row, again from its newest version where somebody else changed it meanwhile.
   * @param change gives the same object where there is nothing to change
   * @returns the row that stands; `undefined` where there is none
   */
  readonly updateSend: (
    personId: string,
    sendKey: string,
    change: (record: SendRecord) => SendRecord,
  ) => Promise<SendRecord | undefined>;
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
}

/** `ignored` is about no message of ours, or says nothing that is kept; `about` names its kind, and nobody. */
export type RecordFeedbackResult =
  | { readonly status: "recorded"; readonly feedback: Feedback; readonly send?: SendRecord }
  | { readonly status: "ignored"; readonly about: string };

/**
 * Records what a provider says of a message: on its ledger row, then on the bus, from where it comes back as an event
 * of the person. Both can be done again without harm, in any order.
 * @param text JSON of an event of SES or End User Messaging as EventBridge delivers it
 * @throws TryAgainLater where a worker may still be about to write the row
 * @throws Error where somebody asks for no more texts and it is not known who: that must not be lost
 */
export async function recordFeedback(
  text: string,
  ports: RecordFeedbackPorts,
): Promise<RecordFeedbackResult> {
  const event: unknown = JSON.parse(text);
  const feedback = feedbackOfSes(event) ?? feedbackOfSms(event);
  if (!feedback) return { status: "ignored", about: kindOf(event) };
  const { personId, sendKey, kind, channel } = feedback;
  if (kind === "unclear" || (kind === "opted-out" && personId === undefined)) {
    throw new Error(`a reply by ${channel} is for a human: ${kind}, from nobody that is known`);
  }
  if (personId === undefined || sendKey === undefined) return { status: "ignored", about: kindOf(event) };
  const send = await ports.updateSend(personId, sendKey, (record) => {
    if (isBeingSent(record, ports.now())) throw new TryAgainLater(`${record.step} is still being sent`);
    return foldFeedback(record, feedback);
  });
  const notices = eventsOf(feedback, send);
  if (notices.length > 0) await ports.publish(notices);
  return { status: "recorded", feedback, ...(send && { send }) };
}

function kindOf(event: unknown): string {
  const { source, "detail-type": type } = isJsonObject(event) ? event : {};
  return `${source ?? "no source"}: ${type ?? "no detail-type"}`.slice(0, 120);
}
