import { type Moment, type MomentFacts, nextOccurrence, passedOccurrence } from "../../../core/people/moment";

const NEW_YORK = "America/New_York";
const BERLIN = "Europe/Berlin";
const LORD_HOWE = "Australia/Lord_Howe";
const KIRITIMATI = "Pacific/Kiritimati";
const PAGO_PAGO = "Pacific/Pago_Pago";

interface Known {
  readonly zone?: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly last?: Readonly<Record<string, string>>;
  readonly segments?: readonly string[];
}

const factsOf = ({ zone = BERLIN, traits = {}, last = {}, segments = [] }: Known): MomentFacts => ({
  traits: Object.fromEntries(
    Object.entries(traits).map(([name, value]) => [name, { value, at: "2026-01-01T00:00:00.000Z" }]),
  ),
  zone,
  lastAt: (tally) => last[tally],
  isMember: (segment) => segments.includes(segment),
});

const born = (value: unknown, zone = BERLIN) => factsOf({ zone, traits: { birthday: value } });
const birthday: Moment = { moment: "date", trait: "birthday", yearly: true };
const renewal: Moment = { moment: "date", trait: "renews_at" };
const renews = (value: unknown, zone = BERLIN) => factsOf({ zone, traits: { renews_at: value } });

describe("a date, once", () => {
  const JANUARY = "2026-01-01T00:00:00.000Z";

  it("comes at nine in the morning where a plain date says no time", () => {
    expect(nextOccurrence(renewal, renews("2026-03-02"), JANUARY)).toEqual({
      at: "2026-03-02T08:00:00.000Z",
      occurrence: "2026-03-02",
    });
  });

  it("comes at the time asked for, so many days before", () => {
    const moment: Moment = { ...renewal, days: -7, at: "18:30" };

    expect(nextOccurrence(moment, renews("2026-03-02"), JANUARY)).toEqual({
      at: "2026-02-23T17:30:00.000Z",
      occurrence: "2026-02-23",
    });
  });

  it("comes only once", () => {
    expect(nextOccurrence(renewal, renews("2026-03-02"), "2026-03-02T08:00:00.000Z")).toBeUndefined();
  });

  it.each([
    ["New York as clocks go forward", NEW_YORK, "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z"],
    ["New York as clocks go back", NEW_YORK, "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"],
    ["Berlin as clocks go forward", BERLIN, "2026-03-29", "02:30", "2026-03-29T01:30:00.000Z"],
    ["Berlin as clocks go back", BERLIN, "2026-10-25", "02:30", "2026-10-25T00:30:00.000Z"],
    [
      "Lord Howe as clocks go forward by half an hour",
      LORD_HOWE,
      "2026-10-04",
      "02:10",
      "2026-10-03T15:40:00.000Z",
    ],
    [
      "Lord Howe as clocks go back by half an hour",
      LORD_HOWE,
      "2026-04-05",
      "01:45",
      "2026-04-04T14:45:00.000Z",
    ],
    ["the far east", KIRITIMATI, "2026-03-02", "09:00", "2026-03-01T19:00:00.000Z"],
    ["the far west", PAGO_PAGO, "2026-03-02", "09:00", "2026-03-02T20:00:00.000Z"],
  ])("comes by the clocks of %s", (_what, zone, date, at, expected) => {
    const found = nextOccurrence({ ...renewal, at }, renews(date, zone), JANUARY);

    expect(found).toEqual({ at: expected, occurrence: date });
  });

  it("comes at the very instant that a trait names, also in the second of two like hours", () => {
    const facts = renews("2026-10-25T01:30:00Z");

    expect(nextOccurrence(renewal, facts, JANUARY)?.at).toBe("2026-10-25T01:30:00.000Z");
  });

  it("comes at the same clock time as an instant some days away, whatever the clocks did between", () => {
    const facts = renews("2026-03-30T10:00:00+02:00");

    expect(nextOccurrence({ ...renewal, days: -2 }, facts, JANUARY)?.at).toBe("2026-03-28T09:00:00.000Z");
  });

  it("comes at the time asked for on the local day of an instant", () => {
    const facts = renews("2026-03-02T02:00:00Z", NEW_YORK);

    expect(nextOccurrence({ ...renewal, at: "09:00" }, facts, JANUARY)?.at).toBe("2026-03-01T14:00:00.000Z");
  });

  it("has the same name in every zone, also where an instant is on another day there", () => {
    const moment: Moment = { ...renewal, at: "09:00" };
    const names = [KIRITIMATI, BERLIN, NEW_YORK, PAGO_PAGO].map(
      (zone) => nextOccurrence(moment, renews("2026-03-02T02:00:00Z", zone), JANUARY)?.occurrence,
    );

    expect(names).toEqual(["2026-03-02", "2026-03-02", "2026-03-02", "2026-03-02"]);
  });

  it.each(["2026-02-30", "soon", 1772438400, null, undefined, {}, "9999-12-31"])(
    "never comes for %p",
    (value) => {
      expect(nextOccurrence(renewal, renews(value), JANUARY)).toBeUndefined();
      expect(
        passedOccurrence(renewal, renews(value), undefined, JANUARY, "2099-01-01T00:00:00.000Z"),
      ).toBeUndefined();
    },
  );

  it("never comes where the trait is missing, whatever its name", () => {
    expect(nextOccurrence({ ...renewal, trait: "constructor" }, factsOf({}), JANUARY)).toBeUndefined();
  });
});

