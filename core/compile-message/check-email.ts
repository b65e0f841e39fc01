import type { Brand } from "../brand";
import { escapeHtml } from "../escape-html";
import type { Purpose } from "../messages/message";
import type { RenderedEmail } from "../messages/render";
import type { MessageLinks } from "../pages/links";
import { ProgramError } from "../source-place";
import { checkGaps } from "./check-gaps";
import type { SourceLine } from "./email-source";
import { DATA, lendsHost } from "./link-host";
import { type MarkupTag, tagsIn } from "./markup-tags";
import { beginsWithMark, fillMarks, type Mark, type MarkedTemplate, marksIn } from "./template-marks";

/** Gmail clips what is over 102 kB, and with it the footer and its way out. */
const MAX_HTML_BYTES = 95_000;
const CODE_TAG = /^(mj-style|style|script)$/;
const IMAGE_TAG = /^(img|mj-image|mj-carousel-image|mj-social-element)$/;
const URL_ATTRIBUTE = /(^|-)(href|src|srcset|url|background|action|poster)$/;
/** Parts the ways that a template can go. */
const WAY = "\uE003";
const SAFE_START = /^(https?:\/\/|mailto:|tel:|#)/;
const ENDS_IN_LINK = /\|\s*link\s*(:[^|]*)?-?\}\}$/;

/** Checks a template as written: that images have words, and that data is printed only where it can be made safe. */
export function checkSource({ markup, marks }: MarkedTemplate, lines: readonly SourceLine[]): void {
  let code: MarkupTag | undefined;
  for (const tag of tagsIn(markup, lines)) {
    if (CODE_TAG.test(tag.name)) code = tag.closes ? undefined : tag;
    if (tag.closes) continue;
    if (IMAGE_TAG.test(tag.name) && !tag.attributes.some(({ name }) => name === "alt")) {
      throw new ProgramError(`<${tag.name}> needs an alt text, or alt="" where it only decorates`, tag.place);
    }
    const bare = tag.inside.replace(/"[^"]*"|'[^']*'/g, "");
    if (marksIn(bare, marks).some(isOutput)) {
      throw new ProgramError(`{{ … }} within <${tag.name}> must stand in a quoted attribute`, tag.place);
    }
    for (const { name, value } of tag.attributes) checkAttribute(name, value, marks, tag.place);
  }
  if (code) throw new ProgramError(`<${code.name}> is never closed`, code.place);
  for (const [block] of markup.matchAll(/<(mj-style|style|script)\b[\s\S]*?<\/\1>/g)) {
    const output = marksIn(block, marks).find(isOutput);
    if (output) {
      throw new ProgramError(`${output.text} must not print into code; [[brand.color]] may`, output.place);
    }
  }
}

function checkAttribute(
  name: string,
  value: string,
  marks: readonly Mark[],
  place: string | undefined,
): void {
  const [first, ...others] = marksIn(value, marks).filter(({ kind }) => kind !== "word");
  if (!first) return;
  if ((name === "style" || name.startsWith("on")) && [first, ...others].some(isOutput)) {
    throw new ProgramError(`${name}="…" must not print data, which cannot be made safe there`, place);
  }
  if (!URL_ATTRIBUTE.test(name)) return;
  const ways = fillMarks(value, marks, ({ kind, text }) =>
    kind === "output" ? DATA : kind === "tag" ? WAY : text,
  );
  if (ways.split(WAY).some(lendsHost)) {
    throw new ProgramError(
      `${name}="…" prints data where it could choose the host; put it behind a "/", "?" or "#", or print a whole address by {{ … | link: brand.baseUrl }}`,
      place,
    );
  }
  if (SAFE_START.test(value)) return;
  if (!beginsWithMark(value) || !ENDS_IN_LINK.test(first.text)) {
    throw new ProgramError(
      `${name}="${first.text}" must end in the link filter, as {{ event.url | link: brand.baseUrl }}, so that no javascript: address gets through`,
      place,
    );
  }
}

function isOutput({ kind }: Mark): boolean {
  return kind === "output";
}

/** Checks the HTML that MJML made, before any data is in it. */
export function checkHtml(html: string, marks: readonly Mark[], place: string): void {
  const kept = new Set(marksIn(html, marks));
  const lost = marks.find((mark) => !kept.has(mark));
  if (lost) {
    throw new ProgramError(
      `${lost.text} stands where MJML drops text; wrap it in <mj-raw>…</mj-raw>`,
      lost.place,
    );
  }
  let hasColorScheme = false;
  for (const { name, closes, attributes } of tagsIn(html)) {
    if (closes) continue;
    const said = new Map(attributes.map((attribute) => [attribute.name, attribute.value]));
    if (name === "html" && !(said.get("lang") && said.get("dir"))) {
      throw new ProgramError("<html> needs lang and dir", place);
    }
    if (name === "table" && !said.has("role")) {
      throw new ProgramError('every <mj-table> and <table> that lays out needs role="presentation"', place);
    }
    if (name === "img" && !said.has("alt")) throw new ProgramError("every image needs an alt text", place);
    if (name === "meta" && said.get("name") === "color-scheme") hasColorScheme = true;
  }
  if (!hasColorScheme) {
    throw new ProgramError(
      'the head needs <mj-raw><meta name="color-scheme" content="light dark" /></mj-raw>',
      place,
    );
  }
}

/** Checks an email as a person would get it. */
export function checkRendered(
  email: RenderedEmail,
  purpose: Purpose,
  { brand, links }: { readonly brand: Brand; readonly links: Required<MessageLinks> },
  place: string,
): void {
  const { subject, html, text } = email;
  const bytes = Buffer.byteLength(html);
  if (bytes > MAX_HTML_BYTES) {
    throw new ProgramError(
      `the HTML is ${bytes} bytes, over the ${MAX_HTML_BYTES} that Gmail shows whole; shorten it`,
      place,
    );
  }
  if (text.trim() === "") throw new ProgramError("the text part is empty; put words outside images", place);
  checkGaps(`${subject}\n${text}`, place);
  const mustShow = (what: string, inHtml: string, inText: string) => {
    if (html.includes(inHtml) && text.includes(inText)) return;
    throw new ProgramError(`the footer must show ${what}, in the HTML and the text part`, place);
  };
  mustShow("[[brand.postalAddress]]", escapeHtml(brand.postalAddress), brand.postalAddress);
  if (purpose === "marketing") {
    mustShow("{{ links.unsubscribe | link: brand.baseUrl }}", links.unsubscribe, links.unsubscribe);
  }
}
