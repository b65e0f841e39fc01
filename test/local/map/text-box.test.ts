import fc from "fast-check";
import { shorten, widthOf, wrap } from "../../../local/map/text-box";

describe("text in a box", () => {
  it("is as wide as its characters, and an unknown one as the widest", () => {
    expect(widthOf("iii", "title")).toBeLessThan(widthOf("mmm", "title"));
    expect(widthOf("字", "title")).toBeGreaterThan(widthOf("m", "title"));
    expect(widthOf("", "note")).toBe(0);
  });

  it("is broken between words, and within one that is too long where it has a mark", () => {
    expect(wrap("Product Added to Wishlist", "title", 120, 3)).toEqual(["Product Added", "to Wishlist"]);
    expect(wrap("similar-products-of-the-season", "title", 130, 3)).toEqual([
      "similar-products-",
      "of-the-season",
    ]);
  });

  it("ends in … where it does not fit", () => {
    expect(wrap("one two three four five six", "note", 60, 2).at(-1)).toMatch(/…$/);
    expect(shorten("short", "note", 200)).toBe("short");
  });

  it("is never wider than its box, whatever it says", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "W", " ", "-", "字", "é", "."), maxLength: 80 });
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 40, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        (text, width, lines) => {
          const wrapped = wrap(text, "title", width, lines);

          expect(wrapped.length).toBeLessThanOrEqual(lines);
          for (const line of wrapped) expect(widthOf(line, "title")).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
