import fc from "fast-check";
import type { Weekday } from "../../../core/calendar";
import { type Instant, plus } from "../../../core/instant";
import { checkQuietHours } from "../../../core/sending/check-quiet-hours";
import {
  allowedForSeconds,
  HORIZON_DAYS,
  type QuietHours,
  type QuietQuestion,
  type QuietRule,
  quietUntil,
} from "../../../core/sending/quiet-hours";

const NEW_YORK = "America/New_York";
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

const daily = (from: string, to: string): QuietRule["allowed"] =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, [from, to]]));

const rule = (changes: Partial<QuietRule> = {}): QuietRule => ({
  channels: ["sms"],
  purposes: ["marketing"],
  allowed: daily("08:00", "21:00"),
  source: "the law",
  effective: "2020-01-01",
  reviewed: "2026-01-31",
  ...changes,
});

const hoursOf = (...rules: QuietRule[]): QuietHours => ({
  homeCountry: "US",
  rules,
  zonesIfUnknown: {
    US: [NEW_YORK, "America/Los_Angeles"],
    "US-NY": [NEW_YORK],
    DE: ["Europe/Berlin"],
    other: ["Europe/London", "Asia/Tokyo"],
  },
});

const ask = (now: Instant, traits = {}, changes: Partial<QuietQuestion> = {}): QuietQuestion => ({
  channel: "sms",
  purpose: "marketing",
  traits,
  defaultZone: "UTC",
  now,
  ...changes,
});

const inNewYork = { timezone: NEW_YORK };

describe("S-20: in a person's own zone", () => {
  const hours = hoursOf(rule());

  it.each([
    ["a millisecond before it opens", "2026-01-15T12:59:59.999Z", "2026-01-15T13:00:00.000Z"],
    ["as it opens", "2026-01-15T13:00:00.000Z", undefined],
    ["a millisecond before it closes", "2026-01-16T01:59:59.999Z", undefined],
    ["as it closes", "2026-01-16T02:00:00.000Z", "2026-01-16T13:00:00.000Z"],
    ["in summer, as it opens", "2026-07-15T12:00:00.000Z", undefined],
    ["in summer, as it closes", "2026-07-16T01:00:00.000Z", "2026-07-16T12:00:00.000Z"],
    ["the night before clocks go forward", "2026-03-08T03:00:00.000Z", "2026-03-08T12:00:00.000Z"],
    ["the day clocks go forward, an hour early", "2026-03-08T11:59:59.999Z", "2026-03-08T12:00:00.000Z"],
    ["the day clocks go forward, as it closes", "2026-03-09T01:00:00.000Z", "2026-03-09T12:00:00.000Z"],
    ["the night before clocks go back", "2026-11-01T03:00:00.000Z", "2026-11-01T13:00:00.000Z"],
    ["the day clocks go back, an hour early", "2026-11-01T12:00:00.000Z", "2026-11-01T13:00:00.000Z"],
    ["the day clocks go back, before it closes", "2026-11-02T01:59:59.999Z", undefined],
    ["the day clocks go back, as it closes", "2026-11-02T02:00:00.000Z", "2026-11-02T13:00:00.000Z"],
  ])("%s", (_when, now, until) => {
    expect(quietUntil(hours, ask(now, inNewYork)).until).toBe(until);
  });

  it("a window that opens within the skipped hour opens when that hour is over", () => {
    const early = hoursOf(rule({ allowed: daily("02:30", "21:00") }));

    const { until } = quietUntil(early, ask("2026-03-08T06:00:00.000Z", inNewYork));

    expect(until).toBe("2026-03-08T07:00:00.000Z");
  });

  it("a window that lies within the skipped hour does not open that day", () => {
    const sundays = hoursOf(rule({ allowed: { sunday: ["02:00", "03:00"], monday: ["08:00", "21:00"] } }));

    const { until } = quietUntil(sundays, ask("2026-03-08T06:00:00.000Z", inNewYork));

    expect(until).toBe("2026-03-09T12:00:00.000Z");
  });

  it("a window that ends within the hour that clocks show twice opens twice", () => {
    const night = hoursOf(rule({ allowed: daily("00:00", "01:30") }));

    const { until } = quietUntil(night, ask("2026-11-01T05:30:00.000Z", inNewYork));

    expect(until).toBe("2026-11-01T06:00:00.000Z");
    expect(allowedForSeconds(night, ask("2026-11-01T06:00:00.000Z", inNewYork))).toBe(1_800);
  });

  it("a weekday that is left out is quiet all day", () => {
    const workdays = hoursOf(rule({ allowed: { friday: ["09:00", "24:00"], monday: ["00:00", "12:00"] } }));

    const { until } = quietUntil(workdays, ask("2026-01-17T05:00:00.000Z", inNewYork));

    expect(until).toBe("2026-01-19T05:00:00.000Z");
  });

  it("a window up to 24:00 goes on into the next day's from 00:00", () => {
    const weekend = hoursOf(rule({ allowed: { saturday: ["09:00", "24:00"], sunday: ["00:00", "12:00"] } }));

    const seconds = allowedForSeconds(weekend, ask("2026-01-17T14:00:00.000Z", inNewYork));

    expect(seconds).toBe(27 * 3_600);
  });
});

