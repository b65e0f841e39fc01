/** One email as it leaves: an address, a content, our own headers. */
export interface OutgoingEmail {
  readonly to: string;
  /** `Name <address>`. */
  readonly from: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Ids only, never addresses: `[A-Za-z0-9_-]`, at most 256 characters each. */
  readonly tags: readonly { readonly name: string; readonly value: string }[];
}

/**
 * What became of a call. `rejected` will never work; `try-later` was certainly not sent and may be sent again.
 * An error thrown instead leaves it open whether the email was taken.
 */
export type ProviderAnswer =
  | { readonly outcome: "accepted"; readonly providerId: string }
  | { readonly outcome: "rejected"; readonly detail: string }
  | { readonly outcome: "try-later"; readonly detail: string };

/** Whatever hands emails to the world. */
export interface EmailProvider {
  send(email: OutgoingEmail): Promise<ProviderAnswer>;
}
