import { defineSegment, has } from "../segment-words";

/** Regulars of the last year. */
export const loyal = defineSegment(
  "Ordered three times or more in the last 365 days.",
  has("Order Completed", { atLeast: 3, within: { days: 365 } }),
);
