import fc from "fast-check";
import { localDateOf, localInstant, localTimeOf } from "../../core/calendar";
import { offsetAt, zoneOf } from "../../core/time-zone";

const ODD_ZONES = [
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Gaza",
  "Asia/Kathmandu",
  "Europe/Dublin",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "UTC",
];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const anyZone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const anyInstant = fc.integer({ min: Date.parse("1890-01-01"), max: Date.parse("2100-01-01") });

/** Swedes write dates as ISO does. */
const swedish = (zone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });

/** The starts of the days, in UTC, on which clocks in the zone change. */
function daysOfChange(zone: string): number[] {
  const days = Array.from({ length: 12 * 365 }, (_, day) => Date.parse("2018-01-01") + day * DAY_MS);
  return days.filter((start) => offsetAt(start, zone) !== offsetAt(start + DAY_MS, zone));
}

/** Clock times of the day of a change and half a day around it, every 15 minutes, as if in UTC. */
function wallsAround(day: number): string[] {
  const first = day - DAY_MS / 2;
  return Array.from({ length: 192 }, (_, quarter) =>
    new Date(first + quarter * 15 * MINUTE_MS).toISOString(),
  );
}

describe("local time", () => {
  it("is what clocks show, in every zone", () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (epochMs, zone) => {
        const instant = new Date(epochMs).toISOString();

        const shown = `${localDateOf(instant, zone)} ${localTimeOf(instant, zone).slice(0, 8)}`;

        expect(shown).toBe(swedish(zone).format(epochMs));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(ODD_ZONES)("leads back to its first instant whenever the clocks change in %s", (zone) => {
    const { format } = swedish(zone);
    const wrong: string[] = [];

    for (const wall of daysOfChange(zone).flatMap(wallsAround)) {
      const at = Date.parse(localInstant(wall.slice(0, 10), wall.slice(11, 16), zone));
      const shows = (minutes: number) =>
        format(at + minutes * MINUTE_MS) === wall.slice(0, 19).replace("T", " ");
      const isSkipped = ![-120, -60, -30, 0, 30, 60, 120].some(shows);
      const isFirst = shows(0) && ![-120, -60, -30].some(shows);
      if (!isFirst && !isSkipped) wrong.push(wall);
    }

    expect(wrong).toEqual([]);
  });

  it("changes at the very millisecond", () => {
    const change = Date.parse("2026-03-08T07:00:00.000Z");

    expect(offsetAt(change - 1, "America/New_York")).toBe(-5 * 3_600_000);
    expect(offsetAt(change, "America/New_York")).toBe(-4 * 3_600_000);
  });

  it("is refused for an unknown zone, with what to write instead", () => {
    expect(() => offsetAt(0, "Mars/Olympus")).toThrow(
      'a zone must be an IANA name such as "Europe/Berlin", got "Mars/Olympus"',
    );
  });
});

describe("a person's zone", () => {
  it.each(["Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC"])(
    "is %s as told",
    (zone) => {
      expect(zoneOf(zone, "Asia/Tokyo")).toBe(zone);
    },
  );

  it.each([undefined, null, "", "Berlin", "Mars/Olympus", "+01:00", " ", 1, {}, "A".repeat(1_000)])(
    "is the fallback for %p",
    (timezone) => {
      expect(zoneOf(timezone, "Asia/Tokyo")).toBe("Asia/Tokyo");
    },
  );
});
