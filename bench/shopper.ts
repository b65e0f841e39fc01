import type { Dice } from "./dice";
import { DAY, type Shop } from "./shop";

/** Somebody who comes to the shop, as they are now. */
export interface Shopper {
  readonly id: string;
  readonly traits: { readonly [name: string]: unknown };
  readonly hasApp: boolean;
  /** How often they come, compared with others: 1 on average. */
  readonly keenness: number;
  /** Takes part in the loyalty program. */
  readonly collects: boolean;
  points: number;
  inClub: boolean;
  cart?: { readonly id: string; readonly products: number; readonly atMs: number };
}

const ZONES = [
  ...["America/New_York", "America/New_York", "America/Chicago", "America/Los_Angeles"],
  ...["Europe/Berlin", "Europe/Berlin", "Europe/London", "Asia/Tokyo", "Asia/Kolkata"],
  ...["Australia/Sydney", "Pacific/Auckland", "America/Sao_Paulo", "Africa/Cairo", "Mars/Olympus"],
];
const LOCALES = ["en-US", "en-US", "en-GB", "de-DE", "de-AT", "fr-FR"];
export const TOPICS = [
  ...["cart-reminders", "recommendations", "tips", "news", "feedback"],
  ...["club", "rewards", "birthday", "anniversary"],
];

/** Somebody as they are at the start of the year, or as they sign up in it. */
export function newShopper(number: number, atMs: number, isNew: boolean, { dice }: Shop): Shopper {
  const hasApp = dice.chance(0.45);
  const inClub = !isNew && dice.chance(0.1);
  const collects = dice.chance(0.6);
  const joinedMs = isNew ? atMs : atMs - dice.between(5, 2000) * DAY;
  const traits = {
    first_name: `Person ${number}`,
    ...(dice.chance(0.95) && { email: `person-${number}@example.com` }),
    locale: dice.oneOf(LOCALES),
    ...(dice.chance(0.9) && { timezone: dice.oneOf(ZONES) }),
    ...(dice.chance(0.55) && { birthday: birthdayOf(dice) }),
    ...(dice.chance(0.95) && { joined_on: dateOf(joinedMs) }),
    ...(dice.chance(0.3) && { phone: `+1555${String(number).padStart(7, "0")}` }),
    ...(hasApp && dice.chance(0.8) && { push_token: `token-${number}` }),
    ...(dice.chance(0.5) && { newsletter: dice.chance(0.5) }),
    ...(dice.chance(0.2) && { best_hour: dice.whole(6, 22) }),
    plan: inClub ? "club" : "free",
    ...(inClub && { plan_renews_at: dayOrMoment(atMs + dice.between(1, 365) * DAY, dice) }),
    ...(!isNew && collects && { points_expire_at: dayOrMoment(atMs + dice.between(1, 365) * DAY, dice) }),
  };
  const points = isNew || !collects ? 0 : dice.whole(0, 900);
  return {
    id: `person-${number}`,
    traits,
    hasApp,
    keenness: 0.2 + 2.4 * dice.roll() ** 2,
    collects,
    points,
    inClub,
  };
}

/** Somebody nobody knows the name of. */
export function newVisitor(number: number): Shopper {
  const nothing = { traits: {}, hasApp: false, keenness: 0, collects: false, points: 0, inClub: false };
  return { id: `visitor-${number}`, ...nothing };
}

/** What a shopper agrees to: some topics on some channels. */
export function consentsOf({ hasApp }: Shopper, dice: Dice): { topic: string; channel: string }[] {
  return TOPICS.flatMap((topic) => {
    if (!dice.chance(0.45)) return [];
    const channels = ["email", ...(hasApp ? ["push", "inbox", "banner"] : [])];
    return channels
      .filter((channel) => dice.chance(channel === "email" ? 0.75 : 0.3))
      .map((channel) => ({ topic, channel }));
  });
}

/** Some have none of a year, some were born on a leap day. */
function birthdayOf(dice: Dice): string {
  if (dice.chance(0.02)) return dice.chance(0.5) ? "--02-29" : "1992-02-29";
  const date = dateOf(Date.UTC(1950 + dice.whole(0, 55), 0, 1 + dice.whole(0, 364)));
  return dice.chance(0.15) ? `-${date.slice(4)}` : date;
}

/** Most producers say a date, some a moment. */
export function dayOrMoment(ms: number, dice: Dice): string {
  return dice.chance(0.7) ? dateOf(ms) : new Date(Math.round(ms)).toISOString();
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
