import * as z from "zod/mini";
import { claimRule, identifier, wholeNumber } from "./claim-rule";

/** More than this is not scarce, unless the message says otherwise. */
const WORTH_SAYING = 10;

/**
 * `{% claim.stock sku: …, at_most: 5 %}Only {{ claim.left }} left.{% endclaim %}`: so many of a product are left, at
 * least one and few enough to be worth saying.
 *
 * Availability is a main characteristic of a product, about which EU Directive 2005/29/EC forbids misleading (art.
 * 6(1)(b); Annex I point 18 adds the market's conditions: https://eur-lex.europa.eu/eli/dir/2005/29/oj), and so does
 * the UK's Digital Markets, Competition and Consumers Act 2024 (https://www.legislation.gov.uk/ukpga/2024/13/part/4).
 */
export const stock = claimRule({
  about: z.strictObject({ sku: identifier, at_most: z._default(wholeNumber, WORTH_SAYING) }),
  answer: z.object({ left: wholeNumber }),
  freshFor: { minutes: 2 },
  doubt: ({ left }, { at_most }) => {
    if (left === 0) return "none are left";
    return left > at_most ? `${left} are left, more than the ${at_most} worth saying` : undefined;
  },
  example: { left: 3 },
});
