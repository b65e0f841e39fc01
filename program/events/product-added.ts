import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";
import { productShape } from "./product";

/** Segment's name. */
export const productAdded = defineEvent("A person put a product into a cart.", {
  cart_id: z.optional(z.string()),
  ...productShape,
});
