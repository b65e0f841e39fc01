import type { Channel } from "../messages/message";
import type { RenderedContent } from "../messages/render";
import { type SmsSize, smsSize } from "../messages/sms-segments";

/** How large a message is, in what its channel is measured in. */
export type PreviewSize =
  | { readonly channel: "email"; readonly htmlBytes: number; readonly textBytes: number }
  | ({ readonly channel: "sms"; readonly characters: number } & SmsSize)
  | { readonly channel: "push"; readonly payloadBytes: number }
  | { readonly channel: "inbox" | "banner"; readonly characters: number };

/**
 * US dollars for one of what a channel is paid by: an email, a segment of a text message, a notification to one device.
 * What lies in the app costs nothing to send.
 */
export type ChannelPrices = { readonly [C in Channel]: number };

/** Measures what a person would get. */
export function sizeOf(content: RenderedContent): PreviewSize {
  switch (content.channel) {
    case "email":
      return {
        channel: "email",
        htmlBytes: Buffer.byteLength(content.html),
        textBytes: Buffer.byteLength(content.text),
      };
    case "sms":
      return { channel: "sms", characters: [...content.text].length, ...smsSize(content.text) };
    case "push": {
      const { title, body, link } = content;
      return { channel: "push", payloadBytes: Buffer.byteLength(JSON.stringify({ title, body, link })) };
    }
    case "inbox":
    case "banner":
      return { channel: content.channel, characters: [...content.title, ...content.body].length };
  }
}

/** What a million of such messages cost to hand to the provider, in US dollars. */
export function costPerMillion(size: PreviewSize, prices: ChannelPrices): number {
  const units = size.channel === "sms" ? size.segments : 1;
  return units * prices[size.channel] * 1e6;
}