describe("what a rule is for", () => {
  const night = "2026-01-15T08:00:00.000Z";

  it("other channels and purposes are never quiet", () => {
    const hours = hoursOf(rule());
    const others = [{ channel: "email" }, { purpose: "transactional" }] as const;

    const answers = others.map((changes) => quietUntil(hours, ask(night, inNewYork, changes)));

    expect(answers).toEqual([{ saw: {} }, { saw: {} }]);
    expect(allowedForSeconds(hours, ask(night, inNewYork, { channel: "email" }))).toBeUndefined();
  });

  it("every rule that applies must allow", () => {
    const hours = hoursOf(rule(), rule({ allowed: daily("10:00", "22:00"), source: "another" }));

    const answer = quietUntil(hours, ask("2026-01-15T14:00:00.000Z", inNewYork));

    expect(answer.until).toBe("2026-01-15T15:00:00.000Z");
    expect(answer.saw).toEqual({ place: "US", zones: [NEW_YORK], quietBy: ["another"] });
  });

  it("S-21: it does not apply before its first day by the person's calendar", () => {
    const hours = hoursOf(rule({ allowed: daily("08:00", "20:00"), effective: "2026-01-16" }));

    const [before, after] = ["2026-01-16T04:59:59.000Z", "2026-01-16T05:00:00.000Z"].map(
      (now) => quietUntil(hours, ask(now, inNewYork)).until,
    );

    expect(before).toBeUndefined();
    expect(after).toBe("2026-01-16T13:00:00.000Z");
    expect(allowedForSeconds(hours, ask("2026-01-16T04:00:00.000Z", inNewYork))).toBe(3_600);
  });

  it("where nothing is ever allowed, it holds for as long as it looks ahead, and says so", () => {
    const hours = hoursOf(rule(), rule({ allowed: daily("22:00", "23:00") }));

    const { until, saw } = quietUntil(hours, ask(night, inNewYork));

    expect(until).toBe(plus(night, { days: HORIZON_DAYS }));
    expect(saw.neverAllowed).toBe(true);
    expect(allowedForSeconds(hours, ask(night, inNewYork))).toBe(0);
  });
});

describe("S-21: where somebody lives", () => {
  const hours = hoursOf(
    rule({ places: ["US"], source: "federal" }),
    rule({ places: ["US-FL"], allowed: daily("08:00", "20:00"), source: "Florida" }),
    rule({ places: ["US-TX"], allowed: daily("09:00", "21:00"), source: "Texas" }),
    rule({ places: ["DE"], allowed: daily("10:00", "18:00"), source: "Germany" }),
  );
  const quietBy = (traits: object) =>
    quietUntil(hours, ask("2026-01-15T08:00:00.000Z", { ...inNewYork, ...traits })).saw.quietBy;

  it.each([
    ["a state", { country: "US", region: "FL" }, ["federal", "Florida"]],
    ["in any case, with blanks", { country: " us", region: "us-tx " }, ["federal", "Texas"]],
    ["a region that tells the country", { region: "US-TX" }, ["federal", "Texas"]],
    ["a state without a window of its own", { country: "US", region: "NY" }, ["federal"]],
    ["a state that is unknown: all of them", { country: "US" }, ["federal", "Florida", "Texas"]],
    ["a misspelled state: all of them", { country: "US", region: "FA" }, ["federal", "Florida", "Texas"]],
    ["a state in words: all of them", { country: "US", region: "Florida" }, ["federal", "Florida", "Texas"]],
    ["another country's region: all", { country: "US", region: "DE-BE" }, ["federal", "Florida", "Texas"]],
    ["nothing known: the brand's country", {}, ["federal", "Florida", "Texas"]],
    ["no country code: the brand's country", { country: "Narnia" }, ["federal", "Florida", "Texas"]],
    ["no text at all", { country: 1, region: null }, ["federal", "Florida", "Texas"]],
    ["another country", { country: "de", region: "BE" }, ["Germany"]],
    ["a country without a window", { country: "FR" }, undefined],
  ])("%s", (_what, traits, expected) => {
    expect(quietBy(traits)).toEqual(expected);
  });
});

