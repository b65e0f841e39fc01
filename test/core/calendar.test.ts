import fc from "fast-check";
import {
  addDays,
  dateInMonth,
  isLocalTime,
  isWeekday,
  localDateOf,
  localInstant,
  localTimeFrom,
  localTimeOf,
  nextLocalTime,
  readDate,
  type Weekday,
  weekdayOf,
  yearly,
} from "../../core/calendar";

const NEW_YORK = "America/New_York";
const BERLIN = "Europe/Berlin";
const LORD_HOWE = "Australia/Lord_Howe";

describe("a time of day", () => {
  it.each(["00:00", "09:00", "23:59"])("may be %s", (text) => {
    expect(isLocalTime(text)).toBe(true);
  });

  it.each(["9:00", "24:00", "12:60", "09:00:00", "09:00\n", "", undefined, 9])("may not be %p", (text) => {
    expect(isLocalTime(text)).toBe(false);
  });
});

describe("a weekday", () => {
  it("is written in full, in lower case", () => {
    expect(["monday", "sunday", "Monday", "mon", 1].map(isWeekday)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ["2026-03-02", "monday"],
    ["2026-03-08", "sunday"],
    ["1970-01-01", "thursday"],
    ["1969-12-28", "sunday"],
  ])("%s is a %s", (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });
});

describe("the instant of a local time", () => {
  it.each([
    ["in winter", "2026-01-15", "09:00", NEW_YORK, "2026-01-15T14:00:00.000Z"],
    ["in summer", "2026-07-15", "09:00", NEW_YORK, "2026-07-15T13:00:00.000Z"],
    ["on the day that clocks go forward", "2026-03-29", "09:00", BERLIN, "2026-03-29T07:00:00.000Z"],
    [
      "that is skipped in New York is an hour later",
      "2026-03-08",
      "02:30",
      NEW_YORK,
      "2026-03-08T07:30:00.000Z",
    ],
    ["that is skipped in Berlin is an hour later", "2026-03-29", "02:30", BERLIN, "2026-03-29T01:30:00.000Z"],
    [
      "that is skipped by half an hour is that later",
      "2026-10-04",
      "02:10",
      LORD_HOWE,
      "2026-10-03T15:40:00.000Z",
    ],
    [
      "that comes twice in New York is the earlier",
      "2026-11-01",
      "01:30",
      NEW_YORK,
      "2026-11-01T05:30:00.000Z",
    ],
    ["that comes twice in Berlin is the earlier", "2026-10-25", "02:30", BERLIN, "2026-10-25T00:30:00.000Z"],
    [
      "that comes twice within half an hour too",
      "2026-04-05",
      "01:45",
      LORD_HOWE,
      "2026-04-04T14:45:00.000Z",
    ],
    ["far in the east", "2026-01-01", "09:00", "Pacific/Kiritimati", "2025-12-31T19:00:00.000Z"],
    ["far in the west", "2026-01-01", "09:00", "Pacific/Pago_Pago", "2026-01-01T20:00:00.000Z"],
    [
      "on a day that Samoa left out is a day later",
      "2011-12-30",
      "09:00",
      "Pacific/Apia",
      "2011-12-30T19:00:00.000Z",
    ],
  ])("%s", (_what, date, time, zone, expected) => {
    expect(localInstant(date, time, zone)).toBe(expected);
  });

  it("may have seconds and milliseconds", () => {
    expect(localInstant("2026-01-15", "09:00:01.500", BERLIN)).toBe("2026-01-15T08:00:01.500Z");
  });
});

describe("an instant on somebody's calendar and clock", () => {
  it.each([
    ["Pacific/Kiritimati", "2026-01-02", "00:30:00.000"],
    ["Pacific/Pago_Pago", "2025-12-31", "23:30:00.000"],
    ["UTC", "2026-01-01", "10:30:00.000"],
  ])("differs by zone: %s", (zone, date, time) => {
    const instant = "2026-01-01T10:30:00.000Z";

    expect([localDateOf(instant, zone), localTimeOf(instant, zone)]).toEqual([date, time]);
  });
});

describe("reckoning with dates", () => {
  it.each([
    ["2026-02-28", 1, "2026-03-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-01-03", -7, "2025-12-27"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-03-02", 0, "2026-03-02"],
  ])("%s and %i days is %s", (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it.each([
    ["1990-05-04", 2026, "2026-05-04"],
    ["--12-24", 2026, "2026-12-24"],
    ["1992-02-29", 2026, "2026-02-28"],
    ["1992-02-29", 2028, "2028-02-29"],
    ["1992-02-29", 2100, "2100-02-28"],
    ["--02-29", 2000, "2000-02-29"],
  ])("%s in the year %i is %s", (date, year, expected) => {
    expect(yearly(date, year)).toBe(expected);
  });

  it("puts the 31st of a short month on its last day", () => {
    const ends = [1, 2, 4, 6, 9, 11, 12].map((month) => dateInMonth(2026, month, 31).slice(5));

    expect(ends).toEqual(["01-31", "02-28", "04-30", "06-30", "09-30", "11-30", "12-31"]);
  });
});

describe("the next local time", () => {
  const monday0859 = "2026-03-02T07:59:00.000Z";
  const monday0900 = "2026-03-02T08:00:00.000Z";

  it("is today where it is still ahead", () => {
    expect(nextLocalTime(monday0859, "09:00", BERLIN)).toBe(monday0900);
  });

  it("is tomorrow at that very time, for it is strictly after", () => {
    expect(nextLocalTime(monday0900, "09:00", BERLIN)).toBe("2026-03-03T08:00:00.000Z");
  });

  it("is that very time where it may be", () => {
    expect(localTimeFrom(monday0900, "09:00", BERLIN)).toBe(monday0900);
  });

  it("waits for the weekday, a whole week if need be", () => {
    expect(nextLocalTime(monday0859, "09:00", BERLIN, ["friday", "sunday"])).toBe("2026-03-06T08:00:00.000Z");
    expect(nextLocalTime(monday0900, "09:00", BERLIN, ["monday"])).toBe("2026-03-09T08:00:00.000Z");
  });

  it("counts weekdays by the local calendar", () => {
    expect(nextLocalTime(monday0900, "00:30", "Pacific/Kiritimati", ["tuesday"])).toBe(
      "2026-03-02T10:30:00.000Z",
    );
  });

  it("keeps to the clock when it changes", () => {
    expect(nextLocalTime("2026-03-28T08:00:00.000Z", "09:00", BERLIN)).toBe("2026-03-29T07:00:00.000Z");
  });

  it("is past midnight where clocks skip over it, as in Greenland", () => {
    expect(nextLocalTime("2026-03-29T01:10:00.000Z", "23:30", "America/Nuuk")).toBe(
      "2026-03-29T01:30:00.000Z",
    );
  });

  it("needs a weekday to wait for", () => {
    expect(() => nextLocalTime(monday0900, "09:00", BERLIN, [])).toThrow(
      "weekdays must name at least one day, got []",
    );
  });

  it("is always ahead, within eight days, and the same from anywhere in between", () => {
    const days: Weekday[] = ["monday", "wednesday", "sunday"];
    const zone = fc.constantFrom(NEW_YORK, BERLIN, LORD_HOWE, "Pacific/Kiritimati", "Pacific/Pago_Pago");
    const time = fc.constantFrom("00:00", "01:30", "02:15", "09:00", "23:59");

    fc.assert(
      fc.property(
        fc.integer({ min: 1.7e12, max: 1.9e12 }),
        zone,
        time,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (ms, zone, time, share) => {
          const next = nextLocalTime(new Date(ms).toISOString(), time, zone, days);
          const between = new Date(ms + Math.floor((Date.parse(next) - ms) * share)).toISOString();

          expect(Date.parse(next) - ms).toBeGreaterThan(0);
          expect(Date.parse(next) - ms).toBeLessThan(8 * 86_400_000);
          expect(nextLocalTime(between, time, zone, days)).toBe(next);
        },
      ),
    );
  });
});

describe("a date that somebody wrote", () => {
  it.each([
    ["2026-02-28", { date: "2026-02-28" }],
    [" 2028-02-29 ", { date: "2028-02-29" }],
    ["--02-29", { monthDay: "--02-29" }],
    ["12-24", { monthDay: "--12-24" }],
    ["2026-02-28T09:00:00Z", { instant: "2026-02-28T09:00:00.000Z" }],
    ["2026-02-28T09:00Z", { instant: "2026-02-28T09:00:00.000Z" }],
    ["2026-02-28T23:30:00.123456+05:30", { instant: "2026-02-28T18:00:00.123Z" }],
    ["2026-02-28T23:30:00-0500", { instant: "2026-03-01T04:30:00.000Z" }],
  ])("%s is understood", (text, expected) => {
    expect(readDate(text)).toEqual(expected);
  });

  it.each([
    "2026-02-30",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "--02-30",
    "13-01",
    "2026-02-30T09:00:00Z",
    "2026-02-28T24:00:00Z",
    "2026-02-28T09:00:00+99:00",
    "2026-02-28T09:00:00",
    "28.02.2026",
    "0001-01-01",
    "9999-12-31",
    "tomorrow",
    "",
    `2026-02-28${" ".repeat(100)}`,
    1772269200,
    1772269200000,
    new Date(0),
    null,
    undefined,
    {},
  ])("%p is not", (value) => {
    expect(readDate(value)).toBeUndefined();
  });
});
