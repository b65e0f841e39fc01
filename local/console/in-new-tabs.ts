/** An email in a frame, whose links open beside it: most of them lead to pages that no frame may show. */
export function inNewTabs(html: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
}
