import fc from "fast-check";
import { percentile } from "../../bench/percentile";

test("the value at a share is the nearest rank", () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);

  expect(percentile(values, 0.5)).toBe(100);
  expect(percentile(values, 0.99)).toBe(198);
  expect(percentile(values, 1)).toBe(200);
});

test("one value is its own percentile, and no value has none", () => {
  expect(percentile([7], 0.5)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow("0 values have no percentile at 0.5");
});

test("so great a share of the values, and no value less, is at most the percentile", () => {
  const some = fc.array(fc.integer(), { minLength: 1 });
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 100 }), (values, percent) => {
      const found = percentile(values, percent / 100);

      const atMost = values.filter((each) => each <= found).length;
      const below = values.filter((each) => each < found).length;
      expect(atMost * 100).toBeGreaterThanOrEqual(percent * values.length);
      expect(below * 100).toBeLessThan(percent * values.length);
    }),
  );
});
