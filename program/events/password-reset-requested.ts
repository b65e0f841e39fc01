import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own. The link must work once and not for long: events are kept. */
export const passwordResetRequested = defineEvent(
  "A person asked for a link to set a new password.",
  {
    reset_url: z.string(),
    expires_in_minutes: z.optional(z.number()),
  },
  "transactional",
);
