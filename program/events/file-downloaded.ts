import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own: a guide or a packing list, given for an email address. */
export const fileDownloaded = defineEvent("A person downloaded something we give away.", {
  file_id: z.string(),
  title: z.string(),
  url: z.optional(z.string()),
});
