import type { ClaimKind } from "../../../core/claims/claim";
import { judge } from "../../../core/claims/verdict";
import { plus } from "../../../core/instant";
import type { JsonObject } from "../../../core/json";

const NOW = "2026-03-02T09:00:00.000Z";
const ago = (minutes: number) => plus(NOW, { minutes: -minutes });

const judged = (kind: ClaimKind, about: JsonObject, answer: JsonObject | null, asOf: string = NOW) =>
  judge({ kind, about }, answer && { asOf, ...answer }, NOW);

const sku = { sku: "p1" };
const was = { price: 99, was: 129, lowest_30_days: 129, currency: "EUR" };
const rated = { value: 4.6, out_of: 5, count: 87, verified: true };

describe("a claim is proven by", () => {
  it.each<[ClaimKind, JsonObject, JsonObject]>([
    ["stock", sku, { left: 10 }],
    ["stock", { ...sku, at_most: 3 }, { left: 3 }],
    ["deadline", { offer: "spring" }, { ends_at: plus(NOW, { seconds: 1 }) }],
    ["was_price", sku, was],
    ["bought", { ...sku, hours: 24 }, { count: 10, hours: 24 }],
    ["rating", sku, rated],
  ])("an answer that bears it out: %s about %j", (kind, about, answer) => {
    expect(judged(kind, about, answer).proven).toMatchObject(answer);
  });
});

describe("a claim is not proven by", () => {
  it.each<[string, ClaimKind, JsonObject, JsonObject | null, RegExp]>([
    ["nobody", "stock", sku, null, /nobody knows/],
    ["an empty shelf", "stock", sku, { left: 0 }, /none are left/],
    ["a full shelf", "stock", sku, { left: 11 }, /11 are left, more than the 10/],
    ["one more than the author says", "stock", { ...sku, at_most: 3 }, { left: 4 }, /more than the 3/],
    ["half a thing", "stock", sku, { left: 2.5 }, /answered wrongly/],
    ["words", "stock", sku, { left: "few" }, /answered wrongly/],
    ["an offer that is over", "deadline", { offer: "spring" }, { ends_at: NOW }, /it ended at/],
    ["a price that is no lower", "was_price", sku, { ...was, price: 129 }, /no lower/],
    [
      "a price raised for a day before",
      "was_price",
      sku,
      { ...was, lowest_30_days: 99 },
      /not the lowest price/,
    ],
    ["too few buyers", "bought", { ...sku, hours: 24 }, { count: 9, hours: 24 }, /fewer than 10/],
    [
      "another stretch of time",
      "bought",
      { ...sku, hours: 24 },
      { count: 99, hours: 48 },
      /48 hours, not 24/,
    ],
    ["reviews that nobody checked", "rating", sku, { ...rated, verified: false }, /not checked/],
    ["too few reviews", "rating", sku, { ...rated, count: 9 }, /fewer than 10/],
    ["a rating over the top", "rating", sku, { ...rated, value: 6 }, /is over 5/],
    ["a question without its product", "stock", {}, { left: 3 }, /asked wrongly/],
  ])("%s", (_by, kind, about, answer, why) => {
    const verdict = judged(kind, about, answer);

    expect(verdict.proven).toBeUndefined();
    expect(verdict.why).toMatch(why);
  });

  it.each<[ClaimKind, JsonObject, JsonObject, number]>([
    ["stock", sku, { left: 3 }, 2],
    ["deadline", { offer: "spring" }, { ends_at: plus(NOW, { days: 1 }) }, 10],
    ["was_price", sku, was, 10],
    ["bought", { ...sku, hours: 24 }, { count: 24, hours: 24 }, 30],
    ["rating", sku, rated, 24 * 60],
  ])("an answer about %s that is too old", (kind, about, answer, minutes) => {
    expect(judged(kind, about, answer, ago(minutes)).proven).toBeDefined();
    expect(judged(kind, about, answer, plus(ago(minutes), { seconds: -1 }))).toMatchObject({
      why: expect.stringContaining("older than"),
    });
  });

  it("an answer that does not say when it was so, or that comes from the future", () => {
    expect(judge({ kind: "stock", about: sku }, { left: 3 }, NOW).why).toMatch(/asOf/);
    expect(judged("stock", sku, { left: 3 }, plus(NOW, { minutes: 2 })).why).toMatch(/future/);
  });
});
