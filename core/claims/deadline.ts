import * as z from "zod/mini";
import { claimRule, identifier } from "./claim-rule";

/**
 * `{% claim.deadline offer: … %}Until {{ claim.ends_at | date: "long" }}.{% endclaim %}`: an offer ends, and has not
 * ended yet. The answer must be the moment at which the shop really ends it: one that moves on with every reader is none.
 *
 * Saying falsely that something is to be had for a very limited time only is always unfair: EU Directive 2005/29/EC,
 * Annex I point 7 (https://eur-lex.europa.eu/eli/dir/2005/29/oj); for the UK see schedule 20 of the Digital Markets,
 * Competition and Consumers Act 2024 (https://www.legislation.gov.uk/ukpga/2024/13/schedule/20).
 */
export const deadline = claimRule({
  about: z.strictObject({ offer: identifier }),
  answer: z.object({ ends_at: z.iso.datetime() }),
  freshFor: { minutes: 10 },
  doubt: ({ ends_at }, _about, now) =>
    Date.parse(ends_at) > Date.parse(now) ? undefined : `it ended at ${ends_at}`,
  end: ({ ends_at }) => new Date(ends_at).toISOString(),
  example: { ends_at: "2026-12-01T22:59:00.000Z" },
});
