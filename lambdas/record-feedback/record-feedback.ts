import { addressWordOf } from "../../core/feedback/address-word";
import { eventsOf, type Feedback } from "../../core/feedback/feedback";
import { feedbackOfSes } from "../../core/feedback/ses-feedback";
import { feedbackOfSms } from "../../core/feedback/sms-feedback";
import type { Instant } from "../../core/instant";
import { isJsonObject } from "../../core/json";
import { textTrait } from "../../core/people/person";
import type { Notice } from "../../core/runs/observe";
import type { SendRecord } from "../../core/sending/ledger";
import type { SendingPolicy } from "../../core/sending/policy";
import { mayTrack } from "../../core/sending/tracking";
import type { Store } from "../../core/store";
import { noteFeedback, type UpdateSend } from "../shared/note-feedback";
import { noteSuppression } from "../shared/note-suppression";

/** What the work needs of the outside. */
export interface RecordFeedbackPorts {
  readonly now: () => Instant;
  readonly store: Pick<Store, "load" | "loadSends" | "loadSuppression" | "saveSuppression" | "listHolders">;
  readonly policy: SendingPolicy;
  readonly updateSend: UpdateSend;
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
  /** Keeps a reply, as it came, for a human to read. */
  readonly keepForHuman: (text: string) => Promise<void>;
}

/** `ignored` is about no message of ours, or says nothing that is kept; `about` names its kind, and nobody. */
export type RecordFeedbackResult =
  | { readonly status: "recorded"; readonly feedback: Feedback; readonly send?: SendRecord }
  | { readonly status: "ignored"; readonly about: string };

/**
 * Records what a provider says of a message: on its ledger row, then on the bus, from where it comes back as an event
 * of the person. What is said of an address is on the suppression list before anything else is done, also where nothing
 * tells whose message it was. All of it can be done again without harm, in any order.
 * @param text JSON of an event of SES or End User Messaging as EventBridge delivers it, or a notification of SNS
 * @throws TryAgainLater where a worker may still be about to write the row
 */
export async function recordFeedback(
  text: string,
  ports: RecordFeedbackPorts,
): Promise<RecordFeedbackResult> {
  const event: unknown = JSON.parse(text);
  const told = feedbackOfSes(event) ?? feedbackOfSms(event);
  if (!told) return { status: "ignored", about: kindOf(event) };
  const feedback = await withNumber(told, ports);
  const said = addressWordOf(feedback);
  if (said) await noteSuppression(ports.store, said.channel, said.address, [said.word]);
  if (isReply(feedback)) return recordReply(text, feedback, ports);
  const { personId, sendKey } = feedback;
  if (personId === undefined || sendKey === undefined) return { status: "ignored", about: kindOf(event) };
  if (!(await mayBeKept(feedback, personId, ports))) {
    return { status: "ignored", about: `${kindOf(event)}, of somebody who has not agreed to that` };
  }
  const send = await noteFeedback({ ...feedback, personId, sendKey }, ports, objectionIn(feedback));
  return { status: "recorded", feedback, ...(send && { send }) };
}

/**
 * A text that did not arrive, with the number that it went to: not every event of End User Messaging names it
 * (https://docs.aws.amazon.com/sms-voice/latest/userguide/monitor-event-bridge.html). It is the person's, unless they have
 * changed it since the text left.
 */
async function withNumber(feedback: Feedback, { store }: RecordFeedbackPorts): Promise<Feedback> {
  const { channel, kind, address, personId, sendKey } = feedback;
  if (channel !== "sms" || kind !== "bounced" || address !== undefined) return feedback;
  if (personId === undefined || sendKey === undefined) return feedback;
  const [{ person }, [send]] = await Promise.all([
    store.load(personId, { runs: [] }),
    store.loadSends(personId, [sendKey]),
  ]);
  const phone = person && textTrait(person, "phone");
  const isSame =
    send !== undefined && person?.traits.phone !== undefined && person.traits.phone.at <= send.at;
  return phone && isSame ? { ...feedback, address: phone.trim() } : feedback;
}

/**
 * Whether it may be known of a person that they opened an email or followed its link (P-7): by what they say now, also
 * of an email that was sent when they said otherwise.
 */
async function mayBeKept(
  { kind, channel }: Feedback,
  personId: string,
  { store, policy, now }: RecordFeedbackPorts,
): Promise<boolean> {
  if (channel !== "email" || (kind !== "opened" && kind !== "clicked")) return true;
  const { person } = await store.load(personId, { runs: [] });
  return person !== undefined && mayTrack(person, policy, now());
}

function isReply({ kind }: Feedback): boolean {
  return kind === "opted-out" || kind === "opted-in" || kind === "unclear";
}

/** A reply names a number: whoever has it, or had it, withdraws. */
async function recordReply(
  text: string,
  feedback: Feedback,
  { store, publish, keepForHuman }: RecordFeedbackPorts,
): Promise<RecordFeedbackResult> {
  if (feedback.kind === "unclear") await keepForHuman(text);
  if (feedback.kind === "opted-out" && feedback.address !== undefined) {
    const holders = await store.listHolders("sms", feedback.address);
    const notices = holders.flatMap(({ personId }) => eventsOf({ ...feedback, personId }, undefined));
    if (notices.length > 0) await publish(notices);
  }
  return { status: "recorded", feedback };
}

/** Who reports an email as spam wants no more of them, which belongs on their record like any other objection (E-12). */
function objectionIn({ kind, personId, providerId, at: timestamp }: Feedback): Notice[] {
  if (kind !== "complained" || personId === undefined) return [];
  const properties = { topic: "*", channel: "email", source: "complaint" };
  const messageId = `email-objection-${providerId}`;
  return [{ event: "Consent Withdrawn", messageId, personId, timestamp, properties }];
}

function kindOf(event: unknown): string {
  const { source, "detail-type": type } = isJsonObject(event) ? event : {};
  return `${source ?? "no source"}: ${type ?? "no detail-type"}`.slice(0, 120);
}
