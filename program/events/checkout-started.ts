import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";
import { productList } from "./product";

/** Segment's name. */
export const checkoutStarted = defineEvent("A person began to check out.", {
  order_id: z.optional(z.string()),
  cart_id: z.optional(z.string()),
  value: z.optional(z.number()),
  currency: z.optional(z.string()),
  products: z.optional(productList),
});
