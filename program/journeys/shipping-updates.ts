import { shipmentUpdate } from "../messages/shipment-update/message";
import { journey, on, send } from "../words";

/** Only sends, and the message finds its words by the parcel's status: no state machine is needed. */
export const shippingUpdates = journey("shipping-updates", {
  description: "Tells people where their parcel is, each time the carrier has news.",
  stage: "purchase",
  trigger: on("Shipment Updated", { per: "each event" }),
  steps: [send(shipmentUpdate)],
  priority: 10,
});
