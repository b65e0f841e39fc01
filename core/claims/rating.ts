import * as z from "zod/mini";
import { claimRule, identifier, wholeNumber } from "./claim-rule";

/** Fewer reviews than this say little. */
const ENOUGH = 10;

/**
 * `{% claim.rating sku: … %}{{ claim.value }} of {{ claim.out_of }} from {{ claim.count }} reviews.{% endclaim %}`: what
 * buyers think of a product on the whole. Only reviews that were checked to come from buyers count.
 *
 * EU Directive 2005/29/EC, Annex I points 23b and 23c: who says that reviews come from buyers must have taken steps to
 * check (https://eur-lex.europa.eu/eli/dir/2005/29/oj); US 16 CFR part 465 on fake reviews
 * (https://www.ecfr.gov/current/title-16/part-465); for the UK, schedule 20 of the Digital Markets, Competition and
 * Consumers Act 2024 (https://www.legislation.gov.uk/ukpga/2024/13/schedule/20).
 */
export const rating = claimRule({
  about: z.strictObject({ sku: identifier, at_least: z._default(z.int().check(z.positive()), ENOUGH) }),
  answer: z.object({
    value: z.number().check(z.nonnegative()),
    out_of: z.number().check(z.positive()),
    count: wholeNumber,
    verified: z.boolean(),
  }),
  freshFor: { hours: 24 },
  doubt: ({ value, out_of, count, verified }, { at_least }) => {
    if (!verified) return "the reviews were not checked to come from buyers";
    if (value > out_of) return `${value} is over ${out_of}`;
    return count < at_least ? `there are ${count} reviews, fewer than ${at_least}` : undefined;
  },
  example: { value: 4.6, out_of: 5, count: 87, verified: true },
});
