import { orderConfirmation } from "../messages/order-confirmation/message";
import { journey, on, send } from "../words";

export const orderConfirmed = journey("order-confirmation", {
  description: "Confirms an order at once, with what was ordered and what it comes to.",
  stage: "purchase",
  trigger: on("Order Completed", { per: "order_id" }),
  steps: [send(orderConfirmation)],
  priority: 10,
});
