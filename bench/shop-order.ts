import { DAY, HOUR, type Shop } from "./shop";
import { dayOrMoment, type Shopper } from "./shopper";

const POINTS_PER_EURO = 3;
const POINTS_LAST = 180 * DAY;

/** An order and all that comes of it: points, parcels, reviews. */
export function placeOrder(
  shop: Shop,
  shopper: Shopper,
  ms: number,
  { cart_id, products, total }: { cart_id: string; products: object[]; total: number },
): void {
  const { dice } = shop;
  const order_id = `order-${shopper.id}-${Math.round(ms)}`;
  const properties = { order_id, cart_id, products, total, currency: "EUR" };
  shop.say(ms, shopper, "Order Completed", { properties });
  if (shopper.collects) earnPoints(shop, shopper, ms + 2_000, total, order_id);
  for (let parcel = dice.chance(0.1) ? 2 : 1; parcel > 0; parcel--) {
    const arrivedMs = sendParcel(shop, shopper, ms, {
      shipment_id: `parcel-${parcel}-${order_id}`,
      order_id,
    });
    if (parcel > 1 || !dice.chance(0.2)) continue;
    const review = { product_id: "p0", rating: dice.whole(1, 5) };
    shop.say(arrivedMs + dice.about(6 * DAY), shopper, "Product Reviewed", { properties: review });
  }
}

function earnPoints(shop: Shop, shopper: Shopper, ms: number, total: number, order_id: string): void {
  const points = total * POINTS_PER_EURO;
  shopper.points += points;
  const traits = { points_expire_at: dayOrMoment(ms + POINTS_LAST, shop.dice) };
  shop.say(ms, shopper, "Points Earned", {
    properties: { points, balance: shopper.points, order_id },
    traits,
  });
}

function sendParcel(
  shop: Shop,
  shopper: Shopper,
  orderedMs: number,
  parcel: { readonly shipment_id: string; readonly order_id: string },
): number {
  const { dice } = shop;
  const tracking_url = `https://track.example/${parcel.shipment_id}`;
  const news = (ms: number, status: string) =>
    shop.say(ms, shopper, "Shipment Updated", {
      properties: { ...parcel, status, carrier: "Parcel Post", tracking_url },
    });
  let ms = orderedMs + dice.between(4 * HOUR, 2 * DAY);
  news(ms, "shipped");
  if (dice.chance(0.08)) {
    ms += dice.between(DAY, 2 * DAY);
    news(ms, "delayed");
  }
  ms += dice.between(DAY, 3 * DAY);
  if (dice.chance(0.6)) news(ms, "out-for-delivery");
  ms += dice.between(2 * HOUR, 9 * HOUR);
  news(ms, "delivered");
  return ms;
}
