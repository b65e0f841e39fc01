import fc from "fast-check";
import { localTimeOf, weekdayOf } from "../../../core/calendar";
import { plus } from "../../../core/instant";
import { dueAgain, dueOf, type Until } from "../../../core/journeys/until";
import type { JsonObject } from "../../../core/json";

const NOW = "2026-03-02T09:00:00.000Z";

const due = (
  until: Until,
  facts: { traits?: JsonObject; trigger?: JsonObject; zone?: string; now?: string } = {},
) => dueOf(until, { traits: {}, trigger: {}, zone: "UTC", now: NOW, ...facts });

const ends = { until: "date", of: "person", name: "plan_ends", days: 0 } as const;
const leaving = { ...ends, ifMissing: "leave", ifPast: "leave" } as const;
const goingOn = { ...ends, ifMissing: "go-on", ifPast: "go-on" } as const;

describe("a wait until a date", () => {
  it("ends at nine on that day where the person is, if nothing says at what time", () => {
    const facts = { traits: { plan_ends: "2026-04-01" }, zone: "Europe/Berlin" };

    expect(due(leaving, facts)).toEqual({ at: "2026-04-01T07:00:00.000Z" });
  });

  it("ends at the date's own time where it has one, and at the journey's where that says one", () => {
    const facts = { traits: { plan_ends: "2026-04-01T15:30:00Z" }, zone: "Europe/Berlin" };

    expect(due(leaving, facts)).toEqual({ at: "2026-04-01T15:30:00.000Z" });
    expect(due({ ...leaving, at: "08:00" }, facts)).toEqual({ at: "2026-04-01T06:00:00.000Z" });
  });

  it.each([
    [-14, "2026-03-18T08:00:00.000Z"],
    [-1, "2026-03-31T07:00:00.000Z"],
    [30, "2026-05-01T07:00:00.000Z"],
  ])("counts %s days on the calendar, across changes of the clocks", (days, at) => {
    const facts = { traits: { plan_ends: "2026-04-01" }, zone: "Europe/Berlin" };

    expect(due({ ...leaving, days }, facts)).toEqual({ at });
  });

  it("counts days on the calendar of the zone, on which an instant may lie on another date", () => {
    const until = { ...leaving, days: 1, at: "09:00" };
    const facts = { traits: { plan_ends: "2026-04-01T22:30:00Z" }, zone: "Europe/Berlin" };

    expect(due(until, facts)).toEqual({ at: "2026-04-03T07:00:00.000Z" });
  });

  it("reads the trigger event where that has the date, and not the person", () => {
    const facts = { traits: { plan_ends: "2026-04-01" }, trigger: { plan_ends: "2026-05-01" } };

    expect(due({ ...leaving, of: "trigger" }, facts)).toEqual({ at: "2026-05-01T09:00:00.000Z" });
  });

  it.each([undefined, null, "", "soon", 20260401, "2026-02-30", "--04-01"])(
    "that is no date (%j) leaves or goes on, as the journey says",
    (plan_ends) => {
      const traits: JsonObject = plan_ends === undefined ? {} : { plan_ends };

      expect(due(leaving, { traits })).toEqual({ leave: "no-date" });
      expect(due(goingOn, { traits })).toEqual({ at: NOW });
    },
  );

  it("that has passed leaves or goes on, as the journey says; now has not passed", () => {
    const past = { traits: { plan_ends: "2026-03-02T08:59:59.999Z" } };

    expect(due(leaving, past)).toEqual({ leave: "date-passed" });
    expect(due(goingOn, past)).toEqual({ at: "2026-03-02T08:59:59.999Z" });
    expect(due(leaving, { traits: { plan_ends: NOW } })).toEqual({ at: NOW });
  });
});

