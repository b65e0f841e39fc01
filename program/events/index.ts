import { applicationOpened } from "./application-opened";
import { cartUpdated } from "./cart-updated";
import { checkoutStarted } from "./checkout-started";
import { featureUsed } from "./feature-used";
import { fileDownloaded } from "./file-downloaded";
import { orderCompleted } from "./order-completed";
import { passwordResetRequested } from "./password-reset-requested";
import { planChanged } from "./plan-changed";
import { pointsEarned } from "./points-earned";
import { pointsRedeemed } from "./points-redeemed";
import { productAdded } from "./product-added";
import { productReviewed } from "./product-reviewed";
import { productShared } from "./product-shared";
import { productViewed } from "./product-viewed";
import { rewardGranted } from "./reward-granted";
import { shipmentUpdated } from "./shipment-updated";
import { signedUp } from "./signed-up";
import { supportTicketUpdated } from "./support-ticket-updated";

/** The events this program knows, by the name producers send. */
export const events = {
  "Product Viewed": productViewed,
  "Product Added": productAdded,
  "Cart Updated": cartUpdated,
  "Checkout Started": checkoutStarted,
  "Order Completed": orderCompleted,
  "Shipment Updated": shipmentUpdated,
  "Product Reviewed": productReviewed,
  "Product Shared": productShared,
  "Signed Up": signedUp,
  "File Downloaded": fileDownloaded,
  "Application Opened": applicationOpened,
  "Feature Used": featureUsed,
  "Plan Changed": planChanged,
  "Points Earned": pointsEarned,
  "Points Redeemed": pointsRedeemed,
  "Reward Granted": rewardGranted,
  "Password Reset Requested": passwordResetRequested,
  "Support Ticket Updated": supportTicketUpdated,
};
