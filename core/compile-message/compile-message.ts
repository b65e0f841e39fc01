import { contentHash } from "../content-hash";
import { type CompiledEmail, type CompiledMessage, type Message, ONLY_VARIANT } from "../message";
import type { ProgramSource } from "../program";
import { ProgramError } from "../source-place";
import { checkHtml, checkSource } from "./check-email";
import { compileMjml } from "./compile-mjml";
import { readEmailSource, type SourceLine } from "./email-source";
import {
  checkKeys,
  checkLocales,
  type Edition,
  editionsOf,
  markAsHtml,
  markAsText,
  wordFor,
} from "./message-words";
import { fillMarks, type Mark, markTemplate } from "./template-marks";
import { textPart } from "./text-part";
import { tryMessage } from "./try-message";

/**
 * Compiles a message: `email.mjml` becomes HTML and text once, then each variant and locale gets its words.
 * Only for synth and the embedded Herald; needs MJML.
 * @throws ProgramError naming the file and line of the first thing that is wrong
 */
export async function compileMessage(message: Message, source: ProgramSource): Promise<CompiledMessage> {
  const { name, purpose, topic, event } = message;
  const { brand } = source;
  checkLocales(message, brand.defaultLocale);
  const lines = withLanguage(readEmailSource(message.folder));
  const start = lines[0]?.place ?? "";
  const template = markTemplate(lines, brand);
  checkSource(template, lines);
  checkKeys(message, template.marks, start);

  const html = await compileMjml(template.markup, lines);
  checkHtml(html, template.marks, start);
  const text = await textPart(html, template.marks);

  const emails: Record<string, CompiledEmail> = {};
  for (const edition of editionsOf(message)) {
    const email = fill(message, edition, { html, text }, template.marks);
    // Once more with the words in, since they may bring Liquid of their own.
    const filled = email.html.split("\n").map((line) => ({ text: line, place: start }));
    checkSource(markTemplate(filled, brand), filled);
    emails[`${edition.variant}/${edition.locale}`] = email;
  }
  const content = {
    name,
    purpose,
    ...(topic && { topic }),
    event,
    defaultLocale: brand.defaultLocale,
    emails,
  };
  const compiled: CompiledMessage = { ...content, hash: contentHash(content) };
  tryMessage(message, compiled, source, template.marks, start);
  return compiled;
}

/** The language of the words, on the root: what screen readers go by. */
function withLanguage(lines: readonly SourceLine[]): SourceLine[] {
  return lines.map(({ text, place }) => ({
    text: text.replace(/<mjml(?=[\s>])/, '<mjml lang="[[lang]]" dir="[[dir]]"'),
    place,
  }));
}

function fill(
  message: Message,
  edition: Edition,
  { html, text }: { html: string; text: string },
  marks: readonly Mark[],
): CompiledEmail {
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
