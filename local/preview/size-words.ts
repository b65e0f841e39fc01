import type { PreviewSize } from "../../core/preview/preview-size";

/** A size in words: `1 segment of GSM-7, 96 of 160`. */
export function sizeInWords(size: PreviewSize): string {
  switch (size.channel) {
    case "email":
      return `HTML ${inBytes(size.htmlBytes)}, text ${inBytes(size.textBytes)}`;
    case "sms":
      return `${size.segments} ${size.segments === 1 ? "segment" : "segments"} of ${size.encoding}, ${size.characters} characters`;
    case "push":
      return `payload ${inBytes(size.payloadBytes)}`;
    case "inbox":
    case "banner":
      return `${size.characters} characters`;
  }
}

/** What a million cost, in words. */
export function costInWords(costPerMillionUsd: number): string {
  if (costPerMillionUsd === 0) return "no provider to pay";
  return `$${costPerMillionUsd.toLocaleString("en", { maximumFractionDigits: 2 })} per million`;
}

function inBytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`;
}
