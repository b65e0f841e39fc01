/** An event as a producer states it. */
export interface Fact {
  readonly event: string;
  readonly userId?: string;
  readonly messageId?: string;
  readonly timestamp?: string;
  readonly properties?: object;
  readonly traits?: object;
}

/** The whole cart as it now is. */
export function cartUpdated(userId: string, ...names: readonly string[]): Fact {
  const products = names.map((name) => ({ product_id: name.toLowerCase(), name, price: 20, quantity: 1 }));
  return {
    event: "Cart Updated",
    userId,
    properties: { cart_id: "cart-1", products, total: names.length * 20, currency: "EUR" },
  };
}

/** @param cart_id which cart became the order */
export function orderCompleted(userId: string, cart_id = "cart-1"): Fact {
  return { event: "Order Completed", userId, properties: { order_id: `order-of-${cart_id}`, cart_id } };
}

export function productViewed(userId: string, name: string, timestamp?: string): Fact {
  const properties = { product_id: name.toLowerCase(), name };
  return { event: "Product Viewed", userId, properties, ...(timestamp && { timestamp }) };
}

export function featureUsed(userId: string, feature: string): Fact {
  return { event: "Feature Used", userId, properties: { feature } };
}

export function shipmentUpdated(userId: string, status: string): Fact {
  return {
    event: "Shipment Updated",
    userId,
    properties: { shipment_id: "parcel-1", order_id: "order-1", status },
  };
}

export function ticketUpdated(userId: string, status: string): Fact {
  return {
    event: "Support Ticket Updated",
    userId,
    properties: { ticket_id: "ticket-1", subject: "A broken zip", status },
  };
}
