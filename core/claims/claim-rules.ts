import { earlier, type Instant, plus } from "../instant";
import type { JsonObject } from "../json";
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
  return earliest(receipts, ({ end, freshFor }, answer, asOf) => end(answer) ?? plus(asOf, freshFor));
}

/**
 * The first end that a message was allowed to claim, such as an offer's. Unlike what is in view, a message that is on its
 * way says what was so when it left, but an end that is over is wrong for whoever reads it.
 */
export function claimedEnd(receipts: readonly ClaimReceipt[]): Instant | undefined {
  return earliest(receipts, ({ end }, answer) => end(answer));
}

function earliest(
  receipts: readonly ClaimReceipt[],
  endOf: (rule: ClaimRule, answer: JsonObject, asOf: Instant) => Instant | undefined,
): Instant | undefined {
  const ends = receipts.flatMap(({ kind, outcome, answer, asOf }) => {
    const end = outcome === "shown" && answer && asOf && endOf(CLAIM_RULES[kind], answer, asOf);
    return end ? [end] : [];
  });
  return ends.length > 0 ? ends.reduce((a, b) => earlier(a, b)) : undefined;
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
