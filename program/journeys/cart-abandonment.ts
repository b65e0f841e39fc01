import { empty, notEmpty } from "../../core/condition";
import { cartLastCall } from "../messages/cart-last-call/message";
import { cartReminder } from "../messages/cart-reminder/message";
import { ask, exit, goal, journey, on, send, wait, waitUntilQuiet } from "../words";

export const cartAbandonment = journey("cart-abandonment", {
  description: "Reminds people of a cart they left, once, and once more a day later.",
  stage: "purchase",
  trigger: on("Cart Updated", { where: { products: notEmpty }, per: "cart_id" }),
  steps: [
    waitUntilQuiet({ hours: 1 }),
    ask("first-time-buyer", {
      yes: [send(cartReminder, { variant: "first-time" })],
      no: [send(cartReminder, { variant: "returning" })],
    }),
    wait({ days: 1 }),
    send(cartLastCall),
  ],
  exits: [
    exit("ordered", "Order Completed"),
    exit("emptied", "Cart Updated", { where: { products: empty } }),
  ],
  goal: goal("Order Completed", { within: { days: 3 } }),
});
