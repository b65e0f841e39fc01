/** Which pages of other origins may ask. */
export type MayAsk = (origin: string) => boolean;

/** So long a browser need not ask again whether it may. */
const ASKED_AGAIN_AFTER_SECONDS = 600;

/** What browsers need to hear to give an answer to a page of another origin: only to those that may ask. */
export function crossOriginHeaders(origin: string | undefined, mayAsk: MayAsk): Record<string, string> {
  const vary = { vary: "origin" };
  if (origin === undefined || !mayAsk(origin)) return vary;
  return {
    ...vary,
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "retry-after",
  };
}

/** What a browser's question before the request is answered with besides. */
export const PREFLIGHT_HEADERS = {
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": String(ASKED_AGAIN_AFTER_SECONDS),
};
