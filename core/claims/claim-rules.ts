import { bought } from "./bought";
import type { ClaimKind, MeetClaim } from "./claim";
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
