import { meant, nearest } from "../../../core/check/check-spelling";

describe("a misspelled name", () => {
  it.each([
    ["Order Complete", "Order Completed"],
    ["order completed", "Order Completed"],
    ["Order-Completed", "Order Completed"],
    ["Crat Updated", "Cart Updated"],
  ])("%s is taken for %s", (misspelled, right) => {
    expect(nearest(misspelled, ["Cart Shared", "Cart Updated", "Order Completed"])).toBe(right);
  });

  it.each(["Parcel Shipped", "id", ""])("is no guess where nothing is near: %s", (name) => {
    expect(nearest(name, ["Cart Updated", "Order Completed"])).toBeUndefined();
  });

  it("is followed by the names there are, where they are few", () => {
    expect(meant("vip", ["loyal", "calm"])).toBe("; known: loyal, calm");
    expect(
      meant(
        "vip",
        Array.from({ length: 13 }, (_, n) => `segment-${n}`),
      ),
    ).toBe("");
  });
});
