/** The sender as people see it: on every message, in every footer. */
export interface Brand {
  readonly name: string;
  /** Address that messages come from; its domain is the verified SES identity. */
  readonly sender: string;
  readonly replyTo: string;
  /** Mailbox that takes "unsubscribe" mails; goes into the List-Unsubscribe header and the footer. */
  readonly unsubscribeMailbox: string;
  /** Where the company can be reached by post; the law asks for it in every commercial email (16 CFR 316.2(p)). */
  readonly postalAddress: string;
  readonly defaultLocale: string;
  /** IANA name, for people whose own zone is unknown. */
  readonly defaultTimezone: string;
  /** `https://…` without a slash at the end; where links lead when an event gives none. */
  readonly baseUrl: string;
  readonly color: string;
}
