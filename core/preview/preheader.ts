/** MJML hides what `<mj-preview>` says at the top of the body: https://documentation.mjml.io/#mj-preview */
const HIDDEN = /<body[^>]*>\s*<div style="display:none;[^"]*">([\s\S]*?)<\/div>/;

const ENTITIES: { readonly [entity: string]: string } = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** What a list of emails shows behind the subject; empty where the HTML has none. */
export function preheaderIn(html: string): string {
  const hidden = HIDDEN.exec(html)?.[1] ?? "";
  return hidden.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity).trim();
}
