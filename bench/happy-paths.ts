import type { Duration } from "../core/instant";

/** One event and what is said in it. */
type Step = readonly [event: string, properties: object, traits?: object];

/** How somebody goes through a journey so that every message is sent that can be. */
export interface HappyPath {
  /** What is known of them beside an address. */
  readonly traits?: object;
  /** What happened before anything is counted. */
  readonly before?: readonly Step[];
  readonly path: readonly (Step | Duration)[];
}

const products = ["Kestrel backpack", "Merino socks", "Trail lamp"].map((name, index) => ({
  product_id: `p${index}`,
  name,
  price: 18 + 20 * index,
  quantity: 1,
  url: `https://shop.fernweh.example/p${index}`,
  image_url: `https://images.fernweh.example/p${index}.jpg`,
}));
const [backpack, socks] = products as [object, object];
const cart = { cart_id: "c1", products, total: 114, currency: "EUR" };
const order = { order_id: "1042", ...cart };
const parcel = { shipment_id: "parcel-1", order_id: "1042", carrier: "Parcel Post" };
const ticket = { ticket_id: "t1", subject: "My order" };
const file = { file_id: "guide", title: "The guide", url: "https://shop.fernweh.example/guide.pdf" };
const features = ["packing-list", "trip-planner", "size-advisor"].map(
  (feature): Step => ["Feature Used", { feature }],
);

/** By journey. Everybody starts on a Monday at nine, UTC, has an email address and agreed to everything by email. */
export const HAPPY_PATHS: { readonly [journey: string]: HappyPath } = {
  "browse-abandonment": {
    before: [["Product Viewed", backpack]],
    path: [["Product Viewed", socks], { days: 1 }],
  },
  "cart-abandonment": { path: [["Cart Updated", cart], { days: 3 }] },
  "confirm-consent": {
    path: [["Consent Requested", { choices: ["news/email"], source: "preference-page" }]],
  },
  "download-link": { path: [["File Downloaded", file]] },
  "download-thank-you": { path: [["File Downloaded", file], { days: 4 }] },
  "feature-tip": {
    path: [
      ["Application Opened", {}],
      { days: 5 },
      ["Feature Used", { feature: "packing-list" }],
      { days: 8 },
    ],
  },
  "monthly-inspiration": { traits: { newsletter: true }, path: [{ days: 31 }] },
  "order-confirmation": { path: [["Order Completed", order]] },
  "password-reset": {
    path: [["Password Reset Requested", { reset_url: "https://shop.fernweh.example/reset/1" }]],
  },
  "review-request": { path: [["Shipment Updated", { ...parcel, status: "delivered" }], { days: 8 }] },
  "shipping-updates": { path: [["Shipment Updated", { ...parcel, status: "shipped" }]] },
  "support-resolution": { path: [["Support Ticket Updated", { ...ticket, status: "solved" }], { days: 5 }] },
  "support-ticket-updates": { path: [["Support Ticket Updated", { ...ticket, status: "open" }]] },
  "welcome-series": { path: [["Signed Up", {}], { hours: 1 }, ["Product Viewed", backpack], { days: 1 }] },
  birthday: { traits: { birthday: "--03-04" }, path: [{ days: 3 }] },
  "joining-anniversary": { traits: { joined_on: "2024-03-04" }, path: [{ days: 3 }] },
  "loyalty-milestone": { path: [["Points Earned", { points: 1000 }], { days: 1 }] },
  "loyalty-reward": {
    path: [["Reward Granted", { reward: "gold-packing-cubes", tier: "gold" }], { days: 31 }],
  },
  "renewal-reminder": { traits: { plan: "club", plan_renews_at: "2026-03-18" }, path: [{ days: 16 }] },
  "points-expiry": { traits: { points_expire_at: "2026-04-03" }, path: [{ days: 32 }] },
  "re-engagement": {
    traits: { best_hour: 18 },
    before: [["Application Opened", {}]],
    path: [{ days: 40 }],
  },
  "upgrade-suggestion": { before: features.slice(1), path: features.slice(0, 1) },
};