describe("a date, every year", () => {
  it("comes in the year asked about", () => {
    expect(nextOccurrence(birthday, born("1990-05-04"), "2026-05-04T07:00:00.000Z")).toEqual({
      at: "2027-05-04T07:00:00.000Z",
      occurrence: "2027-05-04",
    });
  });

  it("comes first a year after the day itself", () => {
    const facts = born("2026-05-04");

    expect(nextOccurrence(birthday, facts, "2020-01-01T00:00:00.000Z")?.occurrence).toBe("2027-05-04");
    expect(
      passedOccurrence(birthday, facts, undefined, "2026-01-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z"),
    ).toBeUndefined();
  });

  it.each([birthday, { ...birthday, yearly: false }])("comes every year where no year is known", (moment) => {
    expect(nextOccurrence(moment, born("--12-24"), "2026-12-25T00:00:00.000Z")?.occurrence).toBe(
      "2027-12-24",
    );
  });

  it.each([
    ["a common year on the 28th", "2026-01-01T00:00:00.000Z", "2026-02-28"],
    ["a leap year on the 29th", "2028-01-01T00:00:00.000Z", "2028-02-29"],
    ["a century on the 28th", "2100-01-01T00:00:00.000Z", "2100-02-28"],
  ])("puts 29 February in %s", (_what, after, expected) => {
    expect(nextOccurrence(birthday, born("1992-02-29"), after)?.occurrence).toBe(expected);
    expect(nextOccurrence(birthday, born("02-29"), after)?.occurrence).toBe(expected);
  });

  it("may lie in the year before", () => {
    const moment: Moment = { ...birthday, days: -7 };
    const facts = born("1990-01-03");

    expect(nextOccurrence(moment, facts, "2026-12-01T00:00:00.000Z")?.occurrence).toBe("2026-12-27");
    expect(nextOccurrence(moment, facts, "2026-12-27T08:00:00.000Z")?.occurrence).toBe("2027-12-27");
  });

  it("may lie in the year after", () => {
    const moment: Moment = { ...birthday, days: 7 };

    expect(nextOccurrence(moment, born("1990-12-30"), "2026-01-01T00:00:00.000Z")?.occurrence).toBe(
      "2026-01-06",
    );
  });

  it("comes at New Year by the local calendar", () => {
    const moment: Moment = { ...birthday, at: "00:00" };

    expect(nextOccurrence(moment, born("--01-01", KIRITIMATI), "2026-06-01T00:00:00.000Z")?.at).toBe(
      "2026-12-31T10:00:00.000Z",
    );
    expect(nextOccurrence(moment, born("--01-01", PAGO_PAGO), "2026-06-01T00:00:00.000Z")?.at).toBe(
      "2027-01-01T11:00:00.000Z",
    );
  });

  it("comes at the clock time of an instant, with one name in every zone", () => {
    const signedUp = "2025-01-01T02:00:00Z";
    const after = "2025-06-01T00:00:00.000Z";

    expect(nextOccurrence(birthday, born(signedUp, BERLIN), after)).toEqual({
      at: "2026-01-01T02:00:00.000Z",
      occurrence: "2026-01-01",
    });
    expect(nextOccurrence(birthday, born(signedUp, NEW_YORK), after)).toEqual({
      at: "2026-01-01T02:00:00.000Z",
      occurrence: "2026-01-01",
    });
  });
});

