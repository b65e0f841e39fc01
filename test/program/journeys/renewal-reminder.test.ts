import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { renewalReminder } from "../../../program/journeys/renewal-reminder";
import { programOf } from "../../fixtures/program-of";

describe("the renewal reminder", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(renewalReminder);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
  });

  /** Somebody in the club, in Berlin, who agreed to nothing. */
  const member = (who: string, plan_renews_at: unknown, more: object = {}) =>
    herald.person(who, {
      ...{ email: `${who}@example.com`, timezone: "Europe/Berlin", plan: "club" },
      ...({ plan_renews_at, ...more } as object),
    });
  const said = (who = "ana") => herald.sent(who).map(({ message, at }) => `${message} ${at}`);
  const run = (who: string, occurrence: string) => herald.run(who, "renewal-reminder", occurrence);

  describe("the two notices", () => {
    it("come two weeks and three days before, at ten, and need no consent: they are no advertising", async () => {
      await member("ana", "2026-05-15");

      await herald.advance({ days: 120 });

      expect(said()).toEqual([
        "renewal-notice 2026-05-01T08:00:00.000Z",
        "renewal-last-notice 2026-05-12T08:00:00.000Z",
      ]);
    });

    it("say when, what happens and how to cancel", async () => {
      await member("ana", "2026-05-15", { first_name: "Ana" });

      await herald.advance({ days: 120 });

      const [first, last] = herald.sent("ana").map(({ mail }) => mail);
      expect(first?.subject).toBe("Your plan renews by itself on May 15, 2026");
      expect(first?.text).toContain("without your doing anything");
      expect(first?.text).toContain("cancel by replying to this email");
      expect(last?.subject).toBe("Your plan renews on May 15, 2026: last notice");
      expect(last?.text).toContain("You can still cancel");
    });

    it("are in German for a German reader", async () => {
      await member("jonas", "2026-05-15", { locale: "de-DE" });

      await herald.advance({ days: 120 });

      expect(herald.sent("jonas")).toMatchObject([
        { subject: "Deine Mitgliedschaft verlängert sich am 15. Mai 2026 von selbst" },
        { subject: "Deine Mitgliedschaft verlängert sich am 15. Mai 2026: letzter Hinweis" },
      ]);
    });

    it("come again for the next year, once the plan has renewed", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-15T10:00:00.000Z");
      await herald.identify("ana", { plan_renews_at: "2027-05-15" });

      await herald.advance({ days: 365 });

      expect(said().slice(2)).toEqual([
        "renewal-notice 2027-05-01T08:00:00.000Z",
        "renewal-last-notice 2027-05-12T08:00:00.000Z",
      ]);
    });

    it("go to the phone where there is no mailbox, as far as they can", async () => {
      await member("bo", "2026-05-15", { email: null, push_token: "t-bo" });

      await herald.advance({ days: 120 });

      expect(herald.sent("bo")).toMatchObject([{ message: "renewal-last-notice", channel: "push" }]);
      expect(herald.ledger("bo")).toMatchObject([
        { message: "renewal-notice", status: "skipped", reason: "no-address" },
        { message: "renewal-last-notice", status: "accepted" },
      ]);
    });
  });

  describe("their hour", () => {
    it("is ten where the member is, on both sides of the change to summer time", async () => {
      await member("ana", "2026-04-05");

      await herald.advance({ days: 120 });

      expect(said()).toEqual([
        "renewal-notice 2026-03-22T09:00:00.000Z",
        "renewal-last-notice 2026-04-02T08:00:00.000Z",
      ]);
    });

    it("is ten on both sides of the change back to winter time", async () => {
      await member("ana", "2026-11-01");

      await herald.advance({ days: 300 });

      expect(said()).toEqual([
        "renewal-notice 2026-10-18T08:00:00.000Z",
        "renewal-last-notice 2026-10-29T09:00:00.000Z",
      ]);
    });

    it.each([null, "Europe/Atlantis"])(
      "is ten by the shop's clock where the zone is %p",
      async (timezone) => {
        await member("ana", "2026-05-15", { timezone });

        await herald.advance({ days: 120 });

        expect(said()).toEqual([
          "renewal-notice 2026-05-01T14:00:00.000Z",
          "renewal-last-notice 2026-05-12T14:00:00.000Z",
        ]);
      },
    );

    it("is ten where the member has moved to between the notices, to the west", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.identify("ana", { timezone: "America/New_York" });

      await herald.advance({ days: 60 });

      expect(said()[1]).toBe("renewal-last-notice 2026-05-12T14:00:00.000Z");
    });

    it("is reckoned from the member's day where the renewal is told to the second", async () => {
      await member("ana", "2026-05-14T23:30:00Z");

      await herald.advance({ days: 120 });

      expect(said()[0]).toBe("renewal-notice 2026-05-01T08:00:00.000Z");
    });

    it("is on 28 February where the plan renews on 14 March, and the 29th in a leap year", async () => {
      await member("common", "2027-03-14");
      await member("leap", "2028-03-14");

      await herald.advance({ days: 800 });

      expect(said("common")[0]).toBe("renewal-notice 2027-02-28T09:00:00.000Z");
      expect(said("leap")[0]).toBe("renewal-notice 2028-02-29T09:00:00.000Z");
    });
  });

  describe("who gets none", () => {
    it("is whoever is in no club by then, or has no such date", async () => {
      await member("ana", "2026-05-15", { plan: "free" });
      await member("bo", null);
      await member("cy", "in May");

      await herald.advance({ days: 120 });

      expect(herald.sent()).toEqual([]);
      expect(herald.decisions("ana").length + herald.runs("bo", "renewal-reminder").length).toBeLessThan(2);
    });

    it("is whoever's plan changes between the two notices", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.track("ana", "Plan Changed", { plan: "free", previous_plan: "club" });

      await herald.advance({ days: 60 });

      expect(said()).toHaveLength(1);
      expect(run("ana", "2026-05-01")).toMatchObject({ ended: { reason: "plan-changed" } });
    });

    it("is whoever leaves the club, also where no event says so", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.identify("ana", { plan: "free" });

      await herald.advance({ days: 60 });

      expect(said()).toHaveLength(1);
      expect(run("ana", "2026-05-01")).toMatchObject({ ended: { reason: "club-ended" } });
    });

    it("ends once, by the first, where the two come at the same instant", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.identify("ana", { plan: "free" });
      await herald.track("ana", "Plan Changed", { plan: "free" });

      await herald.advance({ days: 60 });

      expect(run("ana", "2026-05-01")?.ended).toEqual({
        reason: "club-ended",
        at: "2026-05-05T08:00:00.000Z",
      });
      expect(herald.decisions("ana").slice(-2)).toMatchObject([
        { outcome: "exited", reason: "club-ended" },
        { outcome: "late-exit", reason: "plan-changed" },
      ]);
    });

    it("is not ended by a change of plan that happened before the first notice and is told of late", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.track("ana", "Plan Changed", { plan: "club" }, { ago: { days: 10 } });

      await herald.advance({ days: 60 });

      expect(said()).toHaveLength(2);
    });
  });

  describe("a date that moves between the notices", () => {
    it("is told of anew where it is put off, and the last notice comes once, before the new day", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.identify("ana", { plan_renews_at: "2026-05-25" });

      await herald.advance({ days: 90 });

      expect(said()).toEqual([
        "renewal-notice 2026-05-01T08:00:00.000Z",
        "renewal-notice 2026-05-11T08:00:00.000Z",
        "renewal-last-notice 2026-05-22T08:00:00.000Z",
      ]);
      expect(herald.sent("ana")[2]?.subject).toContain("May 25, 2026");
      expect(run("ana", "2026-05-01")?.ended?.reason).toBe("left: the date was put off");
    });

    it("is not told of after the fact where it is brought forward", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.identify("ana", { plan_renews_at: "2026-05-08" });

      await herald.advance({ days: 90 });

      expect(said()).toEqual(["renewal-notice 2026-05-01T08:00:00.000Z"]);
      expect(run("ana", "2026-05-01")?.ended?.reason).toBe("left: the date has passed");
    });

    it("is not told of at all where it is taken away", async () => {
      await member("ana", "2026-05-15");
      await herald.advanceTo("2026-05-05T08:00:00.000Z");
      await herald.identify("ana", { plan_renews_at: null });

      await herald.advance({ days: 90 });

      expect(said()).toHaveLength(1);
    });
  });

  it("enters two states for each notice", async () => {
    await member("ana", "2026-05-15");

    await herald.advance({ days: 120 });

    expect(said()).toHaveLength(2);
    expect(herald.statesEntered()).toBe(1 + 2);
  });
});
