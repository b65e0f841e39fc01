import * as z from "zod/mini";
import { defineEvent } from "../../core/events/event-catalog";

/** Our own: the carrier's news about a parcel. */
export const shipmentUpdated = defineEvent(
  "A parcel moved.",
  {
    shipment_id: z.string(),
    order_id: z.string(),
    status: z.enum(["shipped", "out-for-delivery", "delivered", "delayed"]),
    carrier: z.optional(z.string()),
    tracking_number: z.optional(z.string()),
    tracking_url: z.optional(z.string()),
    /** A date such as 2026-11-24. */
    expected_on: z.optional(z.string()),
  },
  "transactional",
);
