import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";
import { productList } from "./product";

/** Segment's name; `cart_id` is ours and says which cart became the order. */
export const orderCompleted = defineEvent(
  "A person ordered.",
  {
    order_id: z.string(),
    cart_id: z.optional(z.string()),
    total: z.optional(z.number()),
    currency: z.optional(z.string()),
    products: z.optional(productList),
  },
  "transactional",
);
