import { downloadTip } from "../messages/download-tip/message";
import { exit, goal, journey, on, send, waitUntilTime } from "../words";

/** One run per person, not per file: an order names no file, and two files call for one tip. */
export const downloadThankYou = journey("download-thank-you", {
  description: "Thanks people for a download two days later, with a tip, unless they have ordered by then.",
  stage: "consideration",
  trigger: on("File Downloaded", { again: { every: { days: 30 } } }),
  steps: [waitUntilTime("10:00", { after: { days: 2 } }), send(downloadTip)],
  exits: [exit("ordered", "Order Completed")],
  goal: goal("Order Completed", { within: { days: 14 } }),
});
