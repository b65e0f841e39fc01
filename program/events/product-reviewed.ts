import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Segment's name. */
export const productReviewed = defineEvent("A person reviewed a product.", {
  product_id: z.string(),
  review_id: z.optional(z.string()),
  rating: z.optional(z.number()),
});
