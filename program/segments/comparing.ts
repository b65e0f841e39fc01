import { defineSegment, distinct } from "../segment-words";

/** Looks around in earnest: one product alone is a glance. */
export const comparing = defineSegment(
  "Looked at two products or more within a day.",
  distinct("Product Viewed", "product_id", { atLeast: 2, within: { days: 1 } }),
);
