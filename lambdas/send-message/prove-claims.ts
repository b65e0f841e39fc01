import type { ClaimReceipt, ClaimRequest, MeetClaim, ResolveClaims } from "../../core/claims/claim";
import { claimDesk, claimList } from "../../core/claims/claim-desk";
import { type ClaimVerdict, judge } from "../../core/claims/verdict";
import type { Instant } from "../../core/instant";
import type { JsonObject } from "../../core/json";
import type { Channel } from "../../core/messages/message";
import { makesClaims, type RenderInput, renderContent } from "../../core/messages/render";

/** What a message may say of the world, and what it did say. */
export interface ProvenClaims {
  readonly meet: MeetClaim;
  /** Once it is rendered: a receipt of each claim. */
  readonly receipts: () => readonly ClaimReceipt[];
}

interface ProvingPorts {
  /** Left out: nobody knows anything. */
  readonly resolveClaims?: ResolveClaims;
  readonly now: () => Instant;
}

/**
 * Asks whoever knows what a message claims on a channel, in one call, right before it goes out. Where nobody answers,
 * nothing is proven. A message that claims nothing pays nothing.
 * @returns nothing where nothing is claimed
 */
export async function proveClaims(
  channel: Channel,
  input: RenderInput,
  { resolveClaims, now }: ProvingPorts,
): Promise<ProvenClaims | undefined> {
  if (!makesClaims(channel, input)) return undefined;
  if (!resolveClaims) return claimDesk([]);
  const requests = requestsOf(channel, input);
  if (requests.length === 0) return claimDesk([]);
  const reader = { personId: input.person.id, now: now() };
  try {
    const answers = await resolveClaims(requests, reader);
    return claimDesk(requests.map((request, index) => judge(request, answers[index] ?? null, now())));
  } catch (error) {
    const why = `nobody answered: ${error instanceof Error ? error.name : "an error"}`;
    return claimDesk(requests.map((request): ClaimVerdict => ({ ...request, why })));
  }
}

/** What a render claims, also where it fails: a text that is all claim is nothing yet, and the render that follows says what else is wrong. */
function requestsOf(channel: Channel, input: RenderInput): readonly ClaimRequest[] {
  const { meet, requests } = claimList();
  try {
    renderContent(channel, { ...input, meetClaim: meet });
  } catch {}
  return requests();
}

/** What the ledger keeps of claims. */
export function claimFacts(receipts: readonly ClaimReceipt[]): JsonObject {
  return receipts.length === 0 ? {} : { claims: receipts };
}
