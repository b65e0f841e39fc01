import { contentHash } from "../content-hash";
import type { CompiledMessage, Contents, Message } from "../messages/message";
import type { ProgramSource } from "../program";
import { checkPressure } from "./check-pressure";
import { compileLayout, emailOf } from "./compile-email";
import { checkKeys, checkLocales, editionsOf } from "./message-words";
import { plainContents } from "./plain-contents";
import { tryMessage } from "./try-message";

/**
 * Compiles a message: each variant in each locale gets its content for every channel. For email, `email.mjml` becomes
 * HTML and text once. Only for synth and the embedded Herald; needs MJML where there is an email.
 * @throws ProgramError naming the file and line of the first thing that is wrong
 */
export async function compileMessage(message: Message, source: ProgramSource): Promise<CompiledMessage> {
  const { name, purpose, topic, validFor, validUntil, shown, channels, event } = message;
  const { brand } = source;
  checkLocales(message, brand.defaultLocale);
  checkPressure(message);
  const layout = channels.includes("email") ? await compileLayout(message, brand) : undefined;
  if (!layout) checkKeys(message);

  const contents: Record<string, Contents> = {};
  for (const edition of editionsOf(message)) {
    contents[`${edition.variant}/${edition.locale}`] = {
      ...(layout && { email: emailOf(message, edition, layout, brand) }),
      ...plainContents(message, edition),
    };
  }
  const content = {
    name,
    purpose,
    ...(topic && { topic }),
    ...(validFor && { validFor }),
    ...(validUntil && { validUntil }),
    ...(shown && { shown }),
    channels,
    ...(event && { event }),
    defaultLocale: brand.defaultLocale,
    contents,
  };
  const compiled: CompiledMessage = { ...content, hash: contentHash(content) };
  tryMessage(message, compiled, source, layout);
  return compiled;
}
