import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Segment's name (B2B spec). */
export const signedUp = defineEvent("A person opened an account.", {
  method: z.optional(z.string()),
});
