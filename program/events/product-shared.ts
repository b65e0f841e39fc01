import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Segment's name. */
export const productShared = defineEvent("A person shared a product.", {
  product_id: z.optional(z.string()),
  share_via: z.optional(z.string()),
});
