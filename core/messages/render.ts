import type { Brand } from "../brand";
import { zoneOf } from "../calendar";
import type { MeetClaim } from "../claims/claim";
import { MEET_CLAIM } from "../claims/claim-tag";
import type { JsonObject } from "../json";
import { canonicalLocale } from "../locale";
import type { MessageLinks } from "../pages/links";
import { type Person, textTrait } from "../people/person";
import { MAX_HEADER } from "./header-limit";
import { parseTemplate, renderTemplate, type Template, webAddress } from "./liquid";
import { type Channel, type CompiledMessage, contentIn } from "./message";

/** An email as the provider gets it. */
export interface RenderedEmail {
  readonly channel: "email";
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly locale: string;
}

/** A text message as the provider gets it. */
export interface RenderedSms {
  readonly channel: "sms";
  readonly text: string;
  readonly locale: string;
}

/** A push notification, an inbox message or a banner as it is shown. */
export interface RenderedNotice {
  readonly channel: "push" | "inbox" | "banner";
  readonly title: string;
  readonly body: string;
  readonly link?: string;
  readonly locale: string;
}

/** What a person gets, by channel. */
export type RenderedContent = RenderedEmail | RenderedSms | RenderedNotice;

/** What templates can read. */
export interface RenderInput {
  readonly message: CompiledMessage;
  readonly variant?: string;
  readonly brand: Brand;
  readonly person: Person;
  /** Properties of the event the run is about; left out for a message that reads none. */
  readonly event?: JsonObject;
  /** Answers of the calls that the run made, by the call's name. */
  readonly answers?: JsonObject;
  /** To the reader's own pages. */
  readonly links?: MessageLinks;
  /** Says what may be claimed; left out, nothing may be. */
  readonly meetClaim?: MeetClaim;
}

/** Largest rendered part, in characters; and the most links. Bounds what a hostile event can blow up. */
const MAX_RENDERED = 256 * 1024;
const MAX_LINKS = 200;
/** https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
const MAX_SMS = 1_600;
/**
 * Apple and Google take 4,096 bytes. The keys that carry the words, and ids of what was sent, need the rest: S-42
 * (https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification,
 * https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type).
 */
const MAX_PUSH_BYTES = 3_500;

/**
 * Renders a message for a person on one channel.
 * @throws Error where a template reads something the person or event lacks, or passes a limit
 */
export function renderContent(channel: Channel, input: RenderInput): RenderedContent {
  if (channel === "email") return renderEmail(input);
  return channel === "sms" ? renderSms(input) : renderNotice(channel, input);
}

/**
 * Renders a message as an email.
 * @throws Error like `renderContent`
 */
export function renderEmail(input: RenderInput): RenderedEmail {
  const { templates, scope, locale } = prepared("email", input);
  const { name } = input.message;
  const subject = asHeader(renderTemplate("text", templates.subject, scope));
  const html = renderTemplate("html", templates.html, scope);
  const text = `${withoutGaps(renderTemplate("text", templates.text, scope))}\n`;
  if (subject === "") throw new Error(`"${name}" renders to an empty subject`);
  checkLength(name, html, text);
  if (html.split("href=").length - 1 > MAX_LINKS) {
    throw new Error(`"${name}" renders to over ${MAX_LINKS} links`);
  }
  return { channel: "email", subject, html, text, locale };
}

function renderSms(input: RenderInput): RenderedSms {
  const { templates, scope, locale } = prepared("sms", input);
  const text = asPlainText("text", plainSpaces(renderTemplate("text", templates.text, scope)));
  if (text.length > MAX_SMS) {
    throw new Error(`a text message must be at most ${MAX_SMS} characters, got ${text.length}`);
  }
  return { channel: "sms", text, locale };
}

function renderNotice(channel: RenderedNotice["channel"], input: RenderInput): RenderedNotice {
  const { templates, scope, locale } = prepared(channel, input);
  const title = asPlainText("title", renderTemplate("text", templates.title, scope)).replaceAll("\n", " ");
  const body = asPlainText("body", renderTemplate("text", templates.body, scope));
  const link = templates.link && asLink(renderTemplate("text", templates.link, scope));
  const notice = { title, body, ...(link && { link }) };
  checkLength(input.message.name, title, body, link ?? "");
  const bytes = Buffer.byteLength(JSON.stringify(notice));
  if (channel === "push" && bytes > MAX_PUSH_BYTES) {
    throw new Error(`a push notification must be at most ${MAX_PUSH_BYTES} bytes, got ${bytes}`);
  }
  return { channel, ...notice, locale };
}

