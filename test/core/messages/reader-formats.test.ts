import { dateFor, pluralFor, type Reader } from "../../../core/messages/reader-formats";

const AT = "2026-03-20T23:30:00Z";
const american: Reader = { locale: "en-US", timezone: "America/New_York" };
const german: Reader = { locale: "de", timezone: "Europe/Berlin" };
const far: Reader = { locale: "en", timezone: "Pacific/Auckland" };

describe("a date in a message", () => {
  it.each<[string, unknown, unknown, Reader, string]>([
    ["a day, to an American", "2026-03-20", undefined, american, "March 20, 2026"],
    ["a day, to a German", "2026-03-20", undefined, german, "20. März 2026"],
    ["a day in short", "2026-03-20", "short", german, "20.03.26"],
    ["a day, which is the same everywhere", "2026-03-20", undefined, far, "March 20, 2026"],
    ["a moment where the reader is", AT, "long", german, "21. März 2026"],
    ["the same moment where another is", AT, "long", american, "March 20, 2026"],
    ["the time of a moment", AT, "time", german, "00:30"],
    ["a moment and its time", AT, "datetime", german, "21. März 2026 um 00:30"],
    ["a day of every year", "--02-29", undefined, german, "29. Februar"],
  ])("shows %s", (_what, value, style, reader, expected) => {
    expect(dateFor(value, style, reader)).toBe(expected);
  });

  it.each([
    ["tomorrow", undefined, 'needs a date such as "2026-03-20" or a moment, got "tomorrow"'],
    [7, undefined, "got 7"],
    ["2026-02-30", undefined, "needs a date"],
    ["2026-03-20", "%9999999d", "date is written short, medium, long, full, datetime, time"],
    ["2026-03-20", "time", "a plain date has no time of day to show"],
  ])("is an error and no guess for %j in %j", (value, style, reason) => {
    expect(() => dateFor(value, style, german)).toThrow(reason);
  });
});

describe("the word for a number", () => {
  const days = { one: "day", other: "days" };
  const dni = { one: "dzień", few: "dni", many: "dni", other: "dnia" };

  it.each([
    [1, days, "en", "day"],
    [0, days, "en", "days"],
    [1.5, days, "en", "days"],
    [2, dni, "pl", "dni"],
    [1, dni, "pl", "dzień"],
    [2, days, "pl", "days"],
  ])("%d of %j in %s is %s", (value, words, locale, expected) => {
    expect(pluralFor(value, words, locale)).toBe(expected);
  });

  it("needs a number, and a word for all other cases", () => {
    expect(() => pluralFor("2", days, "en")).toThrow('plural needs a number, got "2"');
    expect(() => pluralFor(2, { one: "day" }, "en")).toThrow('plural needs a word for "other"');
  });
});
