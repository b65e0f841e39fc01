import { memoize } from "../../core/memoize";

describe("a memoized function", () => {
  it("computes a result once, also when it is undefined", () => {
    const computed: string[] = [];
    const find = memoize(10, (key: string) => {
      computed.push(key);
      return key === "a" ? 1 : undefined;
    });

    const results = [find("a"), find("b"), find("a"), find("b")];

    expect(results).toEqual([1, undefined, 1, undefined]);
    expect(computed).toEqual(["a", "b"]);
  });

  it("forgets rather than grow without end", () => {
    let computed = 0;
    const count = memoize(2, (_key: number) => ++computed);

    for (const key of [1, 2, 3, 1]) count(key);

    expect(computed).toBe(4);
  });
});
