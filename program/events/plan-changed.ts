import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own; the traits `plan` and `plan_renews_at` come with it. */
export const planChanged = defineEvent("A person joined, changed or left a paid plan.", {
  plan: z.string(),
  previous_plan: z.optional(z.string()),
});
