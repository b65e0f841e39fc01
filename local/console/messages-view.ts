import type { CompiledMessage, Message } from "../../core/messages/message";
import { preheaderIn } from "../../core/preview/preheader";
import { editionsIn, isShown, type Preview, previewMessage } from "../../core/preview/preview-message";
import { exampleReader, personReader } from "../../core/preview/preview-reader";
import type { MessageLine, MessageView, PreviewView } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";
import { CHANNEL_PRICES } from "../preview/channel-prices";

type Herald = Pick<EmbeddedHerald, "program" | "people">;

/** What a message shows where nobody is named, by the message's name. */
export type Examples = ReadonlyMap<string, Message["example"]>;

/** A message or a person that there is not; the words are for whoever asked. */
export class NothingToPreview extends Error {
  override readonly name = "NothingToPreview";
}

/** Every message of the program, as its own example has it. */
export function messagesView(herald: Herald, examples: Examples): MessageLine[] {
  return herald.program.messages.map((message) => {
    const { previews } = written(herald, examples, message, undefined);
    return {
      ...lineOf(herald, message),
      warnings: previews.filter((preview) => !isShown(preview) || preview.warnings.length > 0).length,
    };
  });
}

/**
 * One message in every channel, variant and locale.
 * @param personId for whom it is written out; left out, it is the example
 * @throws NothingToPreview
 */
export function messageView(
  herald: Herald,
  examples: Examples,
  name: string,
  personId?: string,
): MessageView {
  const message = messageNamed(herald, name);
  const { reader, previews } = written(herald, examples, message, personId);
  const { hash, event } = message;
  return {
    ...lineOf(herald, message),
    ...{ hash, previews: previews.map(viewOf) },
    ...(event && { event }),
    reader: {
      ...(personId !== undefined && { personId }),
      ...(reader.eventAt && { eventAt: reader.eventAt }),
    },
  };
}

/** The HTML of one edition of an email, as `messageView` shows it; nothing where it cannot be written. */
export function messageHtml(
  herald: Herald,
  examples: Examples,
  name: string,
  wanted: { readonly variant?: string; readonly locale?: string; readonly personId?: string },
): string | undefined {
  const { previews } = written(herald, examples, messageNamed(herald, name), wanted.personId);
  const found = previews.find(
    ({ channel, variant, locale }) =>
      channel === "email" && variant === wanted.variant && locale === wanted.locale,
  );
  return found && isShown(found) && found.content.channel === "email" ? found.content.html : undefined;
}

function written(
  { program, people }: Herald,
  examples: Examples,
  message: CompiledMessage,
  personId: string | undefined,
) {
  const example = examples.get(message.name) ?? {};
  const rows = personId === undefined ? undefined : people.get(personId);
  if (personId !== undefined && !rows?.person) throw new NothingToPreview(`nobody has the id "${personId}"`);
  const reader = rows?.person
    ? personReader(message, example, { person: rows.person, events: [...rows.events.values()] })
    : exampleReader(message, example);
  return {
    reader,
    previews: previewMessage(message, reader, { brand: program.brand, prices: CHANNEL_PRICES }),
  };
}

function messageNamed({ program }: Herald, name: string): CompiledMessage {
  const message = program.messages.find((one) => one.name === name);
  if (!message) throw new NothingToPreview(`there is no message "${name}"`);
  return message;
}

function lineOf({ program }: Herald, message: CompiledMessage): Omit<MessageLine, "warnings"> {
  const { name, purpose, topic, channels } = message;
  const editions = editionsIn(message);
  const journeys = program.graphs
    .filter(({ nodes }) => Object.values(nodes).some((node) => node.kind === "send" && node.message === name))
    .map(({ journey }) => journey);
  return {
    ...{ name, purpose, channels, journeys },
    ...(topic && { topic }),
    variants: [...new Set(editions.map(({ variant }) => variant))],
    locales: [...new Set(editions.map(({ locale }) => locale))],
  };
}

/** The HTML is asked for by whoever shows it. */
function viewOf(preview: Preview): PreviewView {
  if (!isShown(preview) || preview.content.channel !== "email") return preview as PreviewView;
  const { html, ...rest } = preview.content;
  return { ...preview, content: { ...rest, preheader: preheaderIn(html) } };
}
