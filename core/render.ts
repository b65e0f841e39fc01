import { Liquid } from "liquidjs";
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

/** Bounds of one render (liquidjs counts them cooperatively); the Lambda's time limit is the hard stop. */
const LIMITS = { parseLimit: 100_000, renderLimit: 100, memoryLimit: 1_000_000 };

const TAGS = new Set([
  "if",
  "elsif",
  "else",
  "unless",
  "case",
  "when",
  "for",
  "assign",
  "capture",
  "comment",
  "raw",
  "break",
  "continue",
]);
const FILTERS = new Set([
  "default",
  "escape",
  "upcase",
  "downcase",
  "capitalize",
  "strip",
  "truncate",
  "size",
  "first",
  "last",
  "join",
  "plus",
  "minus",
  "times",
  "round",
  "replace",
  "slice",
]);

const engines = { html: engineFor("html"), text: engineFor("text") };
const parsed = new WeakMap<object, { subject: Template; html: Template; text: Template }>();
type Template = ReturnType<Liquid["parse"]>;

/**
 * Renders a message for a person.
 * @throws Error where a template reads something the person or event lacks, or passes a limit
 */
export function renderEmail({ message, variant, brand, person, event }: RenderInput): RenderedEmail {
  const { email, locale } = emailIn(message, variant, textTrait(person, "locale") ?? brand.defaultLocale);
  let templates = parsed.get(email);
  if (!templates) {
    templates = {
      subject: engines.text.parse(email.subject),
      html: engines.html.parse(email.html),
      text: engines.text.parse(email.text),
    };
    parsed.set(email, templates);
  }
  const scope = { person: traitsOf(person), event, brand, locale };
  const subject = engines.text.renderSync(templates.subject, scope) as string;
  const html = engines.html.renderSync(templates.html, scope) as string;
  const text = engines.text.renderSync(templates.text, scope) as string;
  if (html.length > MAX_RENDERED || text.length > MAX_RENDERED) {
    throw new Error(`"${message.name}" renders to over ${MAX_RENDERED} characters`);
  }
  if (html.split("href=").length - 1 > MAX_LINKS)
    throw new Error(`"${message.name}" renders to over ${MAX_LINKS} links`);
  return { subject: asHeader(subject), html, text, locale };
}

/** Checks that a template parses; gives the error in Liquid's words. */
export function checkTemplate(template: string): void {
  engines.html.parse(template);
}

/**
 * Text that may stand in a header: on one line, without control characters.
 * @throws Error instead of cleaning, so that an injection is seen
 */
export function asHeader(value: string): string {
  const trimmed = value.trim();
  if (/[\p{Cc}\u2028\u2029]/u.test(trimmed)) {
    throw new Error(`a header must not hold control characters, got ${JSON.stringify(trimmed.slice(0, 80))}`);
  }
  return trimmed;
}

function traitsOf(person: Person): Record<string, unknown> {
  const traits: Record<string, unknown> = Object.create(null);
  for (const [name, { value }] of Object.entries(person.traits)) traits[name] = value;
  return traits;
}

function engineFor(part: "html" | "text"): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    relativeReference: false,
    dynamicPartials: false,
    templates: {},
    ...(part === "html" && { outputEscape: "escape" }),
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.has(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.has(filter)) delete engine.filters[filter];
  engine.registerFilter("money", function (amount: unknown, currency: unknown) {
    return money(amount, currency, this.context.getSync(["locale"]) as string);
  });
  engine.registerFilter("link", (url: unknown, fallback: unknown) => link(url, fallback));
  return engine;
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
    moneyFormats.set(key, format);
  }
  return format.format(amount);
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/** A web address fit for `href` or `src`: http or https, else the fallback. Keeps `javascript:` and the like out. */
function link(url: unknown, fallback: unknown): unknown {
  if (typeof url === "string") {
    try {
      const parsedUrl = new URL(url);
      if (parsedUrl.protocol === "https:" || parsedUrl.protocol === "http:") return parsedUrl.href;
    } catch {
      return fallback;
    }
  }
  return fallback;
}
