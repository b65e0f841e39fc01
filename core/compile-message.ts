import { checkHtml, checkRendered, checkSource } from "./check-email";
import { compileMjml } from "./compile-mjml";
import { contentHash } from "./content-hash";
import { readEmailSource, type SourceLine } from "./email-source";
import { BUILT_IN_EVENTS, type EventDefinition } from "./event-catalog";
import type { JsonObject } from "./json";
import { type CompiledEmail, type CompiledMessage, type Message, ONLY_VARIANT } from "./message";
import { newPerson, type Person } from "./person";
import type { ProgramSource } from "./program";
import { checkTemplate, escapeHtml, renderEmail } from "./render";
import { ProgramError } from "./source-place";
import { fillMarks, type Mark, type MarkedTemplate, markTemplate, wordsIn } from "./template-marks";
import { textPart } from "./text-part";

/** One of the emails a message is made of. */
interface Edition {
  readonly variant: string;
  readonly locale: string;
}

const LIQUID = /(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/;
const RIGHT_TO_LEFT = new Set("ar dv fa he ku ps sd ug ur yi".split(" "));

/**
 * Compiles a message: `email.mjml` becomes HTML and text once, then each variant and locale gets its words.
 * Only for synth and the embedded Herald; needs MJML.
 * @throws ProgramError naming the file and line of the first thing that is wrong
 */
export async function compileMessage(message: Message, source: ProgramSource): Promise<CompiledMessage> {
  const { name, purpose, topic, event } = message;
  const { defaultLocale } = source.brand;
  checkLocales(message, defaultLocale);
  const lines = withLanguage(readEmailSource(message.folder));
  const start = lines[0]?.place ?? "";
  const template = markTemplate(lines, source.brand);
  checkSource(template, lines);
  checkKeys(message, template, start);

  const html = await compileMjml(template.markup, lines);
  checkHtml(html, template, start);
  const text = await textPart(html, template.marks);

  const editions = editionsOf(message);
  const emails = Object.fromEntries(
    editions.map((edition) => [
      `${edition.variant}/${edition.locale}`,
      fill(message, edition, { html, text }, template),
    ]),
  );
  const content = { name, purpose, ...(topic && { topic }), event, defaultLocale, emails };
  const compiled: CompiledMessage = { ...content, hash: contentHash(content) };
  for (const edition of editions) tryOut(message, compiled, edition, source, template.marks, start);
  return compiled;
}

function editionsOf({ variants, words }: Message): Edition[] {
  const names = variants.length > 0 ? variants : [ONLY_VARIANT];
  return names.flatMap((variant) => Object.keys(words).map((locale) => ({ variant, locale })));
}

function checkLocales({ name, words, place }: Message, defaultLocale: string): void {
  for (const locale of Object.keys(words)) {
    let canonical: string | undefined;
    try {
      [canonical] = Intl.getCanonicalLocales(locale.replaceAll("_", "-"));
    } catch {
      throw new ProgramError(`words.${locale}: not a locale; write one like de or pt-BR`, place);
    }
    if (canonical !== locale)
      throw new ProgramError(`words["${locale}"]: write the locale as "${canonical}"`, place);
  }
  if (!Object.hasOwn(words, defaultLocale)) {
    throw new ProgramError(
      `the message "${name}" has no words in "${defaultLocale}", the brand's default locale`,
      place,
    );
  }
}

/** The language of the words, on the root: what screen readers go by. */
function withLanguage(lines: readonly SourceLine[]): SourceLine[] {
  return lines.map(({ text, place }) => ({
    text: text.replace(/<mjml(?=[\s>])/, '<mjml lang="[[lang]]" dir="[[dir]]"'),
    place,
  }));
}

function checkKeys(message: Message, { marks }: MarkedTemplate, start: string): void {
  const used = new Set(["subject", ...marks.flatMap(wordsIn)]);
  if (!used.has("preheader")) {
    throw new ProgramError("the head needs <mj-preview>[[preheader]]</mj-preview>", start);
  }
  for (const [locale, words] of Object.entries(message.words)) {
    const unused = Object.keys(words).find((key) => !used.has(key));
    if (unused) {
      throw new ProgramError(
        `words.${locale}.${unused} is never used: write [[${unused}]] in ${fileOf(start)} or drop it`,
        message.place,
      );
    }
  }
}

function fill(
  message: Message,
  edition: Edition,
  { html, text }: { html: string; text: string },
  { marks }: MarkedTemplate,
): CompiledEmail {
  const word = (key: string, place?: string) => wordFor(message, edition, key, place);
  const subject = word("subject").trim();
  const preheader = word("preheader").trim();
  const { variant, locale } = edition;
  const who = variant === ONLY_VARIANT ? locale : `${locale}, variant "${variant}"`;
  if (subject === "" || /[\r\n]/.test(subject)) {
    throw new ProgramError(
      `the subject (${who}) must be one line of text, got ${JSON.stringify(subject)}`,
      message.place,
    );
  }
  if (preheader === "" || preheader === subject) {
    throw new ProgramError(`the preheader (${who}) must say something the subject does not`, message.place);
  }
  return {
    subject,
    html: fillMarks(html, marks, (mark) =>
      mark.kind === "word" ? htmlSafe(word(keyOf(mark), mark.place)) : liquidWith(mark, word),
    ),
    text: fillMarks(text, marks, (mark) =>
      mark.kind === "word" ? word(keyOf(mark), mark.place) : liquidWith(mark, word),
    ),
  };
}

function keyOf(mark: Mark): string {
  return wordsIn(mark)[0] ?? "";
}

function wordFor(
  { words, place, variants }: Message,
  { variant, locale }: Edition,
  key: string,
  at?: string,
): string {
  if (key === "lang") return locale;
  if (key === "dir") return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
  const spoken = words[locale] ?? {};
  const word = Object.hasOwn(spoken, key) ? spoken[key] : undefined;
  if (word === undefined)
    throw new ProgramError(`[[${key}]] has no words: add words.${locale}.${key}`, at ?? place);
  if (typeof word === "string") return word;
  const own = Object.hasOwn(word, variant) ? word[variant] : undefined;
  if (own !== undefined) return own;
  const asked =
    variants.length > 0 ? `the variant "${variant}"` : "a message without variants; make it one text";
  throw new ProgramError(`words.${locale}.${key} has no text for ${asked}`, place);
}

/** A text as HTML; the Liquid in it stays as it is, since its output is escaped when it is rendered. */
function htmlSafe(word: string): string {
  return word
    .split(LIQUID)
    .map((part) => (LIQUID.test(part) ? part : escapeHtml(part)))
    .join("");
}

/** Liquid with words in it: `{{ person.first_name | default: "[[friend]]" }}`. */
function liquidWith(mark: Mark, word: (key: string, place?: string) => string): string {
  return wordsIn(mark).reduce((liquid, key) => {
    const text = word(key, mark.place);
    if (/["'{}%]/.test(text)) {
      throw new ProgramError(
        `[[${key}]] stands within Liquid and must have no quotes or braces, got ${JSON.stringify(text)}`,
        mark.place,
      );
    }
    return liquid.replaceAll(
      new RegExp(`\\[\\[\\s*${key.replaceAll(".", "\\.")}\\s*\\]\\]`, "g"),
      () => text,
    );
  }, mark.text);
}

/** Renders an email for people and events that say much and little; a message that fails for one is not shipped. */
function tryOut(
  message: Message,
  compiled: CompiledMessage,
  { variant, locale }: Edition,
  source: ProgramSource,
  marks: readonly Mark[],
  start: string,
): void {
  const brand = { ...source.brand, defaultLocale: locale };
  const full = message.example.event as JsonObject;
  const bare = withoutOptional(full, definitionOf(message, source));
  const someone = personWith({ ...message.example.traits, email: "someone@example.com", locale });
  const stranger = personWith({ email: "someone@example.com" });
  const cases = [
    { person: someone, event: full, who: "the example" },
    { person: stranger, event: full, who: "a person of whom only the address is known" },
    { person: stranger, event: bare, who: `a "${message.event}" with only what it must have` },
  ];
  const email = compiled.emails[`${variant}/${locale}`];
  for (const part of [email?.subject, email?.html, email?.text]) {
    attempt(() => checkTemplate(part ?? ""), "cannot be read as Liquid");
  }
  for (const { person, event, who } of cases) {
    const rendered = attempt(
      () => renderEmail({ message: compiled, variant, brand, person, event }),
      `cannot be rendered for ${who}`,
    );
    checkRendered(rendered, message.purpose, brand, start);
  }

  function attempt<T>(work: () => T, problem: string): T {
    try {
      return work();
    } catch (error) {
      const said = (error as Error).message.replace(/, line:\d+, col:\d+$/, "");
      const missing = /undefined variable: (\S+)/.exec(said)?.[1];
      const cure = missing
        ? `; write {{ ${missing} | default: "…" }} or put it in {% if ${missing} %}…{% endif %}`
        : "";
      const where = missing ? whereRead(missing, message, { variant, locale }, marks) : undefined;
      throw new ProgramError(
        `${variant}/${locale} ${problem}: ${said}${cure}`,
        where ?? (missing ? start : message.place),
      );
    }
  }
}

/** Where a template reads a variable: in the layout, or in the words. */
function whereRead(
  variable: string,
  message: Message,
  edition: Edition,
  marks: readonly Mark[],
): string | undefined {
  const inLayout = marks.find(({ kind, text }) => kind !== "word" && text.includes(variable));
  if (inLayout) return inLayout.place;
  const inWords = marks.find(
    (mark) => mark.kind === "word" && wordFor(message, edition, keyOf(mark), mark.place).includes(variable),
  );
  return inWords?.place ?? message.place;
}

function definitionOf({ name, event, place, example }: Message, { catalog }: ProgramSource): EventDefinition {
  const all = { ...BUILT_IN_EVENTS, ...catalog };
  const definition = Object.hasOwn(all, event) ? all[event as keyof typeof all] : undefined;
  if (!definition)
    throw new ProgramError(`the message "${name}" reads "${event}", which is not in program/events`, place);
  const { error } = definition.properties.safeParse(example.event);
  if (error) throw new ProgramError(`the example of "${name}" is no "${event}": ${error.message}`, place);
  return definition;
}

/** The least an event of a kind can say: an example without every property its schema can do without. */
function withoutOptional(example: JsonObject, { properties }: EventDefinition): JsonObject {
  const least = structuredClone(example) as Record<string, unknown>;
  strip(least);
  return least;

  function strip(node: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(node)) {
      if (!Array.isArray(node)) {
        delete node[key];
        if (properties.safeParse(least).success) continue;
        node[key] = value;
      }
      if (typeof value === "object" && value !== null) strip(value as Record<string, unknown>);
    }
  }
}

function personWith(traits: JsonObject): Person {
  const at = "2026-01-01T00:00:00.000Z";
  const known = Object.entries(traits).map(([name, value]) => [name, { value, at }]);
  return { ...newPerson("example", at), traits: Object.fromEntries(known) };
}

function fileOf(place: string): string {
  return place.replace(/:\d+$/, "");
}
