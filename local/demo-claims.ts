import type { ResolveClaims } from "../core/claims/claim";

/** What the demo shop has left of a few products; of others it knows nothing. */
const LEFT: { readonly [sku: string]: number } = { "kestrel-32": 3, "nordwind-jacket": 42 };

/**
 * Stands in for the shop's own knowledge in `npm start`. A demo: on AWS a Lambda of the company answers, see
 * `herald:claims`.
 */
export const demoClaims: ResolveClaims = async (requests, { now }) =>
  requests.map(({ kind, about }) => {
    const left =
      kind === "stock" && Object.hasOwn(LEFT, String(about.sku)) ? LEFT[String(about.sku)] : undefined;
    return left === undefined ? null : { left, asOf: now };
  });
