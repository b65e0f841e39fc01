import { cartUpdated } from "./cart-updated";
import { checkoutStarted } from "./checkout-started";
import { orderCompleted } from "./order-completed";
import { productAdded } from "./product-added";
import { productViewed } from "./product-viewed";
import { signedUp } from "./signed-up";

/** The events this program knows, by the name producers send. */
export const events = {
  "Product Viewed": productViewed,
  "Product Added": productAdded,
  "Cart Updated": cartUpdated,
  "Checkout Started": checkoutStarted,
  "Order Completed": orderCompleted,
  "Signed Up": signedUp,
};
