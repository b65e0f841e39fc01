import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";
import { productList } from "./product";

/** Our own: the cart as it now is. No products means it was emptied. */
export const cartUpdated = defineEvent("A cart changed; carries the whole cart as it now is.", {
  cart_id: z.string(),
  products: productList,
  total: z.number(),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as EUR")),
});
