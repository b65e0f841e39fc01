import { type Burst, burst, eventsOfOne } from "../../bench/one-person";
import { loadCompiledProgram } from "../../local/compiled-program";

const EVENTS = 10_000;

let rush: Burst;
beforeAll(async () => {
  rush = await burst(await loadCompiledProgram(), EVENTS);
}, 180_000);

const sent = eventsOfOne(EVENTS, 10).map((line) => JSON.parse(line));
const named = (event: string) => sent.filter((each) => each["detail-type"] === event);

describe("ten thousand events of one person at once", () => {
  it("are each counted once, whatever the workers do to each other", () => {
    const { history, firstSeenAt, lastSeenAt } = rush.store.people.get("ana")?.person ?? {};

    expect(rush.lostWrites).toBeGreaterThan(1_000);
    expect(rush.dead).toBe(0);
    expect(history?.["Product Viewed"]?.count).toBe(named("Product Viewed").length);
    expect(history?.["Feature Used"]?.count).toBe(named("Feature Used").length);
    expect([firstSeenAt, lastSeenAt]).toEqual([sent[0].detail.timestamp, sent.at(-1).detail.timestamp]);
  });

  it("are all recorded", () => {
    const { events } = rush.store.people.get("ana") ?? {};

    expect([...(events?.keys() ?? [])].sort()).toEqual(sent.map(({ detail }) => detail.messageId).sort());
    expect([...(events?.values() ?? [])].filter(({ event }) => event === "Record Lost")).toEqual([]);
  });

  it("leave each cart's run about the latest that is known of the cart", () => {
    const carts = new Map(named("Cart Updated").map(({ detail }) => [detail.properties.cart_id, detail]));
    const runs = [...(rush.store.people.get("ana")?.runs.values() ?? [])];

    expect(runs.filter(({ journey }) => journey === "cart-abandonment")).toHaveLength(carts.size);
    for (const [cart, { messageId, timestamp }] of carts) {
      const run = runs.find(
        ({ journey, correlation }) => journey === "cart-abandonment" && correlation === cart,
      );
      expect(run).toMatchObject({ state: "running", triggerId: messageId, triggeredAt: timestamp });
    }
  });

  it("leave the person's row small", () => {
    expect(rush.largestRowBytes).toBeLessThan(8 * 1024);
  });
});
