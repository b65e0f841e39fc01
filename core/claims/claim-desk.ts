import { type ClaimReceipt, type ClaimRequest, claimKey, type MeetClaim } from "./claim";
import type { ClaimVerdict } from "./verdict";

/** No message that is read makes more claims. */
const MAX_CLAIMS = 50;

/** Notes what a render claims; nothing is proven yet. Of too many claims none is asked. */
export function claimList(): { readonly meet: MeetClaim; readonly requests: () => ClaimRequest[] } {
  const requests = new Map<string, ClaimRequest>();
  const meet: MeetClaim = (request) => {
    requests.set(claimKey(request), request);
    if (requests.size > MAX_CLAIMS) throw new Error(`a message must not make over ${MAX_CLAIMS} claims`);
    return undefined;
  };
  return { meet, requests: () => (requests.size > MAX_CLAIMS ? [] : [...requests.values()]) };
}

/** Lets a render say what is proven, and keeps a receipt of each claim that it met. */
export function claimDesk(verdicts: readonly ClaimVerdict[]): {
  readonly meet: MeetClaim;
  readonly receipts: () => ClaimReceipt[];
} {
  const known = new Map(verdicts.map((verdict) => [claimKey(verdict), verdict]));
  const receipts = new Map<string, ClaimReceipt>();
  const meet: MeetClaim = (request, hasFallback) => {
    const key = claimKey(request);
    const verdict = known.get(key) ?? { ...request, why: "it was not asked for" };
    // An email says the same twice, as HTML and as text: one place without a fallback drops both.
    const isDropped = !hasFallback || receipts.get(key)?.outcome === "dropped";
    const { proven, ...seen } = verdict;
    receipts.set(key, { ...seen, outcome: proven ? "shown" : isDropped ? "dropped" : "fell-back" });
    return proven;
  };
  return { meet, receipts: () => [...receipts.values()] };
}
