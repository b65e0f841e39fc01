import type { Instant } from "../../core/instant";
import type { Channel, Purpose } from "../../core/messages/message";
import type { ShownTerms } from "../../core/messages/shown";
import type { InAppNotice } from "../../core/notices/in-app-notice";
import type { Device, PushService } from "../../core/people/devices";

/** What every message that leaves has. */
interface OutgoingTo {
  readonly to: string;
  /** Ids only, never addresses: `[A-Za-z0-9_-]`, at most 256 characters each. */
  readonly tags: readonly { readonly name: string; readonly value: string }[];
}

/** One email as it leaves: an address, a content, our own headers. */
export interface OutgoingEmail extends OutgoingTo {
  readonly channel: "email";
  readonly purpose: Purpose;
  /** Whether its opens and clicks may be told. */
  readonly mayTrack?: true;
  /** `Name <address>`. */
  readonly from: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** What a message to a phone has besides. */
interface OutgoingToPhone extends OutgoingTo {
  readonly purpose: Purpose;
  /** How long the provider may go on trying, in seconds from the call; left out: as long as it does by itself. */
  readonly timeToLiveSeconds?: number;
}

/** One text message, to a phone number in E.164. */
export interface OutgoingSms extends OutgoingToPhone {
  readonly channel: "sms";
  readonly text: string;
}

/** One push notification, to all of a person's devices; `to` is the token of the newest. */
export interface OutgoingPush extends OutgoingToPhone {
  readonly channel: "push";
  /** At least one. */
  readonly devices: readonly Pick<Device, "token" | "service">[];
  /** A newer notification with the same key takes the place of one on its way; at most 64 bytes. */
  readonly collapseKey: string;
  readonly title: string;
  readonly body: string;
  readonly link?: string;
}

/** One inbox message or banner, to a person's id. */
export interface OutgoingNotice extends OutgoingTo {
  readonly channel: "inbox" | "banner";
  /** Which send it is of. */
  readonly send: Pick<InAppNotice, "sendKey" | "journey" | "correlation" | "step" | "message" | "variant">;
  readonly locale: string;
  readonly shown: ShownTerms;
  /** From when on what it says is not true or of no use, however long it is to be shown. */
  readonly trueUntil?: Instant;
  readonly title: string;
  readonly body: string;
  readonly link?: string;
}

/** One message as it leaves, by channel. */
export type Outgoing = OutgoingEmail | OutgoingSms | OutgoingPush | OutgoingNotice;

/** What a rejection says of the address, where it says anything: `invalid` is about the message itself. */
export type RejectionReason = "token-gone" | "opted-out" | "blocked-country" | "invalid";

/** A token that is of no use any more, and the one that its device has instead, where it has one. */
export interface DeadToken {
  readonly token: string;
  readonly instead?: { readonly token: string; readonly service: PushService };
}

/**
 * What became of a call. `rejected` will never work; `try-later` was certainly not sent and may be sent again.
 * An error thrown instead leaves it open whether the message was taken. A `detail` tells codes and never what a message
 * says or whom it is for; `deadTokens` are for the person's devices alone.
 */
export type ProviderAnswer = (
  | { readonly outcome: "accepted"; readonly providerId: string }
  | { readonly outcome: "rejected"; readonly detail: string; readonly reason?: RejectionReason }
  | { readonly outcome: "try-later"; readonly detail: string }
) & { readonly deadTokens?: readonly DeadToken[] };

/** Whatever hands messages to the world. */
export interface ChannelProvider<O extends Outgoing = Outgoing> {
  send(outgoing: O): Promise<ProviderAnswer>;
}

/** Who serves each channel; one that nobody serves is passed over. */
export type Providers = {
  readonly [C in Channel]?: ChannelProvider<Outgoing & { readonly channel: C }>;
} & { readonly email: ChannelProvider<OutgoingEmail> };

const NEVER_REACHED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** Whether an error of an AWS client proves that nothing was taken: no connection was made, or AWS refused the call. */
export function provesNothingTaken(error: unknown): boolean {
  const { $metadata, code } = (error ?? {}) as AwsError;
  const status = $metadata?.httpStatusCode ?? 0;
  return (status >= 400 && status < 500) || NEVER_REACHED.has(code ?? "");
}

/** An error of an AWS client in codes, such as `ValidationException INVALID_PARAMETER 400`: messages quote what was sent. */
export function codesOf(error: unknown): string {
  const { name = "an error without a name", Reason, code, $metadata } = (error ?? {}) as AwsError;
  return [name, Reason, code, $metadata?.httpStatusCode].filter((each) => each !== undefined).join(" ");
}

/** What errors of AWS clients and of Node's sockets may have. */
interface AwsError {
  readonly name?: string;
  /** Why End User Messaging refuses. */
  readonly Reason?: string;
  /** Which system call failed how, such as `ECONNRESET`. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
