import fc from "fast-check";
import * as c from "../../core/condition";
import { type Instant, plus } from "../../core/instant";

const NOW = "2026-03-02T09:00:00.000Z";
const WEEK = { days: 7 };

describe("a condition", () => {
  it.each<[string, c.Condition, unknown[], unknown[]]>([
    ["present", c.present, [0, "", false, []], [undefined, null]],
    ["absent", c.absent, [undefined, null], [0, "", false]],
    ["empty", c.empty, ["", [], undefined, null], ["a", [0], 0, false]],
    ["not empty", c.notEmpty, ["a", [0], 0], ["", [], undefined]],
    ["equal", c.equal("pro"), ["pro"], ["Pro", undefined, ["pro"]]],
    ["not equal", c.notEqual("pro"), ["Pro", undefined], ["pro"]],
    ["one of", c.oneOf("a", 2), ["a", 2], ["2", "b", undefined]],
    ["at least", c.atLeast(3), [3, 4], [2.9, "3", undefined, null, Number.NaN]],
    ["more than", c.moreThan(3), [3.1], [3, "4", undefined]],
    ["at most", c.atMost(3), [3, -1], [3.1, "2", undefined, null]],
    ["less than", c.lessThan(3), [2.9], [3, "2", undefined, null]],
    ["contains", c.contains("Run"), ["trail running", "RUN", ["run"]], ["ru n", ["running"], 3, undefined]],
    ["contains a number", c.contains(3), [[1, 3], "a3"], [["3"], 3, [], undefined]],
    ["contains any", c.containsAny("a", 2), [["A", "b"], [2], "cat"], [["b", "2"], [], undefined]],
    ["starts with", c.startsWith("DE"), ["de-AT", "DE"], ["fr-de", ["de"], undefined]],
    ["size at least", c.sizeAtLeast(2), [[0, 0], "ab"], [[0], "a", 2, undefined, null]],
    [
      "before",
      c.before("2026-03-02"),
      ["2026-03-01", "2026-03-02T01:00:00+02:00"],
      ["2026-03-02", "2026-03-02T00:00:00Z", "soon", "2026-02-30", 0, undefined],
    ],
    [
      "after",
      c.after("2026-03-02"),
      ["2026-03-03", "2026-03-02T09:00:00Z"],
      ["2026-03-02", "2026-03-02T01:00:00+02:00", "soon", "2026-03-03T09:00", null],
    ],
    ["longer ago than", c.longerAgoThan(WEEK), ["2026-02-23", "2026-02-23T09:00:00Z"], ["2026-02-24"]],
    ["within the last", c.withinLast(WEEK), ["2026-02-24", "2026-03-02", NOW], ["2026-02-23", "2026-03-03"]],
    ["within the next", c.withinNext(WEEK), ["2026-03-03", "2026-03-09T09:00:00Z"], ["2026-03-02", NOW]],
    ["further ahead than", c.furtherAheadThan(WEEK), ["2026-03-10"], ["2026-03-09", "2026-03-01", "no date"]],
  ])("%s holds of some values and not of others", (_name, condition, yes, no) => {
    for (const value of yes)
      expect([value, c.holds({ it: condition }, { it: value }, NOW)]).toEqual([value, true]);
    for (const value of no)
      expect([value, c.holds({ it: condition }, { it: value }, NOW)]).toEqual([value, false]);
  });

  it("must hold together with all others", () => {
    const both = { plan: c.equal("pro"), seats: c.atLeast(5) };

    expect(c.holds(both, { plan: "pro", seats: 5 })).toBe(true);
    expect(c.holds(both, { plan: "pro", seats: 4 })).toBe(false);
    expect(c.holds({}, {})).toBe(true);
  });

  it("that is seen from now is false where there is no now", () => {
    expect(c.holds({ at: c.withinLast(WEEK) }, { at: "2026-03-01" })).toBe(false);
    expect(c.holds({ at: c.longerAgoThan(WEEK) }, { at: "2020-03-01" })).toBe(false);
  });

  it("names where it was written when its date or its length of time is none", () => {
    const place = /^test\/core\/condition\.test\.ts:\d+: /;

    expect(() => c.before("02.03.2026")).toThrow(place);
    expect(() => c.before("02.03.2026")).toThrow(/before needs a date such as .*, got "02.03.2026"/);
    expect(() => c.withinLast({ days: 0 })).toThrow(
      /within last must be whole seconds and longer than zero, got \{"days":0\}/,
    );
    expect(() => c.furtherAheadThan({ seconds: 0.5 })).toThrow(place);
  });
});

describe("when time alone changes the answer", () => {
  it.each<[string, c.Condition, unknown, Instant | undefined]>([
    ["a date falls out of the last week", c.withinLast(WEEK), "2026-03-01", "2026-03-08T00:00:00.000Z"],
    ["a date ahead comes to be past", c.withinLast(WEEK), "2026-03-04", "2026-03-04T00:00:00.000Z"],
    ["a date comes within the next week", c.withinNext(WEEK), "2026-03-20", "2026-03-13T00:00:00.000Z"],
    ["a date that is near passes", c.withinNext(WEEK), "2026-03-04", "2026-03-04T00:00:00.000Z"],
    ["a date gets to be a week old", c.longerAgoThan(WEEK), "2026-03-01", "2026-03-08T00:00:00.000Z"],
    ["a date stops being far off", c.furtherAheadThan(WEEK), "2026-03-20", "2026-03-13T00:00:00.000Z"],
    ["an old date stays old", c.longerAgoThan(WEEK), "2026-01-01", undefined],
    ["a fixed date does not move", c.before("2027-01-01"), "2026-03-01", undefined],
    ["a number is no date", c.withinLast(WEEK), 5, undefined],
    ["a date at the end of time", c.longerAgoThan(WEEK), "9998-12-31", undefined],
  ])("%s", (_what, condition, value, expected) => {
    expect(c.changesAt(condition, value, NOW)).toBe(expected);
  });

  it("is told exactly: the answer stands up to that moment and is another one at it", () => {
    const words = fc.constantFrom(c.withinLast, c.withinNext, c.longerAgoThan, c.furtherAheadThan);
    const minutes = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(words, minutes, fc.integer({ min: -9_000, max: 9_000 }), (word, length, away) => {
        const condition = word({ minutes: length });
        const value = plus(NOW, { minutes: away });
        const at = (now: Instant) => c.holds({ value: condition }, { value }, now);

        const change = c.changesAt(condition, value, NOW);

        const probe = change ?? plus(NOW, { days: 30 });
        expect(at(plus(probe, { seconds: -0.001 }))).toBe(at(NOW));
        if (change) expect(at(change)).toBe(!at(NOW));
        else expect(at(probe)).toBe(at(NOW));
      }),
    );
  });
});
