import { type Instant, plus } from "../core/instant";

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PRODUCTS = ["Kestrel backpack", "Merino socks", "Trail lamp", "Rain shell", "Camp kettle", "Map case"];

/** How many people are in the shop at once, and how likely one of them leaves after each event. */
const VISITORS = 40;
const LEAVES = 0.08;

/**
 * A shop's events as lines of EventBridge JSON, in the order of their time: people come, agree or not, look around,
 * fill carts, empty some, order some, leave.
 * @param how `events` lines in all, over `days` days from `from`, by `people` people
 */
export function* shopEvents(how: {
  events: number;
  people: number;
  from: Instant;
  days: number;
  seed?: number;
}): Generator<string> {
  const random = seeded(how.seed ?? 1);
  const known = new Set<number>();
  const carts = new Map<number, { readonly id: string; readonly products: number }>();
  const anyone = () => Math.floor(random() ** 1.5 * how.people);
  const visitors = Array.from({ length: VISITORS }, anyone);
  const stepSeconds = (how.days * 86_400) / how.events;
  let carted = 0;
  for (let n = 0; n < how.events; n++) {
    const place = Math.floor(random() * VISITORS);
    const who = visitors[place] as number;
    if (random() < LEAVES) visitors[place] = anyone();
    const timestamp = plus(how.from, { seconds: stepSeconds * n });
    const line = (name: string, properties: object, traits?: object) =>
      JSON.stringify({
        source: "shop",
        "detail-type": name,
        detail: {
          messageId: `e-${n}`,
          userId: `person-${who}`,
          timestamp,
          ...(traits && { traits }),
          properties,
        },
      });
    if (!known.has(who)) {
      known.add(who);
      yield line("Identify", {}, traitsOf(who, random));
      continue;
    }
    const cart = carts.get(who);
    const dice = random();
    if (dice < 0.05) {
      yield line("Consent Given", { topic: "cart-reminders", channel: "email", source: "checkout" });
    } else if (dice < 0.72) {
      yield line("Product Viewed", { product_id: `p${n % 6}`, name: PRODUCTS[n % 6] });
    } else if (!cart || dice < 0.88) {
      const next = { id: cart?.id ?? `cart-${++carted}`, products: Math.min(6, (cart?.products ?? 0) + 1) };
      carts.set(who, next);
      yield line("Cart Updated", cartOf(next));
    } else {
      carts.delete(who);
      yield dice < 0.9
        ? line("Cart Updated", cartOf({ id: cart.id, products: 0 }))
        : line("Order Completed", { order_id: `order-${n}`, cart_id: cart.id, total: 100, currency: "EUR" });
    }
  }
}

function traitsOf(who: number, random: () => number): object {
  return {
    first_name: `Person ${who}`,
    ...(random() < 0.95 && { email: `person-${who}@example.com` }),
    locale: random() < 0.3 ? "de-DE" : "en-US",
  };
}

function cartOf({ id, products }: { readonly id: string; readonly products: number }): object {
  const rows = PRODUCTS.slice(0, products).map((name, index) => ({
    product_id: `p${index}`,
    name,
    price: 18 + 20 * index,
    quantity: 1,
    url: `https://shop.fernweh.example/p${index}`,
    image_url: `https://images.fernweh.example/p${index}.jpg`,
  }));
  return {
    cart_id: id,
    products: rows,
    total: rows.reduce((sum, { price }) => sum + price, 0),
    currency: "EUR",
  };
}
