import type { Instant } from "../instant";
import type { JsonObject } from "../json";
import type { Channel } from "../messages/message";
import type { PushService } from "../people/devices";
import type { Notice } from "../runs/observe";
import type { SendRecord } from "../sending/ledger";
import type { SendReference } from "../sending/send-reference";
import type { Actor } from "./machine-actor";

/** What can become of a message once a provider has taken it, or what its reader says back. */
export type FeedbackKind =
  | "delivered"
  | "opened"
  | "clicked"
  /** Put away by its reader, in an app or on a website. */
  | "dismissed"
  /** The receiver did not take it. */
  | "bounced"
  /** The provider has the address on a list of its own and never tried. */
  | "suppressed"
  | "complained"
  | "delayed"
  /** The provider or the carrier did not pass it on, for what it is and not for whom it is to. */
  | "rejected"
  | "opted-out"
  /** START after a STOP: texts may come again, which is no consent to any. */
  | "opted-in"
  /** A text that may mean "stop": only a human can tell. */
  | "unclear"
  | "token-gone";

/** One thing that a provider says of a message, or a person says back. */
export interface Feedback extends Partial<SendReference> {
  readonly kind: FeedbackKind;
  readonly channel: Channel;
  /** The provider's id of the message. */
  readonly providerId: string;
  /** Tells this from others of its kind on the same message, where there may be several. */
  readonly occurrence?: string;
  /** When it happened, by the provider's clock. */
  readonly at: Instant;
  /** Whom it is about: an email address, a phone number or a push token. */
  readonly address?: string;
  /** What the device has in place of a token that is gone. */
  readonly instead?: { readonly token: string; readonly service: PushService };
  /** Whether the address is at fault for good, for now, or cannot be said to be. */
  readonly bounce?: "permanent" | "transient" | "undetermined";
  /** Refused or put off for how we send, and not for whom to. */
  readonly sendersFault?: true;
  /** The provider's own word for why, such as `NoEmail`. */
  readonly reason?: string;
  /** Who did it, where a machine may have. */
  readonly by?: Actor;
}

type Say = (event: string, properties: JsonObject) => Notice[];

/**
 * What Herald says of it on its bus. A machine that follows links is marked and said by a name of its own, so that
 * nothing which waits for a person's click takes it for one.
 * The same feedback gives the same message ids, however often it comes.
 * @param send the ledger row it is about; without one nothing is said but what must hold for the address
 */
export function eventsOf(feedback: Feedback, send: SendRecord | undefined): Notice[] {
  const { kind, personId, at, by } = feedback;
  if (personId === undefined) return [];
  const say: Say = (event, properties) => {
    const about = send ? aboutOf(send) : {};
    const messageId = feedbackId(feedback);
    return [{ event, messageId, personId, timestamp: at, properties: { ...about, ...properties } }];
  };
  const actor = by ? { actor: by.actor, reasons: by.reasons } : {};
  switch (kind) {
    case "delivered":
      return send ? say("Message Delivered", {}) : [];
    case "opened":
      return send ? say("Message Opened", actor) : [];
    case "clicked":
      return send ? say(by?.actor === "machine" ? "Message Scanned" : "Message Clicked", actor) : [];
    case "dismissed":
      return send ? say("Message Dismissed", actor) : [];
    case "bounced":
    case "suppressed":
      return feedback.channel === "email" ? say("Email Bounced", bounceOf(feedback)) : [];
    case "complained":
      return say("Email Marked as Spam", emailOf(feedback));
    case "opted-out":
      return say("Consent Withdrawn", { topic: "*", channel: feedback.channel, source: "reply" });
    case "token-gone":
      return tokenGone(feedback, say);
    case "delayed":
    case "rejected":
    case "opted-in":
    case "unclear":
      return [];
  }
}

/** By event time: a token that was registered after this stays (S-40). */
function tokenGone({ address: token, instead }: Feedback, say: Say): Notice[] {
  if (token === undefined) return [];
  if (!instead) return say("Device Token Gone", { token });
  return say("Device Token Updated", { token, updated_token: instead.token, service: instead.service });
}

function aboutOf({ message, channel, journey, correlation, variant }: SendRecord): JsonObject {
  return { message, channel, journey, correlation, ...(variant && { variant }) };
}

/** An address that the provider only has on its list has not bounced again: that alone says nothing for good (E-42). */
function bounceOf({ kind, bounce = "undetermined", reason, ...feedback }: Feedback): JsonObject {
  return {
    ...emailOf(feedback),
    bounce_type: kind === "suppressed" ? "undetermined" : bounce,
    ...(kind === "suppressed" ? { reason: "on-provider-list" } : reason && { reason }),
  };
}

function emailOf({ address }: Pick<Feedback, "address">): JsonObject {
  return address === undefined ? {} : { email: address };
}

/** The message id of the event that says it. */
export function feedbackId({ channel, kind, providerId, occurrence }: Feedback): string {
  return [channel, kind, providerId, ...(occurrence ? [occurrence] : [])].join("-");
}
