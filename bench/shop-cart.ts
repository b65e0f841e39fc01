import { DAY, MINUTE, type Shop } from "./shop";
import { placeOrder } from "./shop-order";
import type { Shopper } from "./shopper";

const NAMES = [
  ...["Kestrel backpack", "Merino socks", "Trail lamp", "Rain shell", "Camp kettle", "Map case"],
  ...["Down quilt", "Dry bag", "Trekking poles", "Sun hat", "Bivvy", "First-aid kit"],
];

/** A cart that was left is taken up again within so long, and no later. */
const CART_KEPT = 14 * DAY;

/** One of what the shop has. */
export function productOf(number: number): { readonly price: number; readonly [name: string]: unknown } {
  return {
    product_id: `p${number}`,
    name: NAMES[number],
    price: 18 + 20 * (number % 6),
    url: `https://shop.fernweh.example/p${number}`,
    image_url: `https://images.fernweh.example/p${number}.jpg`,
  };
}

/** So many different products there are. */
export const PRODUCTS = NAMES.length;

/** A cart is filled, and left, emptied or ordered. Gives the time it was over. */
export function fillCart(shop: Shop, shopper: Shopper, fromMs: number): number {
  const { dice } = shop;
  let ms = fromMs;
  let cart = shopper.cart && ms - shopper.cart.atMs < CART_KEPT ? shopper.cart : undefined;
  for (let left = dice.whole(1, 3); left > 0; left--) {
    const id: string = cart?.id ?? `cart-${shopper.id}-${Math.round(ms)}`;
    cart = { id, products: Math.min(6, (cart?.products ?? 0) + 1), atMs: ms };
    const product = productOf(cart.products - 1);
    if (dice.chance(0.3))
      shop.say(ms - 500, shopper, "Product Added", { properties: { cart_id: id, ...product } });
    shop.say(ms, shopper, "Cart Updated", { properties: cartOf(id, cart.products) });
    ms += dice.about(3 * MINUTE);
  }
  shopper.cart = cart;
  if (!cart || dice.chance(0.45)) return ms;
  const { id, products } = cart;
  if (dice.chance(0.15)) {
    shop.say(ms, shopper, "Cart Updated", { properties: cartOf(id, 0) });
  } else {
    const { products: list, total } = cartOf(id, products);
    shop.say(ms, shopper, "Checkout Started", { properties: { cart_id: id, value: total, products: list } });
    if (dice.chance(0.2)) return ms;
    ms += dice.about(4 * MINUTE);
    placeOrder(shop, shopper, ms, { cart_id: id, products: list, total });
  }
  shopper.cart = undefined;
  return ms;
}

function cartOf(id: string, products: number) {
  const list = Array.from({ length: products }, (_, number) => ({ ...productOf(number), quantity: 1 }));
  const total = list.reduce((sum, { price }) => sum + price, 0);
  return { cart_id: id, products: list, total, currency: "EUR" };
}
