import { defineSegment, sum } from "../segment-words";

/** The tier that a reward comes with. */
export const goldMember = defineSegment(
  "Earned 1,000 points or more in the last 365 days.",
  sum("Points Earned", "points", { atLeast: 1_000, within: { days: 365 } }),
);
