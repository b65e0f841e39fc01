import type { CompiledMessage, Message } from "../../core/messages/message";
import type { RenderedContent } from "../../core/messages/render";
import { isShown, type Preview } from "../../core/preview/preview-message";
import type { PreviewReader } from "../../core/preview/preview-reader";
import { costInWords, sizeInWords } from "./size-words";

/** Every message of a program, in a line each. */
export function messagesText(messages: readonly Message[]): string {
  const width = Math.max(...messages.map(({ name }) => name.length));
  return messages
    .map(({ name, purpose, topic, channels, words, variants }) =>
      [
        name.padEnd(width),
        (topic ? `${purpose}, ${topic}` : purpose).padEnd(26),
        channels.join(", ").padEnd(20),
        Object.keys(words).join(", "),
        ...(variants.length > 0 ? [variants.join(" / ")] : []),
      ].join("  "),
    )
    .join("\n");
}

/** A message as its reader gets it, in the words of a terminal. */
export function previewText(
  message: CompiledMessage,
  reader: PreviewReader,
  previews: readonly Preview[],
  person?: string,
): string {
  const { name, purpose, topic } = message;
  return [
    `${name}: ${topic ? `${purpose}, topic ${topic}` : purpose}`,
    readerInWords(message, reader, person),
    ...previews.map(editionText),
  ].join("\n\n");
}

/** For whom it is written out, and whose event it speaks of. */
function readerInWords({ event }: CompiledMessage, { eventAt }: PreviewReader, person?: string): string {
  if (person === undefined) return "As its own example has it. --person takes somebody you know.";
  if (event === undefined) return `As ${person} would get it.`;
  return eventAt
    ? `As ${person} would get it, about their "${event}" of ${eventAt}.`
    : `As ${person} would get it; they have no "${event}", so it is the example's.`;
}

function editionText(preview: Preview): string {
  const { channel, variant, locale } = preview;
  const heading = [channel, locale, ...(variant === "default" ? [] : [variant])].join(" · ");
  if (!isShown(preview)) return `${heading}\n  ! Cannot be written, so nothing is sent: ${preview.error}`;
  const { content, size, costPerMillionUsd, warnings } = preview;
  return [
    heading,
    indented(contentText(content)),
    `  ${sizeInWords(size)} · ${costInWords(costPerMillionUsd)}`,
    ...warnings.map(({ says, source }) => `  ! ${says}${source ? ` ${source}` : ""}`),
  ].join("\n");
}

function contentText(content: RenderedContent): string {
  if (content.channel === "email") return `${content.subject}\n\n${content.text.trimEnd()}`;
  if (content.channel === "sms") return content.text;
  return [content.title, content.body, ...(content.link ? [`→ ${content.link}`] : [])].join("\n");
}

const indented = (text: string) => text.replace(/^(?=.)/gm, "  │ ").replace(/^$/gm, "  │");
