import type { Instant } from "../core/instant";
import type { EmailProvider, OutgoingEmail, ProviderAnswer } from "../lambdas/send-message/email-provider";

/** An email that would have gone to a provider. */
export interface OutboxMail extends OutgoingEmail {
  readonly id: string;
  readonly at: Instant;
}

/** Takes the place of SES: keeps every email and sends none. */
export class Outbox implements EmailProvider {
  /**
   * @param mails those of earlier, in the order they were sent; new ones join them
   */
  constructor(
    private readonly now: () => Instant,
    private readonly keep?: (mail: OutboxMail) => Promise<void>,
    readonly mails: OutboxMail[] = [],
  ) {}

  async send(email: OutgoingEmail): Promise<ProviderAnswer> {
    const mail = { ...email, id: `mail-${String(this.mails.length + 1).padStart(6, "0")}`, at: this.now() };
    this.mails.push(mail);
    await this.keep?.(mail);
    return { outcome: "accepted", providerId: mail.id };
  }
}