describe("silence", () => {
  const moment: Moment = {
    moment: "silence",
    tally: "Order Completed",
    of: { event: "Order Completed" },
    for: { days: 30 },
  };
  const ordered = factsOf({ last: { "Order Completed": "2026-03-02T10:00:00.000Z" } });

  it("comes so long after the last event, and is named by it", () => {
    expect(nextOccurrence(moment, ordered, "2026-03-02T10:00:00.000Z")).toEqual({
      at: "2026-04-01T10:00:00.000Z",
      occurrence: "2026-03-02T10:00:00.000Z",
    });
  });

  it("comes once until the next event", () => {
    expect(nextOccurrence(moment, ordered, "2026-04-01T10:00:00.000Z")).toBeUndefined();
  });

  it("never comes where there was no such event", () => {
    expect(nextOccurrence(moment, factsOf({}), "2026-03-02T10:00:00.000Z")).toBeUndefined();
  });

  it("does not pass where an event came meanwhile", () => {
    const meanwhile = factsOf({ last: { "Order Completed": "2026-03-31T10:00:00.000Z" } });

    const passed = passedOccurrence(
      moment,
      meanwhile,
      ordered,
      "2026-03-31T00:00:00.000Z",
      "2026-04-02T00:00:00.000Z",
    );

    expect(passed).toBeUndefined();
  });
});

describe("a schedule", () => {
  const daily: Moment = { moment: "schedule", at: "09:00", segment: "loyal" };
  const loyal = factsOf({ segments: ["loyal"] });

  it("comes every day by the local clock, and is named by day and time", () => {
    expect(nextOccurrence(daily, loyal, "2026-03-28T08:00:00.000Z")).toEqual({
      at: "2026-03-29T07:00:00.000Z",
      occurrence: "2026-03-29T09:00",
    });
  });

  it("comes past midnight where clocks skip over it, as in Greenland", () => {
    const greenland = factsOf({ zone: "America/Nuuk", segments: ["loyal"] });

    expect(nextOccurrence({ ...daily, at: "23:30" }, greenland, "2026-03-29T01:10:00.000Z")).toEqual({
      at: "2026-03-29T01:30:00.000Z",
      occurrence: "2026-03-28T23:30",
    });
  });

  it("comes on its weekdays only", () => {
    const moment: Moment = { ...daily, on: ["monday", "thursday"] };

    expect(nextOccurrence(moment, loyal, "2026-03-02T08:00:00.000Z")?.occurrence).toBe("2026-03-05T09:00");
  });

  it("waits a whole week for its only weekday", () => {
    const moment: Moment = { ...daily, on: ["monday"] };

    expect(nextOccurrence(moment, loyal, "2026-03-02T08:00:00.000Z")?.occurrence).toBe("2026-03-09T09:00");
    expect(
      passedOccurrence(moment, loyal, undefined, "2026-03-02T07:00:00.000Z", "2026-03-09T07:59:59.999Z")
        ?.occurrence,
    ).toBe("2026-03-02T09:00");
  });

  it("never comes on no weekday", () => {
    expect(nextOccurrence({ ...daily, on: [] }, loyal, "2026-03-02T08:00:00.000Z")).toBeUndefined();
  });

  it("comes on the last day of a month too short for its day", () => {
    const moment: Moment = { ...daily, dayOfMonth: 31 };
    const days: string[] = [];

    for (let at = "2027-12-31T12:00:00.000Z"; days.length < 4; ) {
      const next = nextOccurrence(moment, loyal, at);
      days.push(next?.occurrence ?? "none");
      at = next?.at ?? at;
    }

    expect(days).toEqual(["2028-01-31T09:00", "2028-02-29T09:00", "2028-03-31T09:00", "2028-04-30T09:00"]);
  });

  it("comes for members only", () => {
    const stranger = factsOf({});

    expect(nextOccurrence(daily, stranger, "2026-03-02T08:00:00.000Z")).toBeUndefined();
    expect(
      passedOccurrence(daily, stranger, loyal, "2026-03-01T00:00:00.000Z", "2026-03-03T00:00:00.000Z"),
    ).toBeUndefined();
  });
});

