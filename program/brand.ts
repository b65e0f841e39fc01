import type { Brand } from "../core/brand";

/** The shop that this program speaks for. Make it yours: the sender's domain becomes the SES identity. */
export const brand: Brand = {
  name: "Fernweh & Co.",
  sender: "hello@fernweh.example",
  replyTo: "care@fernweh.example",
  unsubscribeMailbox: "unsubscribe@fernweh.example",
  postalAddress: "Fernweh & Co., 12 Harbor Street, Portland, ME 04101, USA",
  defaultLocale: "en",
  defaultTimezone: "America/New_York",
  baseUrl: "https://shop.fernweh.example",
  color: "#1f5f5b",
};
