import { useEffect, useState } from "preact/hooks";

/** The console's pages, by the first word of the address after `#/`. */
export type PageName =
  | "live"
  | "people"
  | "journeys"
  | "messages"
  | "map"
  | "decisions"
  | "outbox"
  | "events";

/** Where in the console one is: `#/people/ava?event=m-1`. */
export interface Route {
  readonly page: string;
  readonly id?: string;
  readonly params: URLSearchParams;
}

/** Reads a route out of an address's hash. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page = "", id] = path.split("/").map(decoded);
  return { page: page || "live", ...(id && { id }), params: new URLSearchParams(query) };
}

/** The address of a page, for links. Parameters without a value are left out. */
export function hrefOf(
  page: PageName,
  id?: string,
  params: { readonly [name: string]: string | undefined } = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  const path = page === "live" ? "" : page + (id === undefined ? "" : `/${encodeURIComponent(id)}`);
  return `#/${path}${query.size > 0 ? `?${query}` : ""}`;
}

/** Shows another address without a step in the browser's history: for filters while they are typed. */
export function replaceRoute(href: string): void {
  history.replaceState(null, "", href);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** The route of the address bar, as it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const onChange = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return route;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
