import type { Purpose } from "../messages/message";
import type { RenderedNotice, RenderedSms } from "../messages/render";
import { smsSize } from "../messages/sms-segments";
import { ProgramError } from "../source-place";
import { checkGaps } from "./check-gaps";

/**
 * How a text message may tell the way out: a keyword that AWS takes as such, or a link that says where it leads
 * (https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html).
 */
const WAY_OUT = /\b(STOP|ARRET|UNSUBSCRIBE|OPT-?OUT)\b|https?:\/\/\S*(stop|unsubscribe|opt-?out|preferences)/;

/** Each part is paid for, and a reader gets no more out of a fourth (S-31). */
const MOST_SEGMENTS = 3;

/** Checks that a text message costs no more than its author can mean, and says what makes it long. */
function checkSegments({ text, locale }: RenderedSms, place: string): void {
  const { segments, encoding, forcedBy } = smsSize(text);
  if (segments <= MOST_SEGMENTS) return;
  const cure = forcedBy ? `; without "${forcedBy}" twice as much would fit into each` : "";
  throw new ProgramError(
    `words.${locale}.sms takes ${segments} paid parts (${encoding}), over the ${MOST_SEGMENTS} that a text message may have${cure}`,
    place,
  );
}

/** Checks a text message, a notification or the like as a person would get it. */
export function checkPlain(content: RenderedSms | RenderedNotice, purpose: Purpose, place: string): void {
  const text = content.channel === "sms" ? content.text : `${content.title}\n${content.body}`;
  checkGaps(text, place);
  if (content.channel === "sms") checkSegments(content, place);
  if (content.channel === "sms" && purpose === "marketing" && !WAY_OUT.test(text)) {
    throw new ProgramError(
      `words.${content.locale}.sms must tell how to stop, as every marketing message does: "Reply STOP to opt out", or a link such as https://shop.example/unsubscribe`,
      place,
    );
  }
}
