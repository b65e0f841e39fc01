/** Stands for printed data in an address; from Unicode's private use area, which no text has. */
export const DATA = "\uE002";

const LENDS_HOST = new RegExp(`^\\s*(https?://[^/?#]*${DATA}|${DATA}[^?#]*${DATA})`);

/**
 * Whether data could choose the host of an address whose author wrote one: printed right behind `https://shop.example`,
 * `.evil.example` makes another of it. Data may be a whole address, or stand behind a `/`, `?` or `#`.
 */
export function lendsHost(address: string): boolean {
  return LENDS_HOST.test(address);
}
