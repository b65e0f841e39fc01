import type { ChannelPrices } from "../../core/preview/preview-size";
import { PRICES } from "../cost";

/** What providers take: SES on the à la carte plan, text messages as to the United States. The app's own channels have none. */
export const CHANNEL_PRICES: ChannelPrices = {
  email: PRICES.sesAlaCarte,
  sms: PRICES.smsSegmentToUs,
  push: PRICES.pushNotification,
  inbox: 0,
  banner: 0,
};