describe("S-20: somebody whose zone is unknown", () => {
  const hours = hoursOf(rule());
  const at = "2026-01-15T14:00:00.000Z";

  it.each([
    ["of the home country", {}, [NEW_YORK, "America/Los_Angeles"], "2026-01-15T16:00:00.000Z"],
    ["of a region whose zones are named", { country: "US", region: "NY" }, [NEW_YORK], undefined],
    ["of a country whose zones are named", { country: "DE" }, ["Europe/Berlin"], undefined],
    ["of another", { country: "FR" }, ["Europe/London", "Asia/Tokyo"], "2026-01-16T08:00:00.000Z"],
    ["with a zone that does not exist", { timezone: "Mars", country: "DE" }, ["Europe/Berlin"], undefined],
  ])("%s must be allowed in all that they may live in", (_who, traits, zones, until) => {
    const answer = quietUntil(hours, ask(at, traits));

    expect(answer.saw.zones).toEqual(zones);
    expect(answer.until).toBe(until);
  });

  it("it stays allowed until the first of the zones turns quiet", () => {
    expect(allowedForSeconds(hours, ask("2026-01-16T01:00:00.000Z"))).toBe(3_600);
  });

  it("the brand's zone is asked where the data names none for other countries", () => {
    const data = { ...hours, zonesIfUnknown: { ...hours.zonesIfUnknown, other: [] } };

    const answer = quietUntil(data, ask(at, { country: "FR" }, { defaultZone: "Europe/Paris" }));

    expect(answer.saw.zones).toEqual(["Europe/Paris"]);
  });
});

/** What a clock in a zone shows, told by the runtime itself. */
function wallClock(epochMs: number, zone: string): { day: Weekday; time: string } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  return { day: parts.weekday?.toLowerCase() as Weekday, time: `${parts.hour}:${parts.minute}` };
}
const formats = new Map<string, Intl.DateTimeFormat>();

const isAllowedAt = (epochMs: number, rules: readonly QuietRule[], zones: readonly string[]): boolean =>
  zones.every((zone) => {
    const { day, time } = wallClock(epochMs, zone);
    return rules.every(({ allowed }) => {
      const [from, to] = allowed[day] ?? ["24:00", "24:00"];
      return time >= from && time < to;
    });
  });

const QUARTER_MS = 900_000;
const quarter = fc.integer({ min: 0, max: 96 });
const written = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;
const anyWindow = fc
  .tuple(quarter, quarter)
  .filter(([from, to]) => from < to)
  .map(([from, to]) => [written(from), written(to)] as const);
