import { MINUTE, type Shop } from "./shop";
import { askSupport, changeMind, changePlan, resetPassword } from "./shop-care";
import { fillCart, PRODUCTS, productOf } from "./shop-cart";
import type { Shopper } from "./shopper";

const FEATURES = ["packing-list", "trip-planner", "size-advisor", "gear-log", "weather"];

/** What somebody does while they are there. Gives the time they left. */
export function visit(shop: Shop, shopper: Shopper, fromMs: number): number {
  const { dice } = shop;
  let ms = fromMs;
  const some = (likely: number, what: () => void) => {
    if (!dice.chance(likely)) return;
    what();
    ms += dice.about(MINUTE);
  };
  const say = (event: string, properties: object) => shop.say(ms, shopper, event, { properties });

  if (shopper.hasApp) {
    some(0.7, () => say("Application Opened", { version: "4.2.0" }));
    for (let left = dice.whole(0, 3); left > 0; left--)
      some(0.6, () => say("Feature Used", { feature: dice.oneOf(FEATURES) }));
  }
  some(0.02, () => resetPassword(shop, shopper, ms));
  for (let left = dice.whole(0, 4); left > 0; left--)
    some(0.9, () => say("Product Viewed", productOf(dice.whole(0, PRODUCTS - 1))));
  some(0.03, () => say("Product Shared", { product_id: "p1", share_via: "email" }));
  some(0.04, () => say("File Downloaded", downloadOf(dice.whole(1, 5), dice.chance(0.7))));
  if (dice.chance(0.3)) ms = fillCart(shop, shopper, ms);
  if (shopper.points > 300) some(0.1, () => redeem(shop, shopper, ms));
  some(0.025, () => askSupport(shop, shopper, ms));
  some(0.03, () => changeMind(shop, shopper, ms));
  some(0.015, () => changePlan(shop, shopper, ms));
  return ms;
}

function downloadOf(number: number, hasUrl: boolean): object {
  const url = `https://shop.fernweh.example/guides/${number}.pdf`;
  return { file_id: `guide-${number}`, title: `Guide ${number}`, ...(hasUrl && { url }) };
}

function redeem(shop: Shop, shopper: Shopper, ms: number): void {
  shopper.points -= 300;
  const reward = shop.dice.chance(0.5) && { reward: "gold-packing-cubes" };
  shop.say(ms, shopper, "Points Redeemed", { properties: { points: 300, ...reward } });
}
