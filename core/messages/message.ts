import type { Duration } from "../instant";
import { understoodBy } from "../locale";
import { ProgramError, sourcePlace } from "../source-place";
import { faultInShown, type Shown } from "./shown";

/** Why a message may be sent: `transactional` carries out what the person asked for, `marketing` needs consent. */
export type Purpose = "transactional" | "marketing";

/** The ways a message can leave. */
export type Channel = "email" | "sms" | "push" | "inbox" | "banner";

/** The channels whose content is texts alone, without a layout. */
export type PlainChannel = Exclude<Channel, "email">;

/** For every plain channel, the key in a message's words that each of its texts has; a link may be left out. */
export const PLAIN_WORDS = {
  sms: { text: "sms" },
  push: { title: "push_title", body: "push_body", link: "push_link" },
  inbox: { title: "inbox_title", body: "inbox_body", link: "inbox_link" },
  banner: { title: "banner_title", body: "banner_body", link: "banner_link" },
} as const satisfies { readonly [C in PlainChannel]: { readonly [field: string]: string } };

/** Keys of the words that a message cannot do without on its channels. */
type NeededKey<C extends Channel> =
  | (C extends "email" ? "subject" | "preheader" : never)
  | (C extends "sms" ? "sms" : never)
  | (C extends Exclude<PlainChannel, "sms"> ? `${C}_title` | `${C}_body` : never);

/** One text for all variants of a message, or one for each. */
type Text<Variant extends string> = [Variant] extends [never]
  ? string
  : string | { readonly [V in Variant]: string };

/** The texts of a message in one locale. */
type Words<Variant extends string> = { readonly [key: string]: Text<Variant> };

/** The texts of a message in one locale, with all that its channels need. */
type WordsOn<C extends Channel, Variant extends string> = Words<Variant> & {
  readonly [K in NeededKey<C>]: Text<Variant>;
};

/** What previews show and what the checks render. */
interface Example {
  /** Properties of the event that the message reads. */
  readonly event?: object;
  readonly traits?: object;
  /** Answers of the calls that journeys make before they send the message, by the call's name. */
  readonly answers?: object;
}

/** Content for one moment, as its author writes it: texts here, the email's layout in MJML beside it. */
export interface Message<Variant extends string = string> {
  readonly name: string;
  readonly purpose: Purpose;
  /** What a person must have agreed to hear about; only for marketing. */
  readonly topic?: string;
  /** The most preferred first: a send takes the first that reaches the person. */
  readonly channels: readonly Channel[];
  /** How long it is worth sending once the journey has come to it; left out: two days for marketing, one for what people asked for. */
  readonly validFor?: Duration;
  /** The event's property that names the moment after which it is of no use, such as `expires_at`. */
  readonly validUntil?: string;
  /** How its inbox messages and banners are shown. */
  readonly shown?: Shown;
  /** The event whose properties the templates read as `event`; without one they read `person`, `answers` and `brand`. */
  readonly event?: string;
  readonly variants: readonly Variant[];
  /** The folder of the message, where `email.mjml` lies if it goes out by email. */
  readonly folder: string;
  readonly words: { readonly [locale: string]: Words<Variant> };
  readonly example: Example;
  readonly place?: string;
}

/** The same texts in another locale: a missing key is a type error. */
type SameWords<W, Variant extends string> = { readonly [K in keyof W]: Text<Variant> };

type MessageDefinition<Variant extends string, C extends Channel, W> = {
  readonly purpose: Purpose;
  readonly topic?: string;
  readonly validFor?: Duration;
  readonly validUntil?: string;
  readonly shown?: Shown;
  readonly channels?: readonly [C, ...C[]];
  readonly folder: string;
  readonly words: { readonly en: W } & { readonly [locale: string]: SameWords<W, Variant> };
} & (
  | { readonly event: string; readonly example: Example & { readonly event: object } }
  | { readonly event?: undefined; readonly example?: Omit<Example, "event"> }
);

