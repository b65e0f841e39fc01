import type { Channel } from "../core/messages/message";
import { PRICES } from "../local/cost";

/** What the provider of a channel takes for a message. */
interface ProviderPrice {
  /** US dollars. */
  readonly dollars: number;
  /** What is meant, and what is not in it. */
  readonly of: string;
  /** Where the price stands, and when it was read. */
  readonly source: string;
  readonly read: string;
}

/** None for the channels that the app itself shows: whoever serves them there is not AWS. */
export const PROVIDER_PRICES: { readonly [C in Channel]: ProviderPrice | undefined } = {
  email: {
    dollars: PRICES.sesAlaCarte,
    of: "SES à la carte",
    source: "AWS's price list of 2026-07-22",
    read: "2026-08-13",
  },
  sms: {
    dollars: PRICES.smsSegmentToUs,
    of: "one segment to the US, about, without the carrier's fee, which we do not know",
    source: "not confirmed: see https://aws.amazon.com/end-user-messaging/pricing",
    read: "2026-11-22",
  },
  push: {
    dollars: PRICES.pushNotification,
    of: "one device; Pinpoint's price, which End User Messaging is taken to have kept",
    source: "Pinpoint's price page",
    read: "2026-08-13",
  },
  inbox: undefined,
  banner: undefined,
};