describe("what has passed", () => {
  const daily: Moment = { moment: "schedule", at: "09:00", segment: "loyal" };
  const loyal = factsOf({ segments: ["loyal"] });
  const nine = "2026-03-02T08:00:00.000Z";

  it("includes now and leaves out what was seen", () => {
    const justBefore = "2026-03-02T07:59:59.999Z";

    expect(passedOccurrence(daily, loyal, undefined, justBefore, nine)?.at).toBe(nine);
    expect(passedOccurrence(daily, loyal, undefined, nine, "2026-03-02T08:00:00.001Z")).toBeUndefined();
  });

  it("is the latest of several", () => {
    const passed = passedOccurrence(
      daily,
      loyal,
      undefined,
      "2026-02-01T00:00:00.000Z",
      "2026-03-02T12:00:00.000Z",
    );

    expect(passed?.occurrence).toBe("2026-03-02T09:00");
  });

  it("includes a birthday whose hour was flown over eastward", () => {
    const before = born("1990-05-04", NEW_YORK);
    const now = born("1990-05-04", BERLIN);

    const passed = passedOccurrence(
      birthday,
      now,
      before,
      "2026-05-04T10:00:00.000Z",
      "2026-05-04T10:05:00.000Z",
    );

    expect(passed).toEqual({ at: "2026-05-04T07:00:00.000Z", occurrence: "2026-05-04" });
  });

  it("includes a birthday flown over from one end of the world to the other", () => {
    const moment: Moment = { ...birthday, at: "09:00" };
    const seen = "2026-05-04T19:30:00.000Z";

    const passed = passedOccurrence(
      moment,
      born("1990-05-05", KIRITIMATI),
      born("1990-05-05", PAGO_PAGO),
      seen,
      seen,
    );

    expect(passed?.occurrence).toBe("2026-05-05");
  });

  it("is the later of two times of a schedule flown over at once", () => {
    const seen = "2026-05-04T19:30:00.000Z";
    const before = factsOf({ zone: PAGO_PAGO, segments: ["loyal"] });
    const now = factsOf({ zone: KIRITIMATI, segments: ["loyal"] });

    expect(passedOccurrence(daily, now, before, seen, seen)?.occurrence).toBe("2026-05-05T09:00");
  });

  it("includes tomorrow's midnight where clocks then went back to today, as in Newfoundland in 2010", () => {
    const moment: Moment = { ...daily, at: "00:00" };
    const newfoundland = factsOf({ zone: "America/St_Johns", segments: ["loyal"] });

    const passed = passedOccurrence(
      moment,
      newfoundland,
      undefined,
      "2010-11-07T02:00:00.000Z",
      "2010-11-07T03:00:00.000Z",
    );

    expect(passed).toEqual({ at: "2010-11-07T02:30:00.000Z", occurrence: "2010-11-07T00:00" });
  });

  it("leaves out a birthday that came before flying east", () => {
    const before = born("1990-05-04", NEW_YORK);
    const now = born("1990-05-04", BERLIN);

    expect(
      passedOccurrence(birthday, now, before, "2026-05-04T13:00:00.000Z", "2026-05-04T14:00:00.000Z"),
    ).toBeUndefined();
  });

  it("names a birthday as before where it comes again after flying west", () => {
    const east = passedOccurrence(
      birthday,
      born("1990-05-04", BERLIN),
      undefined,
      "2026-05-04T06:00:00.000Z",
      "2026-05-04T08:00:00.000Z",
    );

    const west = nextOccurrence(birthday, born("1990-05-04", NEW_YORK), "2026-05-04T08:00:00.000Z");

    expect(west).toEqual({ at: "2026-05-04T13:00:00.000Z", occurrence: east?.occurrence });
  });

  it("leaves out a date that was set only after it had passed", () => {
    const before = renews("2026-05-04");
    const now = renews("2026-03-01");

    expect(
      passedOccurrence(renewal, now, before, "2026-04-01T00:00:00.000Z", "2026-04-02T00:00:00.000Z"),
    ).toBeUndefined();
  });

  it("leaves out a date that was told too late, whenever the person was last looked at", () => {
    const reminder: Moment = { moment: "date", trait: "renews_at", days: -14, at: "10:00" };
    const told = renews("2026-03-16");
    const now = "2026-03-02T12:00:00.000Z";

    for (const seenTo of ["2026-03-02T08:00:00.000Z", "2026-03-02T11:00:00.000Z", now])
      expect(passedOccurrence(reminder, told, factsOf({}), seenTo, now)).toBeUndefined();
    expect(passedOccurrence(reminder, told, told, "2026-03-02T08:00:00.000Z", now)).toBeDefined();
  });

  it("includes a schedule's latest time for whoever was in the segment all the while, also after moving far away", () => {
    const before = { ...loyal, zone: "Pacific/Auckland" };

    const passed = passedOccurrence(daily, loyal, before, "2026-01-01T00:00:00.000Z", nine);

    expect(passed?.at).toBe(nine);
  });

  it("leaves out a schedule's time before the person joined", () => {
    expect(passedOccurrence(daily, loyal, factsOf({}), nine, "2026-03-02T10:00:00.000Z")).toBeUndefined();
  });
});
