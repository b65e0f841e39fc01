import { DAY, HOUR, MINUTE, type Shop } from "./shop";
import { dayOrMoment, type Shopper, TOPICS } from "./shopper";

/** A question to support: answered, solved, now and then taken up again. */
export function askSupport(shop: Shop, shopper: Shopper, fromMs: number): void {
  const { dice } = shop;
  const ticket = { ticket_id: `ticket-${shopper.id}-${Math.round(fromMs)}`, subject: "My order" };
  const move = (ms: number, status: string) => {
    const reply = status === "open" ? {} : { reply: "We have looked into it." };
    shop.say(ms, shopper, "Support Ticket Updated", { properties: { ...ticket, status, ...reply } });
  };
  let ms = fromMs;
  move(ms, "open");
  ms += dice.about(8 * HOUR);
  if (dice.chance(0.6)) move(ms, "pending");
  ms += dice.about(DAY);
  move(ms, "solved");
  if (!dice.chance(0.2)) return;
  ms += dice.about(2 * DAY);
  move(ms, "open");
  ms += dice.about(DAY);
  move(ms, "solved");
}

export function resetPassword(shop: Shop, shopper: Shopper, ms: number): void {
  for (let again = shop.dice.chance(0.15) ? 2 : 1; again > 0; again--) {
    const reset_url = `https://shop.fernweh.example/reset/${Math.round(ms)}-${again}`;
    const properties = { reset_url, expires_in_minutes: 30 };
    shop.say(ms - again * MINUTE, shopper, "Password Reset Requested", { properties });
  }
}

/** People take back what they agreed to, move house, and addresses die. */
export function changeMind(shop: Shop, shopper: Shopper, ms: number): void {
  const { dice } = shop;
  const topic = dice.oneOf(TOPICS);
  const say = (event: string, properties: object) => () => shop.say(ms, shopper, event, { properties });
  const identify = (traits: object) => () => shop.say(ms, shopper, "Identify", { traits });
  const changes = [
    { share: 25, change: say("Consent Withdrawn", { topic, channel: dice.oneOf(["email", "push", "*"]) }) },
    { share: 7, change: say("Consent Withdrawn", { topic: "*", channel: dice.oneOf(["push", "*"]) }) },
    { share: 13, change: say("Unsubscribed", {}) },
    { share: 20, change: say("Consent Given", { topic, channel: dice.oneOf(["email", "inbox"]) }) },
    { share: 3, change: say("Email Bounced", { bounce_type: dice.oneOf(["permanent", "transient"]) }) },
    { share: 2, change: say("Email Marked as Spam", {}) },
    {
      share: 15,
      change: identify({ timezone: dice.oneOf(["Europe/Paris", "America/Denver", "Asia/Tokyo"]) }),
    },
    { share: 8, change: identify({ newsletter: dice.chance(0.5) }) },
    { share: 7, change: identify({ email: `new-${shopper.id}@example.com` }) },
  ];
  let left = dice.between(0, 100);
  for (const { share, change } of changes) {
    left -= share;
    if (left >= 0) continue;
    change();
    return;
  }
}

/** Joins the club, or leaves it; while in it, it renews by itself. */
export function changePlan(shop: Shop, shopper: Shopper, ms: number): void {
  const { dice } = shop;
  shopper.inClub = !shopper.inClub;
  const [plan, previous_plan] = shopper.inClub ? ["club", "free"] : ["free", "club"];
  const renewsMs = ms + dice.oneOf([30, 90, 365]) * DAY;
  const renews = shopper.inClub ? dayOrMoment(renewsMs, dice) : null;
  shop.say(ms, shopper, "Plan Changed", {
    properties: { plan, previous_plan },
    traits: { plan, plan_renews_at: renews },
  });
  if (!shopper.inClub) return;
  shop.at(renewsMs, () => {
    if (!shopper.inClub) return;
    shop.say(renewsMs, shopper, "Identify", {
      traits: { plan_renews_at: dayOrMoment(renewsMs + 365 * DAY, dice) },
    });
  });
}
