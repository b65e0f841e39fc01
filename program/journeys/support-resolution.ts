import { equal, notEqual } from "../../core/condition";
import { supportCheckIn } from "../messages/support-check-in/message";
import { supportSolved } from "../messages/support-solved/message";
import { exit, journey, on, send, waitUntilTime } from "../words";

/** Asks on a working day, when somebody is there to take up a "no". A ticket that is solved again is told of again. */
export const supportResolution = journey("support-resolution", {
  description: "Says that a ticket is solved and, two days later, asks whether that helped.",
  stage: "retention",
  trigger: on("Support Ticket Updated", {
    where: { status: equal("solved") },
    per: "ticket_id",
    again: "always",
  }),
  steps: [
    send(supportSolved),
    waitUntilTime("10:00", {
      after: { days: 2 },
      on: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    }),
    send(supportCheckIn),
  ],
  exits: [exit("reopened", "Support Ticket Updated", { where: { status: notEqual("solved") } })],
});
