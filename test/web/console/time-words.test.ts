import {
  dateInWords,
  relativeInWords,
  spanInWords,
  untilInWords,
  utc,
} from "../../../web/console/time-words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("time in words", () => {
  it.each([
    [20_000, "less than a minute"],
    [57 * MINUTE, "57 min"],
    [60 * MINUTE, "1 h"],
    [90 * MINUTE, "1 h 30 min"],
    [DAY, "1 day"],
    [3 * DAY + 9 * HOUR, "3 days 9 h"],
    [30 * DAY + 5 * HOUR, "30 days"],
  ])("a span of %d ms is %s", (ms, words) => {
    expect(spanInWords(ms)).toBe(words);
  });

  it.each([
    [0, "now"],
    [-5 * MINUTE, "5 min ago"],
    [3 * HOUR, "in 3 h"],
    [-DAY, "1 day ago"],
    [-2 * DAY, "2 days ago"],
  ])("%d ms from now is %s", (ms, words) => {
    expect(relativeInWords(1_000_000_000_000 + ms, 1_000_000_000_000)).toBe(words);
  });

  it("names the days around now, by the calendar and not by hours", () => {
    const evening = new Date(2026, 2, 3, 23, 50).getTime();

    expect(dateInWords(evening, evening + 20 * MINUTE)).toBe("yesterday");
    expect(dateInWords(evening + 20 * MINUTE, evening)).toBe("tomorrow");
    expect(dateInWords(evening, evening)).toBe("today");
    expect(dateInWords(new Date(2025, 11, 24).getTime(), evening)).toBe("Dec 24, 2025");
  });

  it("says exact instants in UTC and what is due as now", () => {
    expect(utc(Date.UTC(2026, 2, 3, 14, 5, 9))).toBe("2026-03-03 14:05:09 UTC");
    expect(untilInWords(1_000, 2_000)).toBe("now");
    expect(untilInWords(57 * MINUTE, 0)).toBe("in 57 min");
  });
});
