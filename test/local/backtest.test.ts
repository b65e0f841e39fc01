import { newPerson } from "../../core/people/person";
import type { CompiledProgram } from "../../core/program";
import { type BadLine, backtest } from "../../local/backtest/backtest";
import { BacktestStore } from "../../local/backtest/backtest-store";
import { reportOf } from "../../local/backtest/report";
import { loadCompiledProgram } from "../../local/compiled-program";
import { loadCartProgram } from "../fixtures/cart-program";

const REAL_NOW = "2026-11-01T00:00:00.000Z";

let program: CompiledProgram;
let shipped: CompiledProgram;
beforeAll(async () => {
  shipped = await loadCompiledProgram();
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
      deferrals: {},
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
      event(3, "Product Shared", { properties: { product_id: "p1" } }),
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

  it("brings what time alone brings, as long as the recording lasts", async () => {
    const birthday = event(0, "Identify", { traits: { ...traits, timezone: "UTC", birthday: "--10-03" } });
    const agreed = event(1, "Consent Given", { properties: { topic: "birthday", channel: "email" } });
    const later = event(5 * 1440, "Product Viewed", { properties: { product_id: "p1" } });

    const lasting = await run([birthday, agreed, later], { program: shipped });
    const ending = await run([birthday, agreed], { program: shipped });

    expect(lasting.totals.messages).toEqual({ "birthday / birthday-greeting / default / email": 1 });
    expect(lasting.totals.timersDue).toBeGreaterThan(0);
    expect(ending.totals).toMatchObject({ messages: {}, runsStarted: {}, timersDue: 0 });
  });

  it("counts an event that comes twice once, however much came in between", async () => {
    const views = Array.from({ length: 30 }, (_, n) =>
      event(3 + n, "Consent Given", { properties: { topic: `topic-${n}`, channel: "email" } }),
    );

    const { totals } = await run([...anaLeavesACart, ...views, anaLeavesACart[2] as string]);

    expect(totals.events).toMatchObject({ duplicate: 1 });
    expect(totals.runsStarted).toEqual({ "cart-abandonment": 1 });
  });

  it("answers a journey's calls as it is told to, and as the journey says where it is not", async () => {
    const club = event(1, "Consent Given", { properties: { topic: "club", channel: "email" } });
    const used = ["packing-list", "trip-planner", "size-advisor"].map((feature, n) =>
      event(2 + n, "Feature Used", { properties: { feature } }),
    );
    const lines = [event(0, "Identify", { traits }), club, ...used];
    const callees = { "best-offer": () => ({ offer: "Club", saving: 20 }) };

    const told = await run(lines, { program: shipped, callees });
    const untold = await run(lines, { program: shipped });

    expect(Object.keys(told.totals.messages)).toEqual([
      expect.stringMatching(/^upgrade-suggestion \/ upgrade-suggestion \/ (saving|offer) \/ email$/),
    ]);
    expect(untold.totals.runsEnded).toEqual({ "upgrade-suggestion / left: nothing to offer": 1 });
  });

  it("reports each journey by itself", async () => {
    const { totals } = await run(anaLeavesACart);

    const report = reportOf(totals, 1);

    expect(report).toContain(
      ["cart-abandonment", "  1  entered", "  1  sent: cart-reminder / first-time / email"].join("\n"),
    );
    expect(report).toContain("  1  ended: completed");
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

  it("lets go of a run a month after the last word on it, but never forgets that a person had their only one", async () => {
    let now = at(0);
    const store = new BacktestStore(
      () => now,
      () => undefined,
    );
    const ended = { journey: "cart", personId: "ana", version: "v", execution: 1, revision: 0 };
    const over = { ...ended, state: "ended", ended: { at: now, reason: "completed" } } as const;
    await store.saveRun({ ...over, correlation: "c1" });
    await store.saveRun({ ...over, correlation: "c2" });
    await store.saveRun({ ...over, correlation: "-", about: { large: "thing" } });
    const kept = () => [...(store.people.get("ana")?.runs.values() ?? [])];

    now = at(29 * 1440);
    await store.load("ana", { runs: [{ journey: "cart", correlation: "c2" }] });
    store.forget();
    expect(kept()).toHaveLength(3);

    now = at(31 * 1440);
    store.forget();
    expect(kept()).toEqual([
      { ...over, correlation: "c2", revision: 1 },
      { ...over, correlation: "-", revision: 1 },
    ]);
  });

  it("knows for a week which events came", async () => {
    let now = at(0);
    const store = new BacktestStore(
      () => now,
      () => undefined,
    );
    await store.savePerson(newPerson("ana", now));
    const nothing = { source: "", properties: {}, context: {}, decisions: [] };
    await store.saveEvent({
      personId: "ana",
      messageId: "m1",
      event: "X",
      timestamp: now,
      receivedAt: now,
      ...nothing,
    });
    const known = async () => (await store.load("ana", { runs: [], eventId: "m1" })).event !== undefined;

    now = at(6 * 1440);
    store.forget();
    expect(await known()).toBe(true);

    now = at(8 * 1440);
    store.forget();
    expect(await known()).toBe(false);
  });
});
