import { type Context, Liquid } from "liquidjs";
import type { Brand } from "./brand";
import type { JsonObject } from "./json";
import { type CompiledMessage, emailIn } from "./message";
import { type Person, textTrait } from "./person";

/** An email as the provider gets it. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly locale: string;
}

/** What templates can read. */
export interface RenderInput {
  readonly message: CompiledMessage;
  readonly variant?: string;
  readonly brand: Brand;
  readonly person: Person;
  /** Properties of the event the run is about. */
  readonly event: JsonObject;
}

/** Largest rendered part, in characters; and the most links. Bounds what a hostile event can blow up. */
const MAX_RENDERED = 256 * 1024;
const MAX_LINKS = 200;
/** Longest header value SES takes (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html). */
const MAX_HEADER = 995;
const MAX_MONEY_FORMATS = 200;

/** Bounds of one render (liquidjs counts them cooperatively); the Lambda's time limit is the hard stop. */
const LIMITS = { parseLimit: 100_000, renderLimit: 100, memoryLimit: 1_000_000 };
/** For one more try: liquidjs's limit is time on the wall, and a cold or paused Lambda is slow without being attacked. */
const SECOND_RENDER_LIMIT = 900;

/** What templates may say. No tag reads another file; output is always escaped, so there is no `escape` and no `raw`. */
const TAGS = new Set("if unless case for break continue assign capture comment raw".split(" "));
const FILTERS = new Set(
  "default append replace upcase downcase capitalize strip truncate size first last join slice plus minus times round".split(
    " ",
  ),
);

const engines = { html: engineFor("html"), text: engineFor("text") };
const parsed = new WeakMap<object, { subject: Template; html: Template; text: Template }>();
type Template = ReturnType<Liquid["parse"]>;

/**
 * Renders a message for a person.
 * @throws Error where a template reads something the person or event lacks, or passes a limit
 */
export function renderEmail({ message, variant, brand, person, event }: RenderInput): RenderedEmail {
  const reader = canonicalLocale(textTrait(person, "locale")) ?? brand.defaultLocale;
  const { email, locale } = emailIn(message, variant, reader);
  let templates = parsed.get(email);
  if (!templates) {
    templates = {
      subject: engines.text.parse(email.subject),
      html: engines.html.parse(email.html),
      text: engines.text.parse(email.text),
    };
    parsed.set(email, templates);
  }
  const scope = {
    person: traitsOf(person),
    event,
    brand,
    locale: isSameLanguage(reader, locale) ? reader : locale,
  };
  const subject = asHeader(renderPart("text", templates.subject, scope));
  const html = renderPart("html", templates.html, scope);
  const text = withoutGaps(renderPart("text", templates.text, scope));
  if (subject === "") throw new Error(`"${message.name}" renders to an empty subject`);
  if (html.length > MAX_RENDERED || text.length > MAX_RENDERED) {
    throw new Error(`"${message.name}" renders to over ${MAX_RENDERED} characters`);
  }
  if (html.split("href=").length - 1 > MAX_LINKS) {
    throw new Error(`"${message.name}" renders to over ${MAX_LINKS} links`);
  }
  return { subject, html, text, locale };
}

function renderPart(part: "html" | "text", template: Template, scope: object): string {
  const { stackTraceLimit } = Error;
  // liquidjs throws and catches an error for each optional property that is missing: without traces a fifth faster.
  Error.stackTraceLimit = 0;
  try {
    return engines[part].renderSync(template, scope);
  } catch (error) {
    if (!(error as Error).message.startsWith("template render limit exceeded")) throw error;
    return engines[part].renderSync(template, scope, { renderLimit: SECOND_RENDER_LIMIT });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Checks that a template is short enough and parses; gives the error in Liquid's words. */
export function checkTemplate(template: string): void {
  if (template.length > LIMITS.parseLimit) {
    throw new Error(`a template must be at most ${LIMITS.parseLimit} characters, got ${template.length}`);
  }
  engines.html.parse(template);
}

/**
 * Text that may stand in a header: on one line, without control characters, short enough for SES.
 * @throws Error instead of cleaning, so that an injection is seen
 */
export function asHeader(value: string): string {
  const trimmed = value.trim();
  const shown = JSON.stringify(trimmed.slice(0, 80));
  if (trimmed.length > MAX_HEADER) {
    throw new Error(`a header must be at most ${MAX_HEADER} characters, got ${shown}…`);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(trimmed)) {
    throw new Error(`a header must not hold control characters, got ${shown}`);
  }
  if (/=\?[^?\s]+\?[bq]\?/i.test(trimmed)) {
    throw new Error(`a header must be plain text, not an encoded word (RFC 2047), got ${shown}`);
  }
  return trimmed;
}

/** Text that may stand in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "") : text;
}

const ENTITIES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Traits as templates read them: one that says nothing (null, blank) counts as missing, so that `default` applies. */
function traitsOf(person: Person): Record<string, unknown> {
  const traits: Record<string, unknown> = Object.create(null);
  for (const [name, { value }] of Object.entries(person.traits)) {
    const said = typeof value === "string" ? value.trim() : value;
    if (said !== null && said !== "") traits[name] = said;
  }
  return traits;
}

function engineFor(part: "html" | "text"): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    // Given, since asking the runtime for its own takes a tenth of a Lambda's start; only date filters would use them.
    locale: "en",
    timezoneOffset: 0,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    relativeReference: false,
    dynamicPartials: false,
    templates: {},
    outputEscape(this: LiquidCall, value: unknown) {
      const printed = part === "html" ? escapeHtml(asText(value)) : asText(value);
      this.context.memoryLimit.use(printed.length);
      return printed;
    },
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.has(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.has(filter)) delete engine.filters[filter];
  engine.registerFilter("money", function (amount: unknown, currency: unknown) {
    return money(amount, currency, this.context.getSync(["locale"]) as string);
  });
  engine.registerFilter("link", link);
  return engine;
}

interface LiquidCall {
  readonly context: Context;
}

/** A value as a reader sees it. An object or a NaN in a message is a mistake: better no message. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)))
    return String(value);
  throw new Error(
    `only text and numbers can be shown, got ${typeof value === "object" ? "an object or a list" : value}`,
  );
}

/** At most one empty line in a row: what Liquid tags left out must not show. */
function withoutGaps(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function canonicalLocale(locale: string | undefined): string | undefined {
  try {
    return locale && Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}

function isSameLanguage(a: string, b: string): boolean {
  return a.split("-")[0] === b.split("-")[0];
}

/** An amount in a currency (ISO 4217), written the way the locale does. */
function money(amount: unknown, currency: unknown, locale: string): string {
  if (typeof amount !== "number" || typeof currency !== "string") {
    throw new Error(
      `money needs a number and a currency, got ${JSON.stringify(amount)} and ${JSON.stringify(currency)}`,
    );
  }
  const key = `${locale}/${currency}`;
  let format = moneyFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: "currency", currency });
    if (moneyFormats.size >= MAX_MONEY_FORMATS) moneyFormats.clear();
    moneyFormats.set(key, format);
  }
  return format.format(amount);
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/**
 * A web address fit for `href` or `src`: the value where it is http(s), else the fallback, which may be "".
 * Keeps `javascript:` and the like out, also from the fallback.
 */
function link(url: unknown, fallback?: unknown): string {
  const safe = webAddress(url) ?? (fallback === "" ? "" : webAddress(fallback));
  if (safe === undefined)
    throw new Error(`link needs an http(s) address or a fallback, got ${JSON.stringify(url)}`);
  return safe;
}

function webAddress(url: unknown): string | undefined {
  if (typeof url !== "string" || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}
