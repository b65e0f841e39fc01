import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own. */
export const pointsRedeemed = defineEvent("A person spent loyalty points or used a reward.", {
  points: z.optional(z.number()),
  reward: z.optional(z.string()),
});
