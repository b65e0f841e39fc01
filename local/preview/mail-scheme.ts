/** How a device shows things. */
export type Scheme = "light" | "dark";

/**
 * An email as a device in light or dark shows it, wherever it is looked at: what it says for the other scheme never
 * applies. Its own styles are all that changes; clients that recolor emails do so on top of these.
 */
export function inScheme(html: string, scheme: Scheme): string {
  const other = scheme === "dark" ? "light" : "dark";
  return html
    .replaceAll(`(prefers-color-scheme: ${scheme})`, "(min-width: 0)")
    .replaceAll(`(prefers-color-scheme: ${other})`, "(max-width: 0)")
    .replace(/color-scheme: light dark;/g, `color-scheme: ${scheme};`)
    .replace(/(<meta name="color-scheme" content=")[^"]*/g, `$1${scheme}`);
}
