import { notEqual } from "../../core/condition";
import { supportTicketUpdate } from "../messages/support-ticket-update/message";
import { journey, on, send } from "../words";

export const supportTicketUpdates = journey("support-ticket-updates", {
  description: "Brings people each answer to what they asked support.",
  stage: "retention",
  trigger: on("Support Ticket Updated", { where: { status: notEqual("solved") }, per: "each event" }),
  steps: [send(supportTicketUpdate)],
});
