import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Segment's name (mobile spec). */
export const applicationOpened = defineEvent("A person opened the app.", {
  version: z.optional(z.string()),
});
