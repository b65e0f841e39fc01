import { all, defineSegment, didThenNot, distinct } from "../segment-words";

/** Looked around in earnest, and then left it at that: more than one product, nothing in the cart since. */
export const browsingNotBuying = defineSegment(
  "Looked at two products or more within a day, and put nothing into a cart in the two hours since.",
  all(
    distinct("Product Viewed", "product_id", { atLeast: 2, within: { days: 1 } }),
    didThenNot("Product Viewed", "Cart Updated", { within: { hours: 2 } }),
    didThenNot("Product Viewed", "Order Completed", { within: { hours: 2 } }),
  ),
);
