import type { Brand } from "../brand";
import { exampleClaims } from "../claims/claim-rules";
import { type Channel, type CompiledMessage, contentIn } from "../messages/message";
import { type RenderedContent, renderContent } from "../messages/render";
import { exampleLinks } from "../pages/example-links";
import { type Person, textTrait } from "../people/person";
import type { PreviewReader } from "./preview-reader";
import { type ChannelPrices, costPerMillion, type PreviewSize, sizeOf } from "./preview-size";
import { type PreviewWarning, warningsOf } from "./preview-warnings";

/** One of the contents of a message, by channel, variant and locale. */
export interface PreviewEdition {
  readonly channel: Channel;
  /** `default` for a message without variants. */
  readonly variant: string;
  readonly locale: string;
}

/** A content as a person would get it, with what it weighs and costs. */
export interface ShownPreview extends PreviewEdition {
  readonly content: RenderedContent;
  readonly size: PreviewSize;
  /** To hand a million of them to the provider. */
  readonly costPerMillionUsd: number;
  readonly warnings: readonly PreviewWarning[];
}

/** A content that cannot be written for this person: they would get nothing. */
export interface FailedPreview extends PreviewEdition {
  readonly error: string;
}

/** What a content comes to for a person. */
export type Preview = ShownPreview | FailedPreview;

/** What is the same for all messages. */
export interface PreviewSetting {
  readonly brand: Brand;
  readonly prices: ChannelPrices;
}

/** Whether a content could be written. */
export function isShown(preview: Preview): preview is ShownPreview {
  return "content" in preview;
}

/** Every content of a message as a person would get it: by channel, the preferred first, then variant, then locale. */
export function previewMessage(
  message: CompiledMessage,
  reader: PreviewReader,
  setting: PreviewSetting,
): Preview[] {
  return message.channels.flatMap((channel) =>
    editionsIn(message).map((edition) => previewEdition(message, { channel, ...edition }, reader, setting)),
  );
}

/** Each variant in each locale that a compiled message has. */
export function editionsIn({ contents }: CompiledMessage): Omit<PreviewEdition, "channel">[] {
  return Object.keys(contents).map((key) => {
    const slash = key.lastIndexOf("/");
    return { variant: key.slice(0, slash), locale: key.slice(slash + 1) };
  });
}

function previewEdition(
  message: CompiledMessage,
  edition: PreviewEdition,
  { person, event, answers }: PreviewReader,
  { brand, prices }: PreviewSetting,
): Preview {
  const { channel, variant } = edition;
  try {
    const content = renderContent(channel, {
      ...{
        message,
        variant,
        brand,
        answers,
        links: exampleLinks(message),
        meetClaim: exampleClaims,
        person: readingIn(person, edition, message),
      },
      ...(event && { event }),
    });
    const size = sizeOf(content);
    const costPerMillionUsd = costPerMillion(size, prices);
    return { ...edition, content, size, costPerMillionUsd, warnings: warningsOf(content, size) };
  } catch (error) {
    return { ...edition, error: (error as Error).message.replace(/, line:\d+, col:\d+$/, "") };
  }
}

/** The person as if they read this locale; whoever does keeps their region, by which numbers and dates are written. */
function readingIn(
  person: Person,
  { channel, variant, locale }: PreviewEdition,
  message: CompiledMessage,
): Person {
  const own = textTrait(person, "locale");
  if (own && contentIn(message, variant, own, channel).locale === locale) return person;
  return { ...person, traits: { ...person.traits, locale: { value: locale, at: person.lastSeenAt } } };
}
