import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own: the loyalty program. The trait `points_expire_at` comes with it. */
export const pointsEarned = defineEvent("A person earned loyalty points.", {
  points: z.number(),
  balance: z.optional(z.number()),
  order_id: z.optional(z.string()),
});
