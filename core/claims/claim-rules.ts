import { earlier, type Instant } from "../instant";
import { bought } from "./bought";
import type { ClaimKind, ClaimReceipt, MeetClaim } from "./claim";
import type { ClaimRule } from "./claim-rule";
import { deadline } from "./deadline";
import { rating } from "./rating";
import { stock } from "./stock";
import { wasPrice } from "./was-price";

/** Every kind of claim, by the name that templates use. */
export const CLAIM_RULES: { readonly [K in ClaimKind]: ClaimRule } = {
  stock,
  deadline,
  was_price: wasPrice,
  bought,
  rating,
};

/** Until when everything stays true that a message was allowed to claim; `undefined` where it claims nothing. */
export function trueUntil(receipts: readonly ClaimReceipt[]): Instant | undefined {
  const ends = receipts.flatMap(({ kind, outcome, answer, asOf }) =>
    outcome === "shown" && answer && asOf ? [CLAIM_RULES[kind].trueUntil(answer, asOf)] : [],
  );
  return ends.length > 0 ? ends.reduce(earlier) : undefined;
}

/**
 * Shows every claim with an example: for previews and for checks of the words.
 * @throws Error where a claim is asked for with arguments that cannot be meant
 */
export const exampleClaims: MeetClaim = ({ kind, about }) => {
  const { wrongAbout, example } = CLAIM_RULES[kind];
  const wrong = wrongAbout(about);
  if (wrong !== undefined)
    throw new Error(`claim.${kind} cannot ask with ${JSON.stringify(about)}: ${wrong}`);
  return example;
};
