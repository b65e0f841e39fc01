import type { Instant } from "../core/instant";
import type { Outgoing, ProviderAnswer, Providers } from "../lambdas/send-message/channel-provider";

/** A message that would have gone to a provider, on any channel. */
export type OutboxItem = Outgoing & { readonly id: string; readonly at: Instant };

/** An email that would have gone to a provider. */
export type OutboxMail = Extract<OutboxItem, { readonly channel: "email" }>;

/** Takes the place of every provider: keeps what would have gone out and sends nothing. */
export class Outbox {
  /** What went out, in order. */
  readonly items: OutboxItem[];
  readonly providers: Required<Providers>;

  /** @param earlier what went out before */
  constructor(
    private readonly now: () => Instant,
    private readonly keep?: (item: OutboxItem) => Promise<void>,
    earlier: readonly OutboxItem[] = [],
  ) {
    this.items = [...earlier].sort((a, b) => numberOf(a) - numberOf(b));
    this.providers = { email: this, sms: this, push: this, inbox: this, banner: this };
  }

  /** The emails among them. */
  get mails(): OutboxMail[] {
    return this.items.filter((item) => item.channel === "email");
  }

  async send(outgoing: Outgoing): Promise<ProviderAnswer> {
    const kind = outgoing.channel === "email" ? "mail" : outgoing.channel;
    const id = `${kind}-${String(this.items.length + 1).padStart(6, "0")}`;
    const item = { ...outgoing, id, at: this.now() };
    this.items.push(item);
    await this.keep?.(item);
    return { outcome: "accepted", providerId: id };
  }
}

const numberOf = ({ id }: OutboxItem): number => Number(id.split("-").at(-1));
