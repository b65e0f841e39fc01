import type { Brand } from "../brand";
import { type CompiledEmail, type Message, ONLY_VARIANT } from "../messages/message";
import { ProgramError } from "../source-place";
import { checkHtml, checkSource } from "./check-email";
import { compileMjml } from "./compile-mjml";
import { readEmailSource, type SourceLine } from "./email-source";
import { checkKeys, type Edition, markAsHtml, markAsText, wordFor } from "./message-words";
import { fillMarks, type Mark, markTemplate } from "./template-marks";
import { textPart } from "./text-part";

/** What all the emails of a message share: HTML and text part, with marks where words and data go. */
export interface EmailLayout {
  readonly html: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The first line of `email.mjml`. */
  readonly start: string;
}

/**
 * Compiles a message's `email.mjml` once for all variants and locales.
 * @throws ProgramError naming the file and line of the first thing that is wrong
 */
export async function compileLayout(message: Message, brand: Brand): Promise<EmailLayout> {
  const lines = withLanguage(readEmailSource(message.folder));
  const start = lines[0]?.place ?? "";
  const { markup, marks } = markTemplate(lines, brand);
  checkSource({ markup, marks }, lines);
  checkKeys(message, { marks, start });
  const html = await compileMjml(markup, lines);
  checkHtml(html, marks, start);
  return { html, text: await textPart(html, marks), marks, start };
}

/** The email of one edition: the layout with its words. */
export function emailOf(
  message: Message,
  edition: Edition,
  layout: EmailLayout,
  brand: Brand,
): CompiledEmail {
  const email = fill(message, edition, layout);
  // Once more with the words in, since they may bring Liquid of their own.
  const filled = email.html.split("\n").map((text) => ({ text, place: layout.start }));
  checkSource(markTemplate(filled, brand), filled);
  return email;
}

/** The language of the words, on the root: what screen readers go by. */
function withLanguage(lines: readonly SourceLine[]): SourceLine[] {
  return lines.map(({ text, place }) => ({
    text: text.replace(/<mjml(?=[\s>])/, '<mjml lang="[[lang]]" dir="[[dir]]"'),
    place,
  }));
}

function fill(message: Message, edition: Edition, { html, text, marks }: EmailLayout): CompiledEmail {
  const subject = wordFor(message, edition, "subject").trim();
  const preheader = wordFor(message, edition, "preheader").trim();
  const { variant, locale } = edition;
  const which = variant === ONLY_VARIANT ? locale : `${locale}, variant "${variant}"`;
  if (subject === "" || /[\r\n]/.test(subject)) {
    const got = JSON.stringify(subject);
    throw new ProgramError(`the subject (${which}) must be one line of text, got ${got}`, message.place);
  }
  if (preheader === "" || preheader === subject) {
    throw new ProgramError(`the preheader (${which}) must say something the subject does not`, message.place);
  }
  return {
    subject,
    html: fillMarks(html, marks, (mark) => markAsHtml(message, edition, mark)),
    text: fillMarks(text, marks, (mark) => markAsText(message, edition, mark)),
  };
}
