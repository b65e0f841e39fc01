import type { Instant } from "../core/instant";
import { diceOf } from "./dice";
import { DAY, MINUTE, Shop } from "./shop";
import { visit } from "./shop-visit";
import { consentsOf, newShopper, newVisitor, type Shopper } from "./shopper";

/** Those who are known when the year begins; the others sign up in the course of it. */
const KNOWN = 0.7;
/** How often a year somebody stays away for long. */
const STAYS_AWAY = 0.6;
/** Who looks around without a name, for each who has one. */
const VISITORS = 0.2;
/** What a visit comes to with all that follows it, as counted. */
const EVENTS_PER_VISIT = 3.4;
const EVENTS_OF_JOINING = 6;

/** How much of a year, and of whom. */
export interface ShopYear {
  /** About so many lines, as long as they are many times as many as the people. */
  readonly events: number;
  readonly people: number;
  readonly from: Instant;
  readonly days: number;
  readonly seed?: number;
}

/**
 * A shop's events as lines of EventBridge JSON, in the order in which they arrive: people sign up, agree, look around,
 * fill carts, order, get parcels and points, ask support, stay away. Some lines are late, some come twice. The same for
 * the same seed.
 */
export function* shopEvents({ events, people, from, days, seed = 1 }: ShopYear): Generator<string> {
  const fromMs = Date.parse(from);
  const shop = new Shop(diceOf(seed), fromMs, fromMs + days * DAY);
  const visits = Math.max(1, (events / people - EVENTS_OF_JOINING) / EVENTS_PER_VISIT);
  const pauseMs = (days * DAY) / visits;
  for (let number = 0; number < people; number++) {
    const isNew = !shop.dice.chance(KNOWN);
    const ms = fromMs + shop.dice.roll() * (isNew ? days * DAY : DAY);
    shop.at(ms, () => join(shop, newShopper(number, ms, isNew, shop), ms, isNew, pauseMs));
    if (!shop.dice.chance(VISITORS)) continue;
    const visitMs = fromMs + shop.dice.roll() * days * DAY;
    shop.at(visitMs, () => visit(shop, newVisitor(number), visitMs));
  }
  yield* shop.lines();
}

function join(shop: Shop, shopper: Shopper, fromMs: number, isNew: boolean, pauseMs: number): void {
  const { dice } = shop;
  let ms = fromMs;
  shop.say(ms, shopper, "Identify", { traits: shopper.traits, prompt: true });
  if (isNew) shop.say(ms + 1_000, shopper, "Signed Up", { properties: { method: "email" } });
  for (const consent of consentsOf(shopper, dice)) {
    ms += dice.between(2_000, 20_000);
    shop.say(ms, shopper, "Consent Given", { properties: { ...consent, source: "sign-up" } });
  }
  comeAgain(shop, shopper, ms + (isNew ? MINUTE : dice.about(pauseMs / shopper.keenness)), pauseMs);
}

function comeAgain(shop: Shop, shopper: Shopper, ms: number, pauseMs: number): void {
  const { dice } = shop;
  const staysAway = (STAYS_AWAY * pauseMs) / (365 * DAY);
  if (ms >= shop.toMs) return;
  shop.at(ms, () => {
    const leftMs = visit(shop, shopper, ms);
    const away = dice.chance(staysAway) ? dice.between(40, 200) * DAY : 0;
    const pause = shopper.cart && dice.chance(0.3) ? 8 * 60 * MINUTE : pauseMs / shopper.keenness;
    comeAgain(shop, shopper, leftMs + MINUTE + dice.about(pause) + away, pauseMs);
  });
}