describe("a wait until a local time", () => {
  const evening = { until: "local-time", at: "18:30" } as const;

  it("ends the next time that a clock where the person is shows it, never at once", () => {
    expect(due(evening)).toEqual({ at: "2026-03-02T18:30:00.000Z" });
    expect(due(evening, { now: "2026-03-02T18:30:00.000Z" })).toEqual({ at: "2026-03-03T18:30:00.000Z" });
  });

  it("in the hour that the clocks skip ends an hour later, and in the one they repeat the first time", () => {
    const night = { until: "local-time", at: "02:30" } as const;
    const berlin = (now: string) => due(night, { zone: "Europe/Berlin", now });

    expect(berlin("2026-03-28T12:00:00.000Z")).toEqual({ at: "2026-03-29T01:30:00.000Z" });
    expect(berlin("2026-10-24T12:00:00.000Z")).toEqual({ at: "2026-10-25T00:30:00.000Z" });
  });

  it("ends within a week, later than now, on one of its weekdays and at its time", () => {
    const days = ["monday", "thursday", "sunday"] as const;
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
        fc.constantFrom("Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"),
        fc.uniqueArray(fc.constantFrom(...days), { minLength: 1 }),
        (date, zone, on) => {
          const now = date.toISOString();
          const result = due({ until: "local-time", at: "12:15", on }, { zone, now });

          const at = "at" in result ? result.at : "";
          expect(at > now).toBe(true);
          expect(at <= plus(now, { days: 7, hours: 1 })).toBe(true);
          expect(localTimeOf(at, zone)).toBe("12:15:00.000");
          const local = new Date(Date.parse(at)).toLocaleDateString("sv", { timeZone: zone });
          expect(on).toContain(weekdayOf(local));
        },
      ),
    );
  });
});

describe("a wait until the best hour", () => {
  const best = { until: "best-hour", within: { hours: 12 } } as const;

  it("ends at that hour where the person is, midnight and eleven at night too", () => {
    expect(due(best, { traits: { best_hour: 20 } })).toEqual({ at: "2026-03-02T20:00:00.000Z" });
    expect(due(best, { traits: { best_hour: 0 }, now: "2026-03-02T22:00:00.000Z" })).toEqual({
      at: "2026-03-03T00:00:00.000Z",
    });
    expect(due(best, { traits: { best_hour: 20 }, zone: "Europe/Berlin" })).toEqual({
      at: "2026-03-02T19:00:00.000Z",
    });
  });

  it("still counts where it comes just in time, and is over at once where it comes a moment later", () => {
    expect(due(best, { traits: { best_hour: 21 } })).toEqual({ at: "2026-03-02T21:00:00.000Z" });
    expect(due(best, { traits: { best_hour: 22 } })).toEqual({ at: NOW });
  });

  it.each([undefined, null, "20", 24, -1, 7.5, Number.NaN])(
    "is over at once where nobody knows one (%p)",
    (best_hour) => {
      expect(due(best, { traits: { best_hour } as JsonObject })).toEqual({ at: NOW });
    },
  );
});

describe("a wait that seems over", () => {
  const DUE = "2026-04-01T09:00:00.000Z";
  const again = (until: Until, traits: JsonObject, zone = "UTC") =>
    dueAgain(until, { traits, trigger: {}, zone, now: DUE }, DUE);

  it("is over where its date stands", () => {
    for (const until of [leaving, goingOn])
      expect(again(until, { plan_ends: "2026-04-01" })).toEqual({ at: DUE });
  });

  it("goes on until a date that was put off", () => {
    expect(again(leaving, { plan_ends: "2026-04-03" })).toEqual({ at: "2026-04-03T09:00:00.000Z" });
  });

  it("leaves where its date was brought forward or taken away, if the journey leaves then", () => {
    expect(again(leaving, { plan_ends: "2026-03-20" })).toEqual({ leave: "date-passed" });
    expect(again(leaving, {})).toEqual({ leave: "no-date" });
    expect(again(goingOn, {})).toEqual({ at: DUE });
  });

  it("goes by the clock of where the person is now", () => {
    const morning = { until: "local-time", at: "09:00" } as const;

    expect(again(morning, {}, "America/New_York")).toEqual({ at: "2026-04-01T13:00:00.000Z" });
    expect(again({ until: "best-hour", within: { days: 1 } }, {}, "America/New_York")).toEqual({ at: DUE });
  });
});
