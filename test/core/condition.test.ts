import * as c from "../../core/condition";

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
  ])("%s holds of some values and not of others", (_name, condition, yes, no) => {
    for (const value of yes)
      expect([value, c.holds({ it: condition }, { it: value })]).toEqual([value, true]);
    for (const value of no)
      expect([value, c.holds({ it: condition }, { it: value })]).toEqual([value, false]);
  });

  it("must hold together with all others", () => {
    const both = { plan: c.equal("pro"), seats: c.atLeast(5) };

    expect(c.holds(both, { plan: "pro", seats: 5 })).toBe(true);
    expect(c.holds(both, { plan: "pro", seats: 4 })).toBe(false);
    expect(c.holds({}, {})).toBe(true);
  });
});
