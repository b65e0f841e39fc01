import { equal } from "../../core/condition";
import { reviewRequest } from "../messages/review-request/message";
import { exit, goal, journey, on, send, waitUntilQuiet } from "../words";

/**
 * One run per person, not per order: a review names a product and no order, so all that can be known is that this
 * person has reviewed something since. The week counts from the last parcel, also of an order that came in two.
 */
export const reviewRequests = journey("review-request", {
  description: "Asks for a review a week after the last parcel arrived, unless one was written by then.",
  stage: "advocacy",
  trigger: on("Shipment Updated", {
    where: { status: equal("delivered") },
    again: { every: { days: 60 } },
  }),
  steps: [waitUntilQuiet({ days: 7 }), send(reviewRequest)],
  exits: [exit("reviewed", "Product Reviewed")],
  goal: goal("Product Reviewed", { within: { days: 14 } }),
});
