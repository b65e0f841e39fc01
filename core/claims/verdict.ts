import * as z from "zod/mini";
import { type Instant, inSeconds, inWords } from "../instant";
import type { JsonObject } from "../json";
import type { ClaimRequest } from "./claim";
import { CLAIM_RULES } from "./claim-rules";

/** Whether a claim may be made, and from what. */
export interface ClaimVerdict extends ClaimRequest {
  /** There where it may be made. */
  readonly proven?: JsonObject;
  /** What was answered, whether it bears the claim out or not. */
  readonly answer?: JsonObject;
  readonly asOf?: Instant;
  readonly why?: string;
}

/** How far the clock of whoever answers may be ahead of ours. */
const SKEW_MS = 60_000;

const dated = z.looseObject({ asOf: z.iso.datetime() });

/**
 * Judges what was answered to a claim: it must say when it was so, be fresh, have the right shape and be true now.
 * @param given the answer; null where nobody knows
 */
export function judge(request: ClaimRequest, given: JsonObject | null, now: Instant): ClaimVerdict {
  if (given === null) return { ...request, why: "nobody knows" };
  const { success, data } = dated.safeParse(given);
  if (!success) return { ...request, answer: given, why: "the answer does not say when it was so (asOf)" };
  const { asOf, ...answer } = data;
  const seen = { ...request, answer, asOf };
  const { freshFor, judge } = CLAIM_RULES[request.kind];
  const ageMs = Date.parse(now) - Date.parse(asOf);
  if (ageMs < -SKEW_MS) return { ...seen, why: "the answer is from the future" };
  if (ageMs > inSeconds(freshFor) * 1_000) {
    return { ...seen, why: `the answer is older than ${inWords(freshFor)}` };
  }
  const judgment = judge(request.about, answer, now);
  return "doubt" in judgment
    ? { ...seen, why: judgment.doubt }
    : { ...seen, answer: judgment.answer, proven: judgment.answer };
}
