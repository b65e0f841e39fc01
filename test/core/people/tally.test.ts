import fc from "fast-check";
import { atLeast, equal, withinNext } from "../../../core/condition";
import type { Envelope } from "../../../core/events/envelope";
import { plus } from "../../../core/instant";
import {
  bucketMsOf,
  type History,
  mergeNeeds,
  remember,
  type TallyNeed,
  tallyKey,
  tallyOf,
} from "../../../core/people/tally";

const NOW = "2026-03-02T09:00:00.000Z";
const HOUR = { hours: 1 };

type Fact = Pick<Envelope, "event" | "timestamp" | "properties">;

const order = (minutes: number, properties: Fact["properties"] = {}): Fact => ({
  event: "Order Completed",
  timestamp: plus(NOW, { minutes }),
  properties,
});

const historyOf = (needs: readonly TallyNeed[], facts: readonly Fact[]): History => {
  const merged = mergeNeeds(needs);
  return facts.reduce((history, fact) => remember(history, merged, fact), {} as History);
};

const kept = (need: Omit<TallyNeed, "event">, ...facts: Fact[]) => {
  const needed = { event: "Order Completed", ...need };
  return tallyOf(historyOf([needed], facts), tallyKey(needed));
};

describe("a tally", () => {
  it("counts events and knows the first and the last, whichever comes first", () => {
    const tally = kept({}, order(5), order(-5), order(0));

    expect(tally).toEqual({
      count: 3,
      firstAt: plus(NOW, { minutes: -5 }),
      lastAt: plus(NOW, { minutes: 5 }),
      latest: [],
    });
  });

  it("is kept only of events that somebody asks for", () => {
    const history = historyOf([{ event: "Signed Up" }], [order(0)]);

    expect(history).toEqual({});
  });

  it("takes only events that meet its conditions, and is told apart by them", () => {
    const where = { total: atLeast(50) };
    const big = { event: "Order Completed", where };

    const history = historyOf(
      [{ event: "Order Completed" }, big],
      [order(0, { total: 20 }), order(1, { total: 90 })],
    );

    expect(tallyKey({ event: "Order Completed", where: {} })).toBe("Order Completed");
    expect(tallyKey(big)).toMatch(/^Order Completed [0-9a-f]{16}$/);
    expect(history["Order Completed"]?.count).toBe(2);
    expect(history[tallyKey(big)]?.count).toBe(1);
  });

  it("sees the dates in its conditions from the time of the event, so that they stay true", () => {
    const where = { ships_at: withinNext({ days: 2 }) };

    const tally = kept({ where }, order(0, { ships_at: "2026-03-03" }), order(0, { ships_at: "2026-03-05" }));

    expect(tally?.count).toBe(1);
  });

  it("keeps the latest times that the most demanding question needs", () => {
    const needs = [2, 3].map((times) => ({ event: "Order Completed", times }));

    const history = historyOf(needs, [order(1), order(4), order(2), order(3)]);

    expect(history["Order Completed"]?.latest).toEqual([4, 3, 2].map((minutes) => plus(NOW, { minutes })));
  });

  it("adds up without the errors of binary fractions", () => {
    const facts = [0.1, 0.2, -0.05, 1e12, Number.NaN, "7"].map((total, n) => order(n, { total }));

    const tally = kept({ sums: { total: ["all time"] } }, ...facts, order(9));

    expect(tally?.sums).toEqual({ total: { allTime: 2_500 } });
    expect(tally?.count).toBe(7);
  });

  it("adds up within a window by sixtieths of it, and lets go of what is past", () => {
    const facts = [-61, -60, -59, -58.5, 0].map((minutes) => order(minutes, { total: 1 }));

    const tally = kept({ sums: { total: [HOUR] } }, ...facts);

    const minute = Date.parse(NOW) / 60_000;
    expect(bucketMsOf(3600)).toBe(60_000);
    expect(tally?.sums?.total?.within).toEqual({
      3600: [
        [minute, 10_000],
        [minute - 59, 20_000],
        [minute - 60, 10_000],
      ],
    });
  });

  it("knows the values seen most recently, and when", () => {
    const facts = ["a", "b", "c", "a", null, 7].map((kind, n) => order(n, { kind }));

    const tally = kept({ distinct: { kind: 3 } }, ...facts);

    expect(tally?.distinct?.kind).toEqual([
      { value: "7", at: plus(NOW, { minutes: 5 }) },
      { value: "a", at: plus(NOW, { minutes: 3 }) },
      { value: "c", at: plus(NOW, { minutes: 2 }) },
    ]);
  });

  it("knows a long value by its hash", () => {
    const long = "x".repeat(65);

    const tally = kept({ distinct: { kind: 3 } }, order(0, { kind: long }), order(1, { kind: long }));

    expect(tally?.distinct?.kind).toHaveLength(1);
    expect(tally?.distinct?.kind?.[0]?.value).toMatch(/^[0-9a-f]{16}$/);
  });

  const needs: TallyNeed[] = [
    { event: "Order Completed", times: 3, sums: { total: ["all time", HOUR, { minutes: 7 }] } },
    { event: "Order Completed", distinct: { kind: 2, total: 4 } },
    { event: "Order Completed", where: { kind: equal("a") }, times: 1, sums: { total: [HOUR] } },
  ];
  const fact = fc
    .record({
      minutes: fc.integer({ min: -100, max: 100 }),
      total: fc.oneof(fc.double({ min: -1e6, max: 1e6 }), fc.constantFrom("none", -0, undefined)),
      kind: fc.constantFrom("a", "b", "c", "d", undefined),
    })
    .map(({ minutes, ...properties }) => order(minutes, properties));

  it("is the same in whatever order the events come", () => {
    const twoOrders = fc
      .array(fact, { maxLength: 30 })
      .chain((facts) =>
        fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
        ),
      );
    fc.assert(
      fc.property(twoOrders, ([facts, shuffled]) => {
        expect(historyOf(needs, shuffled)).toEqual(historyOf(needs, facts));
      }),
      { numRuns: 300 },
    );
  });

  it("stays small, however many events there are", () => {
    const merged = mergeNeeds([
      { event: "Order Completed", times: 50, sums: { total: [{ days: 30 }, { days: 365 }, "all time"] } },
      { event: "Order Completed", distinct: { kind: 50 } },
    ]);
    let history: History = {};
    let largest = 0;

    for (let n = 0; n < 50_000; n++) {
      const properties = { total: 123_456.78, kind: `a value that is rather long for a kind ${n % 1000}` };
      // 7919 is prime to 50,000: every minute once, out of order.
      history = remember(history, merged, order((n * 7919) % 50_000, properties));
      if (n % 1000 === 0) largest = Math.max(largest, JSON.stringify(history).length);
    }

    const tally = history["Order Completed"];
    expect(tally?.count).toBe(50_000);
    expect(tally?.latest).toHaveLength(50);
    expect(tally?.distinct?.kind).toHaveLength(50);
    expect(tally?.sums?.total?.within?.[30 * 86_400]?.length).toBeLessThanOrEqual(61);
    expect(Math.max(largest, JSON.stringify(history).length)).toBeLessThan(16 * 1024);
  });
});
