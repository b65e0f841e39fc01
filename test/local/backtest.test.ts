import { shopEvents } from "../../bench/shop-year";
import type { CompiledProgram } from "../../core/program";
import { type BadLine, backtest } from "../../local/backtest/backtest";
import { BacktestStore } from "../../local/backtest/backtest-store";
import { loadCartProgram } from "../fixtures/cart-program";

const REAL_NOW = "2026-11-01T00:00:00.000Z";

let program: CompiledProgram;
beforeAll(async () => {
  program = await loadCartProgram();
});

const at = (minute: number) => new Date(Date.parse("2026-10-01T08:00:00Z") + minute * 60_000).toISOString();
const products = [{ product_id: "p1", name: "Tent", price: 20 }];
const cart = { cart_id: "c1", products, total: 20, currency: "EUR" };
const traits = { email: "ana@example.com" };
const consent = { topic: "cart-reminders", channel: "email" };

let ids = 0;
const detail = (minute: number, more: object) => ({
  messageId: `m${ids++}`,
  userId: "ana",
  timestamp: at(minute),
  ...more,
});
const event = (minute: number, name: string, more: object) =>
  JSON.stringify({ source: "shop", "detail-type": name, detail: detail(minute, more) });

const anaLeavesACart = [
  event(0, "Identify", { traits }),
  event(1, "Consent Given", { properties: consent }),
  event(2, "Cart Updated", { properties: cart }),
];

async function run(lines: string[], more: Partial<Parameters<typeof backtest>[1]> = {}) {
  const bad: BadLine[] = [];
  const totals = await backtest(lines, {
    program,
    realNow: REAL_NOW,
    onBadLine: (line) => bad.push(line),
    ...more,
  });
  return { totals, bad };
}

describe("a backtest", () => {
  it("says who would have got what, of a recording that ends long before the messages are due", async () => {
    const { totals } = await run(anaLeavesACart);

    expect(totals).toMatchObject({
      events: { read: 3, observed: 3 },
      people: 1,
      from: at(0),
      to: at(2),
      messages: {
        "cart-abandonment / cart-reminder / first-time / email": 1,
        "cart-abandonment / cart-last-call / default / email": 1,
      },
      skips: {},
      runsStarted: { "cart-abandonment": 1 },
      runsEnded: { "cart-abandonment / completed": 1 },
      peakHour: { messages: 1 },
      statesEntered: 4,
    });
    expect(totals.cost.total).toBeGreaterThan(2 * 0.0001);
  });

  it.each([
    ["EventBridge events", anaLeavesACart],
    [
      "PutEvents entries",
      [
        ["Identify", { traits }],
        ["Consent Given", { properties: consent }],
        ["Cart Updated", { properties: cart }],
      ].map(([DetailType, more], minute) =>
        JSON.stringify({
          Source: "shop",
          DetailType,
          Detail: JSON.stringify(detail(minute, more as object)),
        }),
      ),
    ],
    [
      "Segment calls",
      [
        { type: "identify", ...detail(0, { traits }) },
        { type: "track", event: "Consent Given", ...detail(1, { properties: consent }) },
        { type: "track", event: "Cart Updated", ...detail(2, { properties: cart }) },
      ].map((call) => JSON.stringify(call)),
    ],
  ])("reads %s", async (_shape, lines) => {
    const { totals, bad } = await run(lines);

    expect(bad).toEqual([]);
    expect(Object.values(totals.messages)).toEqual([1, 1]);
  });

  it("reports a line that is no event with its number and reason, counts it and goes on", async () => {
    const [first, second, third] = anaLeavesACart as [string, string, string];
    const broken = [
      "{",
      "[]",
      '{"hello":"there"}',
      event(1, "Cart Updated", { userId: undefined, properties: cart }),
    ];

    const { totals, bad } = await run([first, ...broken, "", second, third]);

    expect(bad.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "2 not-an-event",
      "3 not-an-event",
      "4 not-an-event",
      "5 no-person",
    ]);
    expect(totals.events.refused).toEqual({ "not-an-event": 3, "no-person": 1 });
    expect(Object.values(totals.messages)).toEqual([1, 1]);
  });

  it("refuses an event from the real future instead of jumping there", async () => {
    const future = JSON.stringify({
      "detail-type": "Cart Updated",
      detail: { ...detail(0, {}), timestamp: "2099-01-01T00:00:00Z" },
    });

    const { totals } = await run([...anaLeavesACart, future]);

    expect(totals.events.refused).toEqual({ "timestamp-in-the-future": 1 });
    expect(totals.to).toBe(at(2));
  });

  it("does not count an event that no rule on the bus would let through as observed", async () => {
    const { totals } = await run([
      ...anaLeavesACart,
      event(3, "Product Viewed", { properties: { product_id: "p1" } }),
    ]);

    expect(totals.events).toMatchObject({ read: 4, observed: 3, notRouted: 1 });
  });

  it("tells one person's story", async () => {
    const story: string[] = [];

    await run(anaLeavesACart, { person: "ana", onStory: (line) => story.push(line.slice(26)) });

    expect(story).toEqual([
      "Identify",
      "Consent Given",
      "Cart Updated",
      "  cart-abandonment (c1): started",
      expect.stringMatching(/^sent cart-reminder \(first-time\) by email: ".+"$/),
      expect.stringMatching(/^sent cart-last-call by email: ".+"$/),
    ]);
  });

  it("comes to the same numbers as counting carts by hand", async () => {
    const lines = [...shopEvents({ events: 6000, people: 300, from: "2026-01-01T00:00:00.000Z", days: 60 })];

    const { totals } = await run(lines);

    expect(totals.messages).toEqual(countByHand(lines));
  });
});

