import { type Context, Liquid } from "liquidjs";
import { ClaimTag } from "../claims/claim-tag";
import { escapeHtml } from "../escape-html";
import { dateFor, pluralFor, type Reader } from "./reader-formats";

/** A template as parsed; rendered as often as needed. */
export type Template = ReturnType<Liquid["parse"]>;

/** Where a template's output stands: printed data is escaped in HTML and left alone in text. */
export type TemplateKind = "html" | "text";

const MAX_MONEY_FORMATS = 200;

/** Bounds of one render (liquidjs counts them cooperatively); the Lambda's time limit is the hard stop. */
const LIMITS = { parseLimit: 100_000, renderLimit: 100, memoryLimit: 1_000_000 };
/** For one more try: liquidjs's limit is time on the wall, and a cold or paused Lambda is slow without being attacked. */
const SECOND_RENDER_LIMIT = 900;

/**
 * What templates may say. No tag reads another file; output is always escaped, so there is no `escape` and no `raw`, and
 * no `capture`, which would have what it holds escaped twice.
 */
const TAGS = new Set("if unless case for break continue assign comment raw".split(" "));
const FILTERS = new Set(
  "default append replace upcase downcase capitalize strip truncate size first last join slice plus minus times round".split(
    " ",
  ),
);

const engines = { html: engineFor("html"), text: engineFor("text") };

/** Parses a template once for all its renders. */
export function parseTemplate(kind: TemplateKind, template: string): Template {
  return engines[kind].parse(template);
}

/**
 * Renders a template.
 * @throws Error where it reads something that the scope lacks, or passes a limit
 */
export function renderTemplate(kind: TemplateKind, template: Template, scope: object): string {
  const { stackTraceLimit } = Error;
  // liquidjs throws and catches an error for each optional property that is missing: without traces a fifth faster.
  Error.stackTraceLimit = 0;
  try {
    return engines[kind].renderSync(template, scope);
  } catch (error) {
    if (!(error as Error).message.startsWith("template render limit exceeded")) throw error;
    return engines[kind].renderSync(template, scope, { renderLimit: SECOND_RENDER_LIMIT });
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

function engineFor(kind: TemplateKind): Liquid {
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
      const printed = kind === "html" ? escapeHtml(asText(value)) : asText(value);
      this.context.memoryLimit.use(printed.length);
      return printed;
    },
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.has(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.has(filter)) delete engine.filters[filter];
  engine.registerFilter("money", function (amount: unknown, currency: unknown) {
    return money(amount, currency, this.context.getSync(["locale"]) as string);
  });
  engine.registerFilter("date", function (value: unknown, style: unknown) {
    return dateFor(value, style, readerOf(this.context));
  });
  engine.registerFilter("plural", function (value: unknown, ...words: unknown[]) {
    return pluralFor(value, Object.fromEntries(words.filter(isPair)), readerOf(this.context).locale);
  });
  engine.registerFilter("link", link);
  engine.registerTag("claim", ClaimTag);
  return engine;
}

interface LiquidCall {
  readonly context: Context;
}

function readerOf(context: Context): Reader {
  const read = (name: string) => context.getSync([name]) as string;
  return { locale: read("locale"), timezone: read("timezone") };
}

/** A keyword argument, as liquidjs hands it on. */
function isPair(given: unknown): given is [string, unknown] {
  return Array.isArray(given) && given.length === 2 && typeof given[0] === "string";
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

/** An http(s) address in its normal form; `undefined` for anything else. */
export function webAddress(url: unknown): string | undefined {
  if (typeof url !== "string" || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}
