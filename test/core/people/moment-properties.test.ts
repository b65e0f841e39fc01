import fc from "fast-check";
import {
  type Moment,
  type MomentFacts,
  nextOccurrence,
  type Occurrence,
  passedOccurrence,
} from "../../../core/people/moment";

const instantOf = (epochMs: number) => new Date(epochMs).toISOString();

const between = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from), max: Date.parse(to) }).map(instantOf);

const days = fc.option(fc.integer({ min: -400, max: 400 }), { nil: undefined });
const at = fc.constantFrom("00:00", "01:45", "02:15", "02:30", "09:00", "23:30");
const weekday = fc.constantFrom("monday", "wednesday", "sunday");

const moment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({
    moment: fc.constant("date" as const),
    trait: fc.constant("day"),
    days,
    at: fc.option(at, { nil: undefined }),
    yearly: fc.boolean(),
  }),
  fc.record({
    moment: fc.constant("silence" as const),
    tally: fc.constant("Order Completed"),
    of: fc.constant({ event: "Order Completed" }),
    for: fc.record({ days: fc.integer({ min: 1, max: 90 }) }),
  }),
  fc.record({
    moment: fc.constant("schedule" as const),
    at,
    on: fc.option(fc.uniqueArray(weekday, { minLength: 1 }), { nil: undefined }),
    dayOfMonth: fc.option(fc.integer({ min: 1, max: 31 }), { nil: undefined }),
    segment: fc.constant("loyal"),
  }),
) as fc.Arbitrary<Moment>;

const day = fc.oneof(
  between("2020-01-01", "2030-01-01"),
  between("2020-01-01", "2030-01-01").map((instant) => instant.slice(0, 10)),
  between("2020-01-01", "2021-01-01").map((instant) => `--${instant.slice(5, 10)}`),
  fc.constantFrom("2020-02-29", "--02-29", "2025-01-01", "2024-12-31", "2026-03-29", "2026-02-30"),
);

const zone = fc.constantFrom(
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "America/Santiago",
  "America/Nuuk",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
);

const facts: fc.Arbitrary<MomentFacts> = fc
  .record({ day, zone, lastAt: between("2024-01-01", "2028-01-01") })
  .map(({ day, zone, lastAt }) => ({
    traits: { day: { value: day, at: lastAt } },
    zone,
    lastAt: () => lastAt,
    isMember: () => true,
  }));

const now = between("2024-01-01", "2028-01-01");

function occurrencesIn(moment: Moment, facts: MomentFacts, from: string, to: string): Occurrence[] {
  const found: Occurrence[] = [];
  for (let next = nextOccurrence(moment, facts, from); next && next.at <= to; ) {
    found.push(next);
    next = nextOccurrence(moment, facts, next.at);
  }
  return found;
}

describe("the next occurrence of any moment", () => {
  it("is strictly after, and the same from anywhere in between", () => {
    fc.assert(
      fc.property(moment, facts, now, fc.nat(), (moment, facts, after, salt) => {
        const next = nextOccurrence(moment, facts, after);
        fc.pre(next !== undefined);
        const apart = Date.parse(next.at) - Date.parse(after);

        expect(next.at > after).toBe(true);
        expect(nextOccurrence(moment, facts, instantOf(Date.parse(after) + (salt % apart)))).toEqual(next);
        expect(nextOccurrence(moment, facts, instantOf(Date.parse(next.at) - 1))).toEqual(next);
      }),
      { numRuns: 2_000 },
    );
  });

  it("has a name of its own", () => {
    fc.assert(
      fc.property(moment, facts, now, (moment, facts, from) => {
        const names = occurrencesIn(moment, facts, from, instantOf(Date.parse(from) + 40 * 86_400_000)).map(
          ({ occurrence }) => occurrence,
        );

        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 300 },
    );
  });

  it("has the same name in another zone", () => {
    fc.assert(
      fc.property(moment, facts, zone, now, (moment, facts, zone, after) => {
        const here = nextOccurrence(moment, facts, after);
        fc.pre(here !== undefined);
        const twoDays = 2 * 86_400_000;
        const [from, to] = [Date.parse(here.at) - twoDays, Date.parse(here.at) + twoDays].map(instantOf);

        const there = occurrencesIn(moment, { ...facts, zone }, from as string, to as string);

        expect(there.map(({ occurrence }) => occurrence)).toContain(here.occurrence);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what has passed of any moment", () => {
  const span = fc.oneof(fc.nat({ max: 3 * 86_400_000 }), fc.nat({ max: 800 * 86_400_000 }));

  it("is the last of the next ones", () => {
    fc.assert(
      fc.property(moment, facts, now, span, (moment, facts, seenTo, span) => {
        const now = instantOf(Date.parse(seenTo) + span);

        const passed = passedOccurrence(moment, facts, facts, seenTo, now);

        expect(passed).toEqual(occurrencesIn(moment, facts, seenTo, now).at(-1));
      }),
      { numRuns: 2_000 },
    );
  });

  it("is the same wherever the time between is split", () => {
    fc.assert(
      fc.property(moment, facts, now, span, fc.nat(), (moment, facts, seenTo, span, salt) => {
        const split = instantOf(Date.parse(seenTo) + (salt % (span + 1)));
        const now = instantOf(Date.parse(seenTo) + span);

        const first = passedOccurrence(moment, facts, undefined, seenTo, split);
        const second = passedOccurrence(moment, facts, undefined, split, now);

        expect(second ?? first).toEqual(passedOccurrence(moment, facts, undefined, seenTo, now));
      }),
      { numRuns: 2_000 },
    );
  });

  it("misses none where looked at every few hours, and tells none twice", () => {
    fc.assert(
      fc.property(moment, facts, now, fc.integer({ min: 1, max: 20 }), (moment, facts, from, hours) => {
        const told: Occurrence[] = [];
        let seenTo = from;
        for (let look = 0; look < 40; look++) {
          const now = instantOf(Date.parse(seenTo) + hours * 3_600_000);
          const passed = passedOccurrence(moment, facts, undefined, seenTo, now);
          if (passed) told.push(passed);
          seenTo = now;
        }

        expect(told).toEqual(occurrencesIn(moment, facts, from, seenTo));
      }),
      { numRuns: 300 },
    );
  });

  it("loses nothing to a change of zone", () => {
    fc.assert(
      fc.property(moment, facts, zone, now, (moment, facts, zone, moved) => {
        const there = { ...facts, zone };
        const ahead = nextOccurrence(moment, facts, moved);
        fc.pre(ahead !== undefined);

        const passed = passedOccurrence(moment, there, facts, moved, moved);
        const yetToCome = occurrencesIn(
          moment,
          there,
          moved,
          instantOf(Date.parse(ahead.at) + 2 * 86_400_000),
        );
        const names = [passed, ...yetToCome].map((each) => each?.occurrence);

        // Of a daily schedule two may be flown over at once; the later stands for both.
        expect(names.some((name) => name !== undefined && name >= ahead.occurrence)).toBe(true);
        if (!passed || passed.occurrence === ahead.occurrence) expect(names).toContain(ahead.occurrence);
      }),
      { numRuns: 2_000 },
    );
  });
});
