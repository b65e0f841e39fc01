import type { Channel } from "../../core/messages/message";

/** What every message that leaves has. */
interface OutgoingTo {
  readonly to: string;
  /** Ids only, never addresses: `[A-Za-z0-9_-]`, at most 256 characters each. */
  readonly tags: readonly { readonly name: string; readonly value: string }[];
}

/** One email as it leaves: an address, a content, our own headers. */
export interface OutgoingEmail extends OutgoingTo {
  readonly channel: "email";
  /** `Name <address>`. */
  readonly from: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** One text message, to a phone number in E.164. */
export interface OutgoingSms extends OutgoingTo {
  readonly channel: "sms";
  readonly text: string;
}

/** One push notification, to a device's token; or one inbox message or banner, to a person's id. */
interface OutgoingNotice extends OutgoingTo {
  readonly channel: "push" | "inbox" | "banner";
  readonly title: string;
  readonly body: string;
  readonly link?: string;
}

/** One message as it leaves, by channel. */
export type Outgoing = OutgoingEmail | OutgoingSms | OutgoingNotice;

/**
 * What became of a call. `rejected` will never work; `try-later` was certainly not sent and may be sent again.
 * An error thrown instead leaves it open whether the message was taken.
 */
export type ProviderAnswer =
  | { readonly outcome: "accepted"; readonly providerId: string }
  | { readonly outcome: "rejected"; readonly detail: string }
  | { readonly outcome: "try-later"; readonly detail: string };

/** Whatever hands messages to the world. */
export interface ChannelProvider<O extends Outgoing = Outgoing> {
  send(outgoing: O): Promise<ProviderAnswer>;
}

/** Who serves each channel; one that nobody serves is passed over. */
export type Providers = {
  readonly [C in Channel]?: ChannelProvider<Outgoing & { readonly channel: C }>;
} & { readonly email: ChannelProvider<OutgoingEmail> };