describe("the memory of a backtest", () => {
  it("keeps no event but those that open runs are about", async () => {
    const store = new BacktestStore(
      () => at(0),
      () => undefined,
    );
    const running = {
      journey: "cart",
      personId: "ana",
      version: "v",
      state: "running",
      execution: 1,
      revision: 0,
    } as const;
    const record = {
      personId: "ana",
      event: "Cart Updated",
      timestamp: at(0),
      receivedAt: at(0),
      source: "",
      properties: {},
      context: {},
      decisions: [],
    };
    await store.saveRun({ ...running, correlation: "c1", triggerId: "m1" });

    for (let n = 0; n < 50; n++) await store.saveEvent({ ...record, messageId: `m${n}` });

    expect([...(store.people.get("ana")?.events.keys() ?? [])]).toEqual(["m1"]);
  });

  it("lets go of a run and its sends a month after it ended", async () => {
    let now = at(0);
    const store = new BacktestStore(
      () => now,
      () => undefined,
    );
    const ended = {
      journey: "cart",
      personId: "ana",
      correlation: "c1",
      version: "v",
      execution: 1,
      revision: 0,
    };
    await store.saveRun({ ...ended, state: "ended", ended: { at: now, reason: "completed" } });

    now = at(29 * 1440);
    store.forget();
    expect(store.people.get("ana")?.runs.size).toBe(1);

    now = at(31 * 1440);
    store.forget();
    expect(store.people.get("ana")?.runs.size).toBe(0);
  });
});

interface Line {
  readonly "detail-type": string;
  readonly detail: {
    userId: string;
    timestamp: string;
    traits?: { email?: string };
    properties: { cart_id?: string; products?: unknown[] };
  };
}

/** A second reckoning, by cart and without machines: who was quiet for an hour, who for a day more. */
function countByHand(lines: string[]): Record<string, number> {
  const HOUR = 3_600_000;
  const events = lines
    .map((line) => JSON.parse(line) as Line)
    .map((line) => ({ ...line, ms: Date.parse(line.detail.timestamp) }));
  const first = (user: string, name: string) =>
    events.find((each) => each.detail.userId === user && each["detail-type"] === name)?.ms ??
    Number.POSITIVE_INFINITY;
  const addressed = new Set(
    events.filter(({ detail: { traits } }) => traits?.email).map(({ detail: { userId } }) => userId),
  );
  const carts = new Map<string, typeof events>();
  for (const each of events) {
    const { cart_id } = each.detail.properties;
    if (cart_id) carts.set(cart_id, [...(carts.get(cart_id) ?? []), each]);
  }
  const counts: Record<string, number> = {};
  const add = (name: string) => {
    counts[`cart-abandonment / ${name} / email`] = (counts[`cart-abandonment / ${name} / email`] ?? 0) + 1;
  };
  for (const history of carts.values()) {
    const user = history[0]?.detail.userId as string;
    const mayGet = (ms: number) => addressed.has(user) && first(user, "Consent Given") <= ms;
    const filled = (each: (typeof events)[number]) =>
      (each.detail.properties.products?.length ?? 0) > 0 && each["detail-type"] === "Cart Updated";
    const quiet = history.findIndex(
      (each, index) => filled(each) && (history[index + 1]?.ms ?? Number.POSITIVE_INFINITY) > each.ms + HOUR,
    );
    if (quiet < 0) continue;
    const reminderAt = (history[quiet]?.ms ?? 0) + HOUR;
    const ordered = events.some(
      (each) =>
        each["detail-type"] === "Order Completed" && each.detail.userId === user && each.ms < reminderAt,
    );
    if (mayGet(reminderAt)) add(`cart-reminder / ${ordered ? "returning" : "first-time"}`);
    const over = history.slice(quiet + 1).some((each) => !filled(each) && each.ms <= reminderAt + 24 * HOUR);
    if (!over && mayGet(reminderAt + 24 * HOUR)) add("cart-last-call / default");
  }
  return counts;
}
