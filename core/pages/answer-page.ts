import { confirmPage } from "./confirm-page";
import { formIn, MAX_FORM_BYTES, type PageRequest } from "./form";
import { html } from "./html";
import { type LinkPurpose, readLink } from "./link-token";
import { type PageResponse, page } from "./page";
import { readerOf } from "./page-language";
import type { PagePorts, PageWork } from "./page-work";
import { preferencePage } from "./preference-page";
import { unsubscribePage } from "./unsubscribe-page";
import { whyPage } from "./why-page";

const PAGES: { readonly [P in LinkPurpose]: (work: PageWork) => Promise<PageResponse> } = {
  u: unsubscribePage,
  p: preferencePage,
  w: whyPage,
  c: confirmPage,
};

/** The methods that pages answer. Looking changes nothing: scanners look at every link (E-6). */
const ALLOWED = "GET, HEAD, POST, OPTIONS";

/**
 * Answers a request for one of a person's own pages. Who they are, and what the link is good for, is all in its token.
 * @throws Error where something that must not be lost could not be stored: whoever asked must hear a 5xx and ask again
 */
export async function answerPage(request: PageRequest, ports: PagePorts): Promise<PageResponse> {
  const { method, path, acceptLanguage } = request;
  if (method === "OPTIONS") return { status: 204, headers: { allow: ALLOWED }, body: "" };
  const { brand } = ports.program;
  const stranger = { brand, reader: readerOf(undefined, acceptLanguage, brand.defaultLocale) };
  if (!["GET", "HEAD", "POST"].includes(method)) {
    const refused = invalidPage(stranger, 405);
    return { ...refused, headers: { ...refused.headers, allow: ALLOWED } };
  }
  const [, purpose = "", token = ""] = /^\/([upwc])\/([\w.-]{1,4096})$/.exec(path) ?? [];
  const keys = await ports.keys();
  const claim = purpose && readLink(token, purpose as LinkPurpose, keys);
  if (!claim) return withoutBody(method, invalidPage(stranger, 404));
  if ((request.body?.length ?? 0) > MAX_FORM_BYTES) return invalidPage(stranger, 413);
  const form = method === "POST" ? await formIn(request) : undefined;
  if (method === "POST" && !form) return invalidPage(stranger, 400);
  const person = await ports.loadPerson(claim.personId);
  const reader = readerOf(person, acceptLanguage, brand.defaultLocale);
  return withoutBody(method, await PAGES[claim.purpose]({ brand, reader, claim, person, keys, ports, form }));
}

function invalidPage(look: Pick<PageWork, "brand" | "reader">, status: number): PageResponse {
  const { title, text } = look.reader.words.invalid;
  return page(look, title, html`<p>${text}</p>`, status);
}

function withoutBody(method: string, response: PageResponse): PageResponse {
  return method === "HEAD" ? { ...response, body: "" } : response;
}
