import type { Instant } from "../instant";
import { canonicalJson, type JsonObject } from "../json";

/** What a message can claim of the world. */
export type ClaimKind = "stock" | "deadline" | "was_price" | "bought" | "rating";

/** What a message wants to claim, asked of whoever knows. */
export interface ClaimRequest {
  readonly kind: ClaimKind;
  /** The claim's arguments, as the message gives them: `{ sku: "MUG-1" }`. */
  readonly about: JsonObject;
}

/**
 * Asks whoever knows, once for all claims of a message.
 * @returns for each request, in order, an answer with the instant `asOf` which it was so, or null where it is not known
 * @throws Error where there was no answer in time
 */
export type ResolveClaims = (
  requests: readonly ClaimRequest[],
  reader: { readonly personId: string; readonly now: Instant },
) => Promise<readonly (JsonObject | null)[]>;

/** Asked by a render at each claim. @returns what may be said, or nothing where it is not proven */
export type MeetClaim = (request: ClaimRequest, hasFallback: boolean) => JsonObject | undefined;

/** What became of one claim of a message; kept in the ledger. */
export interface ClaimReceipt extends ClaimRequest {
  readonly answer?: JsonObject;
  readonly asOf?: Instant;
  /** `dropped` took the whole message with it. */
  readonly outcome: "shown" | "fell-back" | "dropped";
  /** Why it was not shown. */
  readonly why?: string;
}

/** The same for two requests that ask the same. */
export function claimKey({ kind, about }: ClaimRequest): string {
  return canonicalJson({ kind, about });
}
