import { notEmpty } from "../../core/condition";
import { browseReminder } from "../messages/browse-reminder/message";
import { ask, exit, goal, happened, journey, on, send, waitUntilQuiet } from "../words";

/**
 * Starts on the event and not on entering a segment, because only the event knows the product; the segment keeps out
 * those who glanced at one thing.
 */
export const browseAbandonment = journey("browse-abandonment", {
  description: "Shows people the product they looked at last, once they have looked around and left.",
  stage: "consideration",
  trigger: on("Product Viewed", { segment: "comparing", again: { every: { days: 7 } } }),
  steps: [
    waitUntilQuiet({ hours: 2 }),
    // Whoever has filled a cart hears of that cart instead.
    ask(happened("Cart Updated", { where: { products: notEmpty }, within: { days: 1 } }), {
      no: [send(browseReminder)],
    }),
  ],
  exits: [exit("put-in-cart", "Cart Updated"), exit("ordered", "Order Completed")],
  goal: goal("Order Completed", { within: { days: 7 } }),
});
