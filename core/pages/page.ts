import { createHash } from "node:crypto";
import type { Brand } from "../brand";
import { type Html, html } from "./html";
import type { Reader } from "./page-language";
import { styleOf } from "./page-style";

/** What a page answers. */
export interface PageResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** HTML, or nothing. */
  readonly body: string;
}

/** What every page is drawn with. */
export interface PageLook {
  readonly brand: Brand;
  readonly reader: Reader;
}

/** A whole page: its heading, and what stands below. */
export function page({ brand, reader }: PageLook, title: string, content: Html, status = 200): PageResponse {
  const style = styleOf(brand);
  const language = reader.locale.split("-")[0];
  const document = html`<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} – ${brand.name}</title>
`;
  const body = html`
</head>
<body>
<header><p class="brand">${brand.name}</p></header>
<main>
<h1>${title}</h1>
${content}
</main>
<footer>
<p>${reader.words.service}</p>
<p>${brand.postalAddress}</p>
</footer>
</body>
</html>
`;
  const text = `${document.text}<style>${style}</style>${body.text}`;
  return { status, headers: headersFor(style), body: text };
}

/** Nothing from elsewhere, no script, in no frame, kept nowhere; and whoever is linked to does not learn from where. */
function headersFor(style: string): PageResponse["headers"] {
  const hash = createHash("sha256").update(style).digest("base64");
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    "cache-control": "no-store",
  };
}

/** What stands out at the top: what has just been done. */
export function note(...texts: readonly (string | undefined)[]): Html {
  const paragraphs = texts.filter((text) => text !== undefined).map((text) => html`<p>${text}</p>`);
  return html`<div class="note" role="status">${paragraphs}</div>`;
}
