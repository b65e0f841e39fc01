import { ProgramError, sourcePlace } from "./source-place";

/** Why a message may be sent: `transactional` carries out what the person asked for, `marketing` needs consent. */
export type Purpose = "transactional" | "marketing";

/** The ways a message can leave. */
export type Channel = "email";

/** One text for all variants of a message, or one for each. */
type Text<Variant extends string> = [Variant] extends [never]
  ? string
  : string | { readonly [V in Variant]: string };

/** The texts of a message in one locale. */
type Words<Variant extends string> = { readonly [key: string]: Text<Variant> };

/** The texts every email has. */
interface EmailWords<Variant extends string> extends Words<Variant> {
  readonly subject: Text<Variant>;
  readonly preheader: Text<Variant>;
}

/** Content for one moment, as its author writes it: texts here, layout in MJML beside it. */
export interface Message<Variant extends string = string> {
  readonly name: string;
  readonly purpose: Purpose;
  /** What a person must have agreed to hear about; only for marketing. */
  readonly topic?: string;
  /** The event whose properties the templates read as `event`. */
  readonly event: string;
  readonly variants: readonly Variant[];
  /** The folder of the message, where `email.mjml` lies. */
  readonly folder: string;
  readonly words: { readonly [locale: string]: Words<Variant> };
  /** Example properties and traits: what previews show and what the checks render. */
  readonly example: { readonly event: object; readonly traits?: object };
  readonly place?: string;
}

/** The same texts in another locale: a missing key is a type error. */
type SameWords<W, Variant extends string> = { readonly [K in keyof W]: Text<Variant> };

interface MessageDefinition<Variant extends string, W extends EmailWords<Variant>> {
  readonly purpose: Purpose;
  readonly topic?: string;
  readonly event: string;
  readonly folder: string;
  readonly words: { readonly en: W } & { readonly [locale: string]: SameWords<W, Variant> };
  readonly example: { readonly event: object; readonly traits?: object };
}

/**
 * Names a message. `[[key]]` in `email.mjml` stands for the text `words.<locale>.<key>`; texts may use Liquid.
 * @param name kebab-case, the name of its folder
 */
export function defineMessage<const W extends EmailWords<never>>(
  name: string,
  definition: MessageDefinition<never, W>,
): Message<never>;
export function defineMessage<const Variant extends string, const W extends EmailWords<Variant>>(
  name: string,
  definition: MessageDefinition<Variant, W> & { readonly variants: readonly Variant[] },
): Message<Variant>;
export function defineMessage(
  name: string,
  definition: Omit<Message, "name" | "place" | "variants"> & { readonly variants?: readonly string[] },
): Message {
  const place = sourcePlace();
  if (definition.purpose === "marketing" && !definition.topic) {
    throw new ProgramError(`the marketing message "${name}" needs a topic that people can agree to`, place);
  }
  return {
    name,
    ...definition,
    variants: definition.variants ?? [],
    ...(place && { place }),
  };
}

/** One locale of one variant, ready for Liquid. */
export interface CompiledEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A message as the sender reads it: compiled once, named by its content, never changed. */
export interface CompiledMessage {
  readonly name: string;
  /** Of everything below: two messages with one hash say the same. */
  readonly hash: string;
  readonly purpose: Purpose;
  readonly topic?: string;
  readonly event: string;
  readonly defaultLocale: string;
  /** By `variant/locale`; a message without variants has `default`. */
  readonly emails: { readonly [variantAndLocale: string]: CompiledEmail };
}

/** The variant name of a message that has none. */
export const ONLY_VARIANT = "default";

/** The compiled email nearest to a person's locale: `de-AT`, then `de`, then the message's default. */
export function emailIn(
  message: CompiledMessage,
  variant: string | undefined,
  locale: string | undefined,
): { readonly email: CompiledEmail; readonly locale: string } {
  const name = variant ?? ONLY_VARIANT;
  const language = locale?.split(/[-_]/)[0]?.toLowerCase();
  for (const candidate of [locale, language, message.defaultLocale]) {
    const email =
      candidate &&
      Object.hasOwn(message.emails, `${name}/${candidate}`) &&
      message.emails[`${name}/${candidate}`];
    if (candidate && email) return { email, locale: candidate };
  }
  throw new ProgramError(
    `the message "${message.name}" has no variant "${name}" in ${message.defaultLocale}`,
  );
}
