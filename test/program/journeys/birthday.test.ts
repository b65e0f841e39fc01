import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { birthday } from "../../../program/journeys/birthday";
import { programOf } from "../../fixtures/program-of";

describe("the birthday greeting", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(birthday);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
  });

  /** Somebody in Berlin who agreed to birthday greetings by email. */
  const person = (who: string, traits: object) =>
    herald.person(who, { email: `${who}@example.com`, timezone: "Europe/Berlin", ...traits }, ["birthday"]);
  const agreeToPush = (who: string) =>
    herald.track(who, "Consent Given", { topic: "birthday", channel: "push" });
  const times = (who: string) => herald.sent(who).map(({ at }) => at);

  describe("its day", () => {
    it("is the birthday, whatever the year of birth, and it comes again every year", async () => {
      await person("ana", { birthday: "1990-05-04" });

      await herald.advance({ days: 3 * 365 });

      expect(times("ana")).toEqual([
        "2026-05-04T07:00:00.000Z",
        "2027-05-04T07:00:00.000Z",
        "2028-05-04T07:00:00.000Z",
      ]);
    });

    it("is known also where no year is", async () => {
      await person("ana", { birthday: "--05-04" });

      await herald.advance({ days: 365 });

      expect(times("ana")).toEqual(["2026-05-04T07:00:00.000Z"]);
    });

    it("is 28 February in common years and the 29th in leap years for who was born on the 29th", async () => {
      await person("leap", { birthday: "1992-02-29" });
      await person("leap-too", { birthday: "--02-29" });

      await herald.advanceTo("2028-12-31T00:00:00.000Z");

      const days = ["2027-02-28T08:00:00.000Z", "2028-02-29T08:00:00.000Z"];
      expect(times("leap")).toEqual(days);
      expect(times("leap-too")).toEqual(days);
    });

    it("is none for a date that cannot be: 29 February of a common year", async () => {
      await person("ana", { birthday: "1990-02-29" });

      await herald.advance({ days: 2 * 365 });

      expect(times("ana")).toEqual([]);
    });

    it.each(["", "soon", "04.05.1990", "1990-13-01", 19900504, null])("is none for %p", async (value) => {
      await person("ana", { birthday: value });

      await herald.advance({ days: 400 });

      expect(times("ana")).toEqual([]);
      expect(herald.runs("ana", "birthday")).toEqual([]);
    });

    it("is not made up for whoever tells of it the day after", async () => {
      await herald.advanceTo("2026-05-05T09:00:00.000Z");
      await person("ana", { birthday: "1990-05-04" });

      await herald.advance({ days: 30 });

      expect(times("ana")).toEqual([]);
    });
  });

  describe("nine in the morning", () => {
    it("is nine where the person is, also on the days on which clocks change", async () => {
      await person("spring", { birthday: "--03-29" });
      await person("autumn", { birthday: "--10-25" });

      await herald.advance({ days: 300 });

      expect(times("spring")).toEqual(["2026-03-29T07:00:00.000Z"]);
      expect(times("autumn")).toEqual(["2026-10-25T08:00:00.000Z"]);
    });

    it("comes at one moment in each zone, east before west", async () => {
      await person("auckland", { birthday: "--05-04", timezone: "Pacific/Auckland" });
      await person("kolkata", { birthday: "--05-04", timezone: "Asia/Kolkata" });
      await person("honolulu", { birthday: "--05-04", timezone: "Pacific/Honolulu" });

      await herald.advance({ days: 90 });

      expect(herald.sent().map(({ personId, at }) => `${personId} ${at}`)).toEqual([
        "auckland 2026-05-03T21:00:00.000Z",
        "kolkata 2026-05-04T03:30:00.000Z",
        "honolulu 2026-05-04T19:00:00.000Z",
      ]);
    });

    it.each([undefined, "", "Mars/Olympus", "+02:00", 7])(
      "is the shop's nine where the zone is %p",
      async (timezone) => {
        await person("ana", { birthday: "--05-04", timezone: timezone ?? null });

        await herald.advance({ days: 90 });

        expect(times("ana")).toEqual(["2026-05-04T13:00:00.000Z"]);
      },
    );

    it("is that of the zone they live in by then", async () => {
      await person("ana", { birthday: "--05-04" });
      await herald.advanceTo("2026-05-01T12:00:00.000Z");
      await herald.identify("ana", { timezone: "Asia/Tokyo" });

      await herald.advance({ days: 10 });

      expect(times("ana")).toEqual(["2026-05-04T00:00:00.000Z"]);
    });

    it("is not lost to whoever flies east over it, nor had twice by whoever flies west after it", async () => {
      await person("east", { birthday: "--05-04", timezone: "America/Los_Angeles" });
      await person("west", { birthday: "--05-04", timezone: "Asia/Tokyo" });
      await herald.advanceTo("2026-05-04T03:00:00.000Z");
      await herald.identify("east", { timezone: "Asia/Tokyo" });
      await herald.identify("west", { timezone: "America/Los_Angeles" });

      await herald.advance({ days: 3 });

      expect(times("east")).toEqual(["2026-05-04T03:00:00.000Z"]);
      expect(times("west")).toEqual(["2026-05-04T00:00:00.000Z"]);
    });
  });

  describe("how it comes", () => {
    it("is a notification to whoever has the app and agreed to that", async () => {
      await person("ana", { birthday: "--05-04", push_token: "t-ana", first_name: "Ana" });
      await agreeToPush("ana");

      await herald.advance({ days: 90 });

      expect(herald.sent("ana")).toMatchObject([
        {
          channel: "push",
          content: { title: "Happy birthday, Ana", body: expect.stringContaining("To stop") },
        },
      ]);
    });

    it("is an email where there is no phone to send it to, or no consent to", async () => {
      await person("ana", { birthday: "--05-04" });
      await agreeToPush("ana");
      await person("bo", { birthday: "--05-04", push_token: "t-bo" });

      await herald.advance({ days: 90 });

      expect(herald.sent("ana")).toMatchObject([{ channel: "email", subject: "Happy birthday" }]);
      expect(herald.sent("bo")).toMatchObject([{ channel: "email" }]);
    });

    it("is in German for a German reader, and tells nobody's age", async () => {
      await person("jonas", { birthday: "1986-05-04", locale: "de", first_name: "Jonas" });

      await herald.advance({ days: 90 });

      const [sent] = herald.sent("jonas");
      expect(sent?.subject).toBe("Alles Gute zum Geburtstag, Jonas");
      expect(sent?.mail.text).not.toMatch(/40|1986/);
    });

    it("does not come to whoever did not agree to birthday greetings", async () => {
      await herald.person("cy", { email: "cy@example.com", birthday: "--05-04" }, ["tips"]);

      await herald.advance({ days: 90 });

      expect(times("cy")).toEqual([]);
      expect(herald.ledger("cy")).toMatchObject([
        {
          message: "birthday-greeting",
          status: "skipped",
          facts: {
            tried: [
              { channel: "push", reason: "no-address" },
              { channel: "email", reason: "no-consent", topic: "birthday" },
            ],
          },
        },
      ]);
    });
  });

  describe("once a year", () => {
    it("comes once to whoever is told of again and again on the day", async () => {
      await person("ana", { birthday: "--05-04" });
      await herald.advanceTo("2026-05-04T07:30:00.000Z");
      await herald.identify("ana", { birthday: "--05-04" });
      await herald.identify("ana", { birthday: "1990-05-04" });

      await herald.advance({ days: 30 });

      expect(times("ana")).toEqual(["2026-05-04T07:00:00.000Z"]);
    });

    it("comes on the right day to whoever corrects it in time", async () => {
      await person("ana", { birthday: "1990-05-04" });
      await herald.advanceTo("2026-05-01T12:00:00.000Z");
      await herald.identify("ana", { birthday: "1990-05-14" });

      await herald.advance({ days: 30 });

      expect(times("ana")).toEqual(["2026-05-14T07:00:00.000Z"]);
    });
  });

  it("enters no state: it only sends, and needs no machine", async () => {
    await person("ana", { birthday: "--05-04" });

    await herald.advance({ days: 90 });

    expect(times("ana")).toHaveLength(1);
    expect(herald.statesEntered()).toBe(0);
  });
});