const anyAllowed = fc.dictionary(fc.constantFrom(...WEEKDAYS), anyWindow, { maxKeys: 7 });
const anyRules = fc.array(
  anyAllowed.map((allowed) => rule({ allowed })),
  { minLength: 1, maxLength: 3 },
);
const anyZones = fc.uniqueArray(
  fc.constantFrom(NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"),
  { minLength: 1, maxLength: 3 },
);
/** Within ten days of a change of clocks in most of these zones, and on any other day. */
const anyNow = fc
  .tuple(
    fc.constantFrom(
      "2026-03-08",
      "2026-03-29",
      "2026-04-05",
      "2026-07-01",
      "2026-10-04",
      "2026-10-25",
      "2026-11-01",
    ),
    fc.integer({ min: -10 * 96, max: 96 }),
    fc.constantFrom(0, 1, QUARTER_MS - 1),
  )
  .map(([date, quarters, ms]) => Date.parse(date) + quarters * QUARTER_MS + ms);

describe("at any moment, by any rules, in any zones", () => {
  it("S-20, S-24: it says what clocks on the wall say, until when and for how long", () => {
    fc.assert(
      fc.property(anyRules, anyZones, anyNow, (rules, zones, epochMs) => {
        const hours = { homeCountry: "US", rules, zonesIfUnknown: { US: zones, other: [] } };
        const asked = ask(new Date(epochMs).toISOString());

        const { until, saw } = quietUntil(hours, asked);
        const seconds = allowedForSeconds(hours, asked);

        // Every window and every change of clocks lies on a quarter of an hour.
        const isNow = isAllowedAt(epochMs, rules, zones);
        const end = epochMs + HORIZON_DAYS * 86_400_000;
        let turn = Math.floor(epochMs / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
        while (turn < end && isAllowedAt(turn, rules, zones) === isNow) turn += QUARTER_MS;
        turn = Math.min(turn, end);
        expect(until).toBe(isNow ? undefined : new Date(turn).toISOString());
        expect(saw.neverAllowed).toBe(!isNow && turn === end ? true : undefined);
        expect(seconds).toBe(isNow ? Math.floor((turn - epochMs) / 1_000) : 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("data that cannot be right is refused", () => {
  const good = hoursOf(rule());
  const withRule = (changes: Partial<QuietRule>) => hoursOf(rule(), rule(changes));
  const withZones = (zones: object) => ({ ...good, zonesIfUnknown: { ...good.zonesIfUnknown, ...zones } });

  it("and data that can be is not", () => {
    expect(checkQuietHours(good)).toEqual([]);
  });

  it.each<[string, QuietHours]>([
    [
      'rule 2: monday must begin before it ends, got "21:00" to "08:00"',
      withRule({ allowed: daily("21:00", "08:00") }),
    ],
    ["rule 2: monday must run from", withRule({ allowed: { monday: ["8:00", "21:00"] } })],
    [
      'rule 2: a day is a weekday such as "monday", got "mon"',
      withRule({ allowed: { mon: ["08:00", "21:00"] } as never }),
    ],
    ["rule 2: it needs at least one channel", withRule({ channels: [] })],
    ["rule 2: it needs at least one purpose", withRule({ purposes: [] })],
    ["rule 2: places must name at least one", withRule({ places: [] })],
    ['rule 2: a place is written "US" or "US-FL", got "Florida"', withRule({ places: ["Florida"] })],
    ["rule 2: it needs a source", withRule({ source: " " })],
    [
      'rule 2: effective must be a date such as "2026-01-31", got "2026-02-30"',
      withRule({ effective: "2026-02-30" }),
    ],
    ['rule 2: reviewed must be a date such as "2026-01-31", got "soon"', withRule({ reviewed: "soon" })],
    ['homeCountry must be a country that zonesIfUnknown names, got "FR"', { ...good, homeCountry: "FR" }],
    [
      'homeCountry must be a country that zonesIfUnknown names, got "US-NY"',
      { ...good, homeCountry: "US-NY" },
    ],
    [
      'zonesIfUnknown.other: a zone is an IANA name such as "Europe/Berlin", got "Mars"',
      withZones({ other: ["Mars"] }),
    ],
    ['zonesIfUnknown: a place is written "US" or "US-FL", got "us"', withZones({ us: [NEW_YORK] })],
    ["zonesIfUnknown.FR needs at least one zone", withZones({ FR: [] })],
    ["zonesIfUnknown.US must also name America/Chicago", withZones({ "US-TX": ["America/Chicago"] })],
    ["marketing by sms is never allowed in US", withRule({ allowed: daily("21:00", "22:00") })],
    ["marketing by sms is never allowed in US-FL", withRule({ places: ["US-FL"], allowed: {} })],
    [
      "marketing by sms is never allowed in other countries",
      withZones({ other: [NEW_YORK, "Europe/Berlin", "Asia/Tokyo"] }),
    ],
  ])("%s", (mistake, hours) => {
    expect(checkQuietHours(hours)).toContainEqual(expect.stringContaining(mistake));
  });
});
