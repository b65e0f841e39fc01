import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own. */
export const featureUsed = defineEvent("A person used a feature of the app.", {
  /** Such as `packing-list`, `trip-planner`, `size-advisor`. */
  feature: z.string(),
});
