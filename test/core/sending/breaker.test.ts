import fc from "fast-check";
import { BREAKER, judgeTrouble, type TroubleLine } from "../../../core/sending/breaker";

const lines = Object.entries(BREAKER).flatMap(([stream, { lines: of }]) =>
  of.map((line) => [stream, line.trouble, line] as const),
);
const lineOf = (trouble: string) => lines.find(([, each]) => each === trouble)?.[2] as TroubleLine;

describe("the breaker's lines", () => {
  it("E-40: lie where Gmail asks and SES begins to review, with a warning before", () => {
    const percents = (trouble: string) => [lineOf(trouble).warnPercent, lineOf(trouble).stopPercent];

    expect(percents("bounces")).toEqual([3, 5]);
    expect(percents("complaints")).toEqual([0.08, 0.1]);
    expect(percents("sender faults")).toEqual([3, 5]);
  });

  it.each([
    ["bounces", 10_000, 299, "fine"],
    ["bounces", 10_000, 300, "warn"],
    ["bounces", 10_000, 499, "warn"],
    ["bounces", 10_000, 500, "stop"],
    ["complaints", 10_000, 7, "fine"],
    ["complaints", 10_000, 8, "warn"],
    ["complaints", 10_000, 9, "warn"],
    ["complaints", 10_000, 10, "stop"],
    ["sender faults", 10_000, 299, "fine"],
    ["sender faults", 10_000, 500, "stop"],
  ] as const)("E-32: %s, %i sent, %i in trouble: %s", (trouble, sent, troubles, verdict) => {
    expect(judgeTrouble({ sent, troubles }, lineOf(trouble))).toBe(verdict);
  });

  it.each(lines)(
    "E-40: %s is not stopped for %s of so few that a rate says nothing",
    (_stream, _trouble, line) => {
      expect(judgeTrouble({ sent: 1, troubles: 1 }, line)).toBe("fine");
      expect(judgeTrouble({ sent: line.leastSent - 1, troubles: line.leastSent - 1 }, line)).toBe("fine");
      expect(judgeTrouble({ sent: line.leastSent, troubles: line.leastTroubles - 1 }, line)).toBe("fine");
    },
  );

  it("E-32: never judge less trouble worse, nor trouble better for fewer emails that are still enough", () => {
    const worse = ["fine", "warn", "stop"];
    const counts = fc.record({
      sent: fc.integer({ min: 0, max: 10 ** 6 }),
      troubles: fc.integer({ min: 0, max: 10 ** 5 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...lines), counts, fc.nat(1000), ([, , line], { sent, troubles }, more) => {
        const rank = (of: typeof counts extends fc.Arbitrary<infer C> ? C : never) =>
          worse.indexOf(judgeTrouble(of, line));

        expect(rank({ sent, troubles: troubles + more })).toBeGreaterThanOrEqual(rank({ sent, troubles }));
        if (sent >= line.leastSent)
          expect(rank({ sent, troubles })).toBeGreaterThanOrEqual(rank({ sent: sent + more, troubles }));
      }),
    );
  });
});
