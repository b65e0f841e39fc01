import type { RenderedContent, RenderedEmail, RenderedNotice } from "../messages/render";
import type { PreviewSize } from "./preview-size";

/** Something about a message that its author may want to change; it does not keep the message from going out. */
export interface PreviewWarning {
  readonly says: string;
  /** Where the number comes from. */
  readonly source?: string;
}

/** Where Gmail begins to hide, less what links and headers may still add. */
const NEAR_CLIPPING_BYTES = 85_000;
const CLIPPING = "https://github.com/hteumeuleu/email-bugs/issues/41";

/** What the phones that show most of a subject show of it; some end at 33. */
const SUBJECT_ON_PHONES = 48;
const SUBJECTS = "https://www.activecampaign.com/glossary/subject-line-length";

const ALPHABET = "https://www.3gpp.org/dynareport/23038.htm";
const PARTS = "https://www.3gpp.org/dynareport/23040.htm";

/** An iPhone ends a longer title in an ellipsis. */
const PUSH_TITLE = 40;
const PUSH_TITLES =
  "https://www.alibabacloud.com/help/en/mobile-platform-as-a-service/latest/message-conent-restrictions";

/** An iPhone's lock screen; Android's shows 49 until it is opened up. */
const PUSH_BODY = 160;
const PUSH_BODIES = "https://www.braze.com/docs/help/best_practices/image_and_text_specifications/";

/** What is worth a second look in a message as a person would get it. */
export function warningsOf(content: RenderedContent, size: PreviewSize): PreviewWarning[] {
  if (content.channel === "email") return emailWarnings(content, size);
  if (content.channel === "sms") return smsWarnings(size);
  return noticeWarnings(content);
}

function emailWarnings({ subject }: RenderedEmail, size: PreviewSize): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  if (size.channel === "email" && size.htmlBytes > NEAR_CLIPPING_BYTES) {
    warnings.push({
      says: `The HTML is ${inKilobytes(size.htmlBytes)}. Gmail hides what is over 102 kB, and with it the footer.`,
      source: CLIPPING,
    });
  }
  const length = [...subject].length;
  if (length > SUBJECT_ON_PHONES) {
    warnings.push({
      says: `The subject has ${length} characters. Phones show the first 33 to ${SUBJECT_ON_PHONES}.`,
      source: SUBJECTS,
    });
  }
  return warnings;
}

function smsWarnings(size: PreviewSize): PreviewWarning[] {
  if (size.channel !== "sms") return [];
  const warnings: PreviewWarning[] = [];
  if (size.forcedBy !== undefined) {
    warnings.push({
      says: `${named(size.forcedBy)} is not in the GSM alphabet: a segment holds 70 characters instead of 160.`,
      source: ALPHABET,
    });
  }
  if (size.segments > 1) {
    warnings.push({ says: `It is paid for as ${size.segments} text messages.`, source: PARTS });
  }
  return warnings;
}

function noticeWarnings({ channel, title, body, link }: RenderedNotice): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  const titleLength = [...title].length;
  if (channel === "push" && titleLength > PUSH_TITLE) {
    warnings.push({
      says: `The title has ${titleLength} characters. An iPhone shows ${PUSH_TITLE}.`,
      source: PUSH_TITLES,
    });
  }
  const bodyLength = [...body].length;
  if (channel === "push" && bodyLength > PUSH_BODY) {
    warnings.push({
      says: `The body has ${bodyLength} characters. A lock screen shows ${PUSH_BODY} on an iPhone, 49 on Android.`,
      source: PUSH_BODIES,
    });
  }
  if (link === undefined) {
    const what = channel === "push" ? "It opens the app and no page in it" : "It leads nowhere";
    warnings.push({ says: `${what}: there is no ${channel}_link.` });
  }
  return warnings;
}

const inKilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;

/** A character with its code, since many look like others or like nothing. */
function named(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `“${character}” (U+${code})`;
}
