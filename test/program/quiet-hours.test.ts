import fc from "fast-check";
import type { Instant } from "../../core/instant";
import { checkQuietHours } from "../../core/sending/check-quiet-hours";
import { type QuietQuestion, quietUntil } from "../../core/sending/quiet-hours";
import { brand } from "../../program/brand";
import { quietHours } from "../../program/quiet-hours";

const CHICAGO = "America/Chicago";
const NEW_YORK = "America/New_York";
const STATES = Object.keys(quietHours.zonesIfUnknown).filter((place) => place.startsWith("US-"));

const ask = (now: Instant, traits = {}, changes: Partial<QuietQuestion> = {}): QuietQuestion => ({
  channel: "sms",
  purpose: "marketing",
  traits,
  defaultZone: brand.defaultTimezone,
  now,
  ...changes,
});

const isAllowed = (asked: QuietQuestion) => quietUntil(quietHours, asked).until === undefined;

it("S-21: the data has no mistakes, and leaves times at which everybody can be reached", () => {
  expect(checkQuietHours(quietHours)).toEqual([]);
});

it("S-21: every rule says where it comes from, since when it holds and when it was checked", () => {
  const dates = quietHours.rules.map(({ source, effective, reviewed }) =>
    [source, effective, reviewed].every(Boolean),
  );

  expect(dates).toEqual(quietHours.rules.map(() => true));
});

it("S-21: knows the zones of the 50 states and the capital", () => {
  expect(STATES).toHaveLength(51);
});

/** 13 July 2026 is a Monday; clocks in New York are four hours behind UTC, in Chicago five. */
describe("S-21: texts to a state, in its own time", () => {
  const windows: [state: string, day: string, opens: string | undefined, closes: string, zone?: string][] = [
    ["AL", "2026-07-13", "08:00", "20:00", CHICAGO],
    ["AL", "2026-07-12", undefined, "20:00", CHICAGO],
    ["CA", "2026-07-12", "08:00", "21:00"],
    ["CT", "2026-07-12", "09:00", "20:00"],
    ["FL", "2026-07-12", "08:00", "20:00"],
    ["KY", "2026-07-12", "10:00", "21:00"],
    ["LA", "2026-07-11", "08:00", "20:00", CHICAGO],
    ["LA", "2026-07-12", undefined, "20:00", CHICAGO],
    ["MA", "2026-07-12", "08:00", "20:00"],
    ["MD", "2026-07-12", "08:00", "20:00"],
    ["MS", "2026-07-11", "08:00", "20:00", CHICAGO],
    ["MS", "2026-07-12", undefined, "20:00", CHICAGO],
    ["NJ", "2026-07-12", "08:00", "20:00"],
    ["OK", "2026-07-12", "08:00", "20:00", CHICAGO],
    ["OR", "2026-07-12", "08:00", "20:00"],
    ["RI", "2026-07-13", "09:00", "18:00"],
    ["RI", "2026-07-11", "10:00", "17:00"],
    ["RI", "2026-07-12", undefined, "17:00"],
    ["TX", "2026-07-11", "09:00", "21:00", CHICAGO],
    ["TX", "2026-07-12", "12:00", "21:00", CHICAGO],
    ["WA", "2026-07-12", "08:00", "20:00"],
  ];

  it.each(windows)("%s on %s from %s to %s", (region, day, opens, closes, timezone = NEW_YORK) => {
    const shift = timezone === NEW_YORK ? "-04:00" : "-05:00";
    const at = (time: string, ms = 0) => new Date(Date.parse(`${day}T${time}:00${shift}`) + ms).toISOString();
    const judge = (now: Instant) => isAllowed(ask(now, { country: "US", region, timezone }));

    const edges = [at(opens ?? "12:00", -1), at(opens ?? "12:00"), at(closes, -1), at(closes)].map(judge);

    expect(edges).toEqual(opens ? [false, true, true, false] : [false, false, false, false]);
  });
});

describe("S-21: somebody of the US whose state is unknown", () => {
  const anyNow = fc
    .integer({ min: Date.parse("2026-01-01"), max: Date.parse("2028-01-01") })
    .map((epochMs) => new Date(epochMs).toISOString());
  const zoneTraits = fc
    .constantFrom(undefined, ...(quietHours.zonesIfUnknown.US ?? []), "Europe/Berlin")
    .map((timezone) => (timezone ? { timezone } : {}));

  it("is allowed a text only where every state allows it: allowed(unknown) ⊆ ⋂ allowed(state)", () => {
    fc.assert(
      fc.property(anyNow, zoneTraits, fc.constantFrom({}, { country: "US" }), (now, zone, country) => {
        if (!isAllowed(ask(now, { ...zone, ...country }))) return;

        const refusing = STATES.filter((region) => !isAllowed(ask(now, { ...zone, region })));

        expect(refusing).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("can be reached on weekdays while it is day from the Atlantic to Hawaii", () => {
    const hours = ["19:59", "20:00", "21:59", "22:00"].map((time) =>
      isAllowed(ask(`2026-07-13T${time}:00.000Z`)),
    );

    expect(hours).toEqual([false, true, true, false]);
  });
});

describe("elsewhere", () => {
  const night = "2026-01-15T02:00:00.000Z";
  const inBerlin = { country: "DE", timezone: "Europe/Berlin" };

  it("marketing by text and push keeps to the brand's courtesy window", () => {
    const answers = (["sms", "push"] as const).map((channel) =>
      quietUntil(quietHours, ask(night, inBerlin, { channel })),
    );

    expect(answers.map(({ until }) => until)).toEqual(Array(2).fill("2026-01-15T07:00:00.000Z"));
    expect(answers[0]?.saw.quietBy).toEqual(["the brand's own choice, not a law"]);
  });

  it("email, inbox, banner and what people asked for have no quiet hours", () => {
    const free: Partial<QuietQuestion>[] = [
      { channel: "email" },
      { channel: "inbox" },
      { channel: "banner" },
      { purpose: "transactional" },
      { channel: "push", purpose: "transactional" },
    ];

    expect(free.map((changes) => isAllowed(ask(night, inBerlin, changes)))).toEqual(free.map(() => true));
  });
});
