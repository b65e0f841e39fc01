import { escapeHtml } from "../escape-html";
import { type Message, ONLY_VARIANT } from "../messages/message";
import { ProgramError } from "../source-place";
import { plainKeysOf } from "./plain-contents";
import { fillWords, type Mark, wordsIn } from "./template-marks";

/** One of the contents a message is made of. */
export interface Edition {
  readonly variant: string;
  readonly locale: string;
}

const LIQUID = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;
const RIGHT_TO_LEFT = new Set("ar dv fa he ku ps sd ug ur yi".split(" "));

/** Every variant in every locale. */
export function editionsOf({ variants, words }: Message): Edition[] {
  const names = variants.length > 0 ? variants : [ONLY_VARIANT];
  return names.flatMap((variant) => Object.keys(words).map((locale) => ({ variant, locale })));
}

/** Checks that locales are written the way they are looked up, and that the default is there. */
export function checkLocales({ name, words, place }: Message, defaultLocale: string): void {
  for (const locale of Object.keys(words)) {
    let canonical: string | undefined;
    try {
      [canonical] = Intl.getCanonicalLocales(locale.replaceAll("_", "-"));
    } catch {
      throw new ProgramError(`words.${locale}: not a locale; write one like de or pt-BR`, place);
    }
    if (canonical !== locale) {
      throw new ProgramError(`words["${locale}"]: write the locale as "${canonical}"`, place);
    }
  }
  if (!Object.hasOwn(words, defaultLocale)) {
    throw new ProgramError(
      `the message "${name}" has no words in "${defaultLocale}", the brand's default locale`,
      place,
    );
  }
}

/** Checks that every text is shown: by the layout, where there is one, or on a channel without. */
export function checkKeys(
  message: Message,
  layout?: { readonly marks: readonly Mark[]; readonly start: string },
): void {
  const used = new Set(plainKeysOf(message));
  if (layout) for (const key of ["subject", ...layout.marks.flatMap(wordsIn)]) used.add(key);
  if (layout && !used.has("preheader")) {
    throw new ProgramError("the head needs <mj-preview>[[preheader]]</mj-preview>", layout.start);
  }
  for (const edition of editionsOf(message)) {
    for (const mark of layout?.marks ?? [])
      for (const key of wordsIn(mark)) wordFor(message, edition, key, mark.place);
  }
  for (const [locale, words] of Object.entries(message.words)) {
    const unused = Object.keys(words).find((key) => !used.has(key));
    if (!unused) continue;
    const cure = layout
      ? `write [[${unused}]] in ${layout.start.replace(/:\d+$/, "")} or drop it`
      : `drop it, or add its channel to ${message.channels.join(", ")}`;
    throw new ProgramError(`words.${locale}.${unused} is never used: ${cure}`, message.place);
  }
}

/** The text of one edition for a key; `[[lang]]` and `[[dir]]` are always there. */
export function wordFor(
  { words, place, variants }: Message,
  { variant, locale }: Edition,
  key: string,
  at?: string,
): string {
  if (key === "lang") return locale;
  if (key === "dir") return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
  const spoken = words[locale] ?? {};
  const word = Object.hasOwn(spoken, key) ? spoken[key] : undefined;
  if (word === undefined) {
    throw new ProgramError(`[[${key}]] has no words: add words.${locale}.${key}`, at ?? place);
  }
  if (typeof word === "string") return word;
  const own = Object.hasOwn(word, variant) ? word[variant] : undefined;
  if (own !== undefined) return own;
  const asked =
    variants.length > 0 ? `the variant "${variant}"` : "a message without variants; make it one text";
  throw new ProgramError(`words.${locale}.${key} has no text for ${asked}`, place);
}

/** What stands in the HTML for a mark: words escaped, Liquid as it is since its output is escaped when rendered. */
export function markAsHtml(message: Message, edition: Edition, mark: Mark): string {
  if (mark.kind !== "word") return liquidWithWords(message, edition, mark);
  return markAsText(message, edition, mark)
    .split(LIQUID)
    .map((part) => (LIQUID.test(part) ? part : escapeHtml(part)))
    .join("");
}

/** What stands in the text part for a mark. */
export function markAsText(message: Message, edition: Edition, mark: Mark): string {
  if (mark.kind !== "word") return liquidWithWords(message, edition, mark);
  return wordsIn(mark)
    .map((key) => wordFor(message, edition, key, mark.place))
    .join("");
}

/** Liquid may hold words: `{{ product.name | default: "[[unnamed]]" }}`. */
function liquidWithWords(message: Message, edition: Edition, mark: Mark): string {
  return fillWords(mark, (key) => {
    const text = wordFor(message, edition, key, mark.place);
    if (!/["'{}%]/.test(text)) return text;
    throw new ProgramError(
      `[[${key}]] stands within Liquid and must have no quotes or braces, got ${JSON.stringify(text)}`,
      mark.place,
    );
  });
}
