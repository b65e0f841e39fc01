import * as z from "zod/mini";
import { claimRule, identifier, wholeNumber } from "./claim-rule";

/** Fewer people than this say little about a product, and might be told apart. */
const ENOUGH = 10;

/**
 * `{% claim.bought sku: …, hours: 24 %}{{ claim.count }} people bought it today.{% endclaim %}`: so many people bought
 * a product in the hours before, enough of them to be worth saying.
 *
 * EU Directive 2005/29/EC forbids what misleads about demand (art. 6(1), Annex I point 18:
 * https://eur-lex.europa.eu/eli/dir/2005/29/oj), and section 5 of the FTC Act what deceives
 * (https://www.law.cornell.edu/uscode/text/15/45).
 */
export const bought = claimRule({
  about: z.strictObject({
    sku: identifier,
    hours: z.int().check(z.positive(), z.maximum(720)),
    at_least: z._default(z.int().check(z.positive()), ENOUGH),
  }),
  answer: z.object({ count: wholeNumber, hours: wholeNumber }),
  freshFor: { minutes: 30 },
  doubt: ({ count, hours }, { hours: asked, at_least }) => {
    if (hours !== asked) return `it was counted over ${hours} hours, not ${asked}`;
    return count < at_least ? `${count} bought it, fewer than ${at_least}` : undefined;
  },
  example: { count: 24, hours: 24 },
});