/**
 * Names a message. Texts may use Liquid. By email, `[[key]]` in `email.mjml` stands for the text
 * `words.<locale>.<key>`; the other channels take the words `sms`, `push_title`, `push_body`, `push_link` and so on.
 * @param name kebab-case, the name of its folder
 */
export function defineMessage<const W extends WordsOn<C, never>, const C extends Channel = "email">(
  name: string,
  definition: MessageDefinition<never, C, W>,
): Message<never>;
export function defineMessage<
  const Variant extends string,
  const W extends WordsOn<C, Variant>,
  const C extends Channel = "email",
>(
  name: string,
  definition: MessageDefinition<Variant, C, W> & { readonly variants: readonly Variant[] },
): Message<Variant>;
export function defineMessage(
  name: string,
  definition: Omit<Message, "name" | "place" | "variants" | "channels" | "example"> &
    Partial<Pick<Message, "variants" | "channels" | "example">>,
): Message {
  const place = sourcePlace();
  const { purpose, topic, channels = ["email"], variants = [], example = {} } = definition;
  if (purpose === "marketing" && !topic) {
    throw new ProgramError(`the marketing message "${name}" needs a topic that people can agree to`, place);
  }
  if (channels.length === 0 || new Set(channels).size < channels.length) {
    const got = JSON.stringify(channels);
    throw new ProgramError(
      `"${name}" needs channels, each named once, the preferred first; got ${got}`,
      place,
    );
  }
  const fault = definition.shown && faultInShown(definition.shown, channels);
  if (fault) throw new ProgramError(`"${name}": ${fault}`, place);
  return { name, ...definition, channels, variants, example, ...(place && { place }) };
}

/** An email of one locale and variant, ready for Liquid. */
export interface CompiledEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A text message of one locale and variant, ready for Liquid. */
interface CompiledSms {
  readonly text: string;
}

/** What a push notification, an inbox message or a banner says in one locale and variant, ready for Liquid. */
interface CompiledNotice {
  readonly title: string;
  readonly body: string;
  /** Where it leads, if anywhere. */
  readonly link?: string;
}

/** What is said on each channel. */
interface ContentOn {
  readonly email: CompiledEmail;
  readonly sms: CompiledSms;
  readonly push: CompiledNotice;
  readonly inbox: CompiledNotice;
  readonly banner: CompiledNotice;
}

/** The content of one variant in one locale, for the channels the message has. */
export type Contents = { readonly [C in Channel]?: ContentOn[C] };

/** A message as the sender reads it: compiled once, named by its content, never changed. */
export interface CompiledMessage {
  readonly name: string;
  /** Of everything below: two messages with one hash say the same. */
  readonly hash: string;
  readonly purpose: Purpose;
  readonly topic?: string;
  readonly validFor?: Duration;
  readonly validUntil?: string;
  readonly shown?: Shown;
  /** The most preferred first. */
  readonly channels: readonly Channel[];
  readonly event?: string;
  readonly defaultLocale: string;
  /** By `variant/locale`; a message without variants has `default`. */
  readonly contents: { readonly [variantAndLocale: string]: Contents };
}

/** The variant name of a message that has none. */
export const ONLY_VARIANT = "default";

/** The content for a channel nearest to a person's locale: `de-AT`, then `de`, then the message's default; see `understoodBy`. */
export function contentIn<C extends Channel>(
  message: CompiledMessage,
  variant: string | undefined,
  locale: string | undefined,
  channel: C,
): { readonly content: ContentOn[C]; readonly locale: string } {
  const name = variant ?? ONLY_VARIANT;
  for (const candidate of [...understoodBy(locale ?? ""), message.defaultLocale]) {
    const key = `${name}/${candidate}`;
    const contents: Contents | undefined = Object.hasOwn(message.contents, key)
      ? message.contents[key]
      : undefined;
    const content = contents?.[channel];
    if (content) return { content, locale: candidate };
  }
  throw new ProgramError(
    `the message "${message.name}" has no variant "${name}" in ${message.defaultLocale} for the channel ${channel}`,
  );
}
