import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own: a journey emits it, so that whoever fulfils rewards hears of it too. */
export const rewardGranted = defineEvent("A person was given a reward.", {
  reward: z.string(),
  tier: z.optional(z.string()),
});
