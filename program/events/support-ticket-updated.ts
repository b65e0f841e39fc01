import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own. */
export const supportTicketUpdated = defineEvent(
  "Somebody of ours answered or moved a support ticket.",
  {
    ticket_id: z.string(),
    subject: z.string(),
    status: z.enum(["open", "pending", "solved"]),
    reply: z.optional(z.string()),
    url: z.optional(z.string()),
  },
  "transactional",
);
