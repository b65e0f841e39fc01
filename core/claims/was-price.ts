import * as z from "zod/mini";
import { claimRule, identifier } from "./claim-rule";

const amount = z.number().check(z.positive());

/**
 * `{% claim.was_price sku: … %}It was {{ claim.was | money: claim.currency }}.{% endclaim %}`: a product costs less
 * than before, and the price before is the lowest of the 30 days before it was reduced.
 *
 * EU Directive 98/6/EC, art. 6a, as the Court of Justice reads it in C-330/23: what is announced as a reduction is
 * reckoned from that lowest price (https://eur-lex.europa.eu/eli/dir/1998/6/2022-05-28). For the US, 16 CFR 233.1 asks
 * of a former price that it was a real one (https://www.ecfr.gov/current/title-16/section-233.1).
 */
export const wasPrice = claimRule({
  about: z.strictObject({ sku: identifier }),
  answer: z.object({
    price: amount,
    was: amount,
    lowest_30_days: amount,
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  }),
  freshFor: { minutes: 10 },
  doubt: ({ price, was, lowest_30_days }) => {
    if (price >= was) return `${price} is no lower than ${was}`;
    return was === lowest_30_days
      ? undefined
      : `${was} is not the lowest price of the 30 days before, which is ${lowest_30_days}`;
  },
  example: { price: 99, was: 129, lowest_30_days: 129, currency: "EUR" },
});
