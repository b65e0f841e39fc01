import * as z from "zod/mini";
import type { Feedback } from "./feedback";
import { id, instant } from "./provider-fields";

/** Whom an email did not reach, and what their server said. */
export const recipients = z.array(
  z.object({
    emailAddress: z.string(),
    status: z.nullish(z.string()),
    diagnosticCode: z.nullish(z.string()),
  }),
);
type Recipient = z.output<typeof recipients>[number];

/** What SES says where a receiver or SES itself did not take an email. */
export const bounce = z.object({
  bounceType: z.string(),
  bounceSubType: z.string(),
  bouncedRecipients: recipients,
  timestamp: instant,
  feedbackId: z.nullish(id),
});

/** What SES says where a receiver reported an email, or did not. */
export const complaint = z.object({
  complainedRecipients: recipients,
  timestamp: instant,
  feedbackId: z.nullish(id),
  complaintSubType: z.nullish(z.string()),
  complaintFeedbackType: z.nullish(z.string()),
});

type Refusal = Omit<Feedback, "channel" | "providerId">;

const BOUNCES: { readonly [type: string]: Feedback["bounce"] } = {
  Permanent: "permanent",
  Transient: "transient",
};

/** Reads a bounce: whose fault it is, and whether there was one at all. */
export function bounced(told: z.output<typeof bounce>): Refusal {
  const { bounceType, bounceSubType, bouncedRecipients, timestamp, feedbackId } = told;
  const [recipient] = bouncedRecipients;
  const type = saysNothingOfAddress(told) ? "undetermined" : (BOUNCES[bounceType] ?? "undetermined");
  const sendersFault = isSendersFault(recipient);
  return {
    kind: isOnList(bounceSubType) ? "suppressed" : "bounced",
    at: timestamp,
    occurrence: feedbackId ?? String(Date.parse(timestamp)),
    ...(recipient && { address: recipient.emailAddress }),
    bounce: sendersFault ? "undetermined" : type,
    ...(sendersFault && { sendersFault }),
    reason: bounceSubType,
  };
}

/**
 * An answer from somebody who is out of their office comes as a bounce of which nothing is known, and what is too large
 * or refused for what it holds is refused for that
 * (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types).
 */
function saysNothingOfAddress({
  bounceType,
  bounceSubType,
  bouncedRecipients,
}: z.output<typeof bounce>): boolean {
  if (bounceType !== "Transient") return false;
  if (OF_THE_MESSAGE.has(bounceSubType)) return true;
  return bounceSubType === "General" && saidOf(bouncedRecipients[0]).trim() === "";
}

const OF_THE_MESSAGE: ReadonlySet<string> = new Set([
  ...["MessageTooLarge", "ContentRejected", "AttachmentRejected"],
]);

/** Types of report (https://www.rfc-editor.org/rfc/rfc5965) that are no complaint: of spam that is none, and of a signature. */
const NO_COMPLAINT: ReadonlySet<string> = new Set(["not-spam", "auth-failure"]);

/** Reads a report, which may also say that something is no spam. */
export function complained(told: z.output<typeof complaint>): Refusal | undefined {
  const { complainedRecipients, timestamp, feedbackId, complaintSubType, complaintFeedbackType } = told;
  if (NO_COMPLAINT.has(complaintFeedbackType ?? "")) return undefined;
  const [recipient] = complainedRecipients;
  const reason = complaintSubType ?? complaintFeedbackType;
  return {
    kind: isOnList(complaintSubType ?? "") ? "suppressed" : "complained",
    at: timestamp,
    occurrence: feedbackId ?? String(Date.parse(timestamp)),
    ...(recipient && { address: recipient.emailAddress }),
    ...(reason && { reason }),
  };
}

/** `Suppressed`, `OnAccountSuppressionList` and the like: SES did not try. */
function isOnList(subType: string): boolean {
  return /suppress/i.test(subType);
}

/**
 * Refused for how we send and not for whom to: RFC 3463 §3.8 keeps x.7.x for security and policy. A status that says
 * more than x.0.0 decides; the server's words, in which addresses of hosts look alike, only where there is none.
 */
function isSendersFault(recipient: Recipient | undefined): boolean {
  const status = recipient?.status ?? "";
  const isSpecific = /^[45]\.[1-9]\d*\.\d+$/.test(status);
  return /(?<![\d.])[45]\.7\.\d{1,3}(?!\d|\.\d)/.test(isSpecific ? status : saidOf(recipient));
}

/**
 * Put off for how we send, such as 4.7.32 of Gmail (https://support.google.com/a/answer/3726730). Codes of one digit are
 * left out: greylisting says 4.7.1 to everybody.
 */
export function isDelayedByFault(recipient: Recipient | undefined): boolean {
  return /(?<![\d.])4\.7\.\d{2,3}(?!\d|\.\d)/.test(saidOf(recipient));
}

function saidOf(recipient: Recipient | undefined): string {
  return `${recipient?.status ?? ""} ${recipient?.diagnosticCode ?? ""}`;
}