/** Whether what a message says on a channel claims anything. */
export function makesClaims(channel: Channel, { message, variant, brand, person }: RenderInput): boolean {
  const { content } = contentIn(message, variant, readerOf(person, brand), channel);
  let claims = claiming.get(content);
  if (claims === undefined) {
    claims = Object.values(content).some((template) => CLAIM.test(template));
    claiming.set(content, claims);
  }
  return claims;
}

/** The beginning of a claim, in a template. */
const CLAIM = /\{%-?\s*claim\./;

type Templates<Content> = { readonly [Field in keyof Content]: Template };

/** By content, which is one object for the life of a message. */
const claiming = new WeakMap<object, boolean>();
const parsed = new WeakMap<object, Templates<object>>();

/** The content nearest to the reader's language, parsed, and what its templates read. */
function prepared<C extends Channel>(
  channel: C,
  { message, variant, brand, person, event, answers = {}, links, meetClaim }: RenderInput,
) {
  const reader = readerOf(person, brand);
  const { content, locale } = contentIn(message, variant, reader, channel);
  const scope = {
    person: traitsOf(person),
    ...(event && { event }),
    answers,
    ...(links && { links }),
    ...(meetClaim && { [MEET_CLAIM]: meetClaim }),
    brand,
    locale: isSameLanguage(reader, locale) ? reader : locale,
    timezone: zoneOf(person.traits.timezone?.value, brand.defaultTimezone),
  };
  let templates = parsed.get(content) as Templates<typeof content> | undefined;
  if (!templates) {
    const fields = Object.entries(content) as [string, string][];
    const each = fields.map(([field, text]) => [
      field,
      parseTemplate(field === "html" ? "html" : "text", text),
    ]);
    templates = Object.fromEntries(each) as Templates<typeof content>;
    parsed.set(content, templates);
  }
  return { templates, scope, locale };
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

/** One narrow or no-break space, such as before a €, would have a text message take up twice the segments. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, " ");
}

/** What a phone or a page shows as it is: something, and nothing that is no text. */
function asPlainText(field: "text" | "title" | "body", value: string): string {
  const text = withoutGaps(value);
  if (text === "") throw new Error(`the ${field} renders to nothing`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text)) {
    const shown = JSON.stringify(text.slice(0, 80));
    throw new Error(`the ${field} must not hold control characters, got ${shown}`);
  }
  return text;
}

/** An http(s) address, or nothing where the template gives none. */
function asLink(value: string): string | undefined {
  const address = value.trim();
  if (address === "") return undefined;
  const safe = webAddress(address);
  if (safe === undefined)
    throw new Error(`a link must be an http(s) address, got ${JSON.stringify(address)}`);
  return safe;
}

function checkLength(message: string, ...parts: readonly string[]): void {
  if (parts.some(({ length }) => length > MAX_RENDERED)) {
    throw new Error(`"${message}" renders to over ${MAX_RENDERED} characters`);
  }
}

/** Traits as templates read them: one that says nothing (null, blank) counts as missing, so that `default` applies. */
function traitsOf(person: Person): Record<string, unknown> {
  const traits: Record<string, unknown> = Object.create(null);
  for (const [name, { value }] of Object.entries(person.traits)) {
    const said = typeof value === "string" ? value.trim() : value;
    if (said !== null && said !== "") traits[name] = said;
  }
  return traits;
}

/** At most one empty line in a row: what Liquid tags left out must not show. */
function withoutGaps(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The reader's own language (BCP 47), or the brand's. */
function readerOf(person: Person, brand: Brand): string {
  return canonicalLocale(textTrait(person, "locale") ?? "") ?? brand.defaultLocale;
}

function isSameLanguage(a: string, b: string): boolean {
  return a.split("-")[0] === b.split("-")[0];
}
