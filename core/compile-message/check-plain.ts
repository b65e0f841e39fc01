import type { Purpose } from "../messages/message";
import type { RenderedNotice, RenderedSms } from "../messages/render";
import { ProgramError } from "../source-place";
import { checkGaps } from "./check-gaps";

/**
 * How a text message may tell the way out: a keyword that AWS takes as such, or a link that says where it leads
 * (https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html).
 */
const WAY_OUT = /\b(STOP|ARRET|UNSUBSCRIBE|OPT-?OUT)\b|https?:\/\/\S*(stop|unsubscribe|opt-?out|preferences)/;

/** Checks a text message, a notification or the like as a person would get it. */
export function checkPlain(content: RenderedSms | RenderedNotice, purpose: Purpose, place: string): void {
  const text = content.channel === "sms" ? content.text : `${content.title}\n${content.body}`;
  checkGaps(text, place);
  if (content.channel === "sms" && purpose === "marketing" && !WAY_OUT.test(text)) {
    throw new ProgramError(
      `words.${content.locale}.sms must tell how to stop, as every marketing message does: "Reply STOP to opt out", or a link such as https://shop.example/unsubscribe`,
      place,
    );
  }
}
