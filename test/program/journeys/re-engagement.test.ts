import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { reEngagement } from "../../../program/journeys/re-engagement";
import { programOf } from "../../fixtures/program-of";

describe("re-engagement", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(reEngagement);
  });

  /** Monday 2 March 2026, 10:00 in Berlin: thirty days on is 1 April, 11:00 by then. */
  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await person("ana");
  });

  const person = (who: string, more: object = {}) =>
    herald.person(who, { email: `${who}@example.com`, timezone: "Europe/Berlin", ...more }, ["news"]);
  const open = (who = "ana", how: object = {}) => herald.track(who, "Application Opened", {}, how);
  const order = (who = "ana", how: object = {}) =>
    herald.track(who, "Order Completed", { order_id: "o1" }, how);
  const said = (who = "ana") => herald.sent(who).map(({ message, at }) => `${message} ${at}`);
  const run = (who = "ana") => herald.runs(who, "re-engagement").at(-1);

  describe("the two messages", () => {
    it("come after thirty days without the app, and a week later", async () => {
      await open();

      await herald.advance({ days: 90 });

      expect(said()).toEqual([
        "come-back-note 2026-04-01T09:00:00.000Z",
        "stay-in-touch 2026-04-08T09:00:00.000Z",
      ]);
      expect(run()).toMatchObject({ ended: { reason: "completed" } });
    });

    it("count from the last time, not from the first", async () => {
      await open();
      await herald.advance({ days: 29 });
      await open();
      await herald.advance({ days: 29, hours: 23 });
      expect(said()).toEqual([]);

      await herald.advance({ hours: 1 });
      expect(said()).toEqual(["come-back-note 2026-04-30T09:00:00.000Z"]);
    });

    it("are not for whoever never had the app", async () => {
      await herald.advance({ days: 90 });

      expect(said()).toEqual([]);
      expect(run()).toBeUndefined();
    });

    it("wait for the hour at which the person answers best, where that is known", async () => {
      await person("bo", { best_hour: 20 });
      await person("cy", { best_hour: 7, timezone: "America/New_York" });
      await person("dee", { best_hour: "evening" });
      for (const who of ["bo", "cy", "dee"]) await open(who);

      await herald.advance({ days: 31 });

      expect(said("bo")).toEqual(["come-back-note 2026-04-01T18:00:00.000Z"]);
      expect(said("cy")).toEqual(["come-back-note 2026-04-01T11:00:00.000Z"]);
      expect(said("dee")).toEqual(["come-back-note 2026-04-01T09:00:00.000Z"]);
    });

    it("know that hour also where the clocks have changed, and by the shop's clock where no zone is known", async () => {
      herald = await TestHerald.start({ program, now: "2026-10-01T09:00:00.000Z" });
      await person("ana", { best_hour: 20 });
      await person("bo", { best_hour: 20, timezone: "Nowhere" });
      await open("ana");
      await open("bo");

      await herald.advance({ days: 32 });

      expect(said("ana")).toEqual(["come-back-note 2026-10-31T19:00:00.000Z"]);
      expect(said("bo")).toEqual(["come-back-note 2026-11-01T00:00:00.000Z"]);
    });

    it("come first to the phone, which may say how to stop, and then by email only", async () => {
      await herald.identify("ana", { push_token: "t-ana" });
      await herald.track("ana", "Consent Given", { topic: "news", channel: "push" });
      await open();

      await herald.advance({ days: 60 });

      expect(herald.sent("ana")).toMatchObject([
        { channel: "push", content: { body: expect.stringContaining("To stop") } },
        { channel: "email", message: "stay-in-touch" },
      ]);
    });

    it("ask openly, with a way out in the question itself, in the reader's language", async () => {
      await person("jonas", { locale: "de", first_name: "Jonas" });
      await open("ana");
      await open("jonas");

      await herald.advance({ days: 60 });

      const [question, frage] = ["ana", "jonas"].map((who) => herald.sent(who)[1]?.mail);
      expect(question?.text).toContain("No, write me no more");
      expect(question?.html.split('href="https://pages.example/u/').length).toBeGreaterThan(2);
      expect(frage?.subject).toBe("Wollen wir in Kontakt bleiben?");
      expect(frage?.text).toContain("Hallo Jonas,");
    });
  });

  describe("what ends it", () => {
    it("is the app, opened before the first message, as an exit", async () => {
      await herald.identify("ana", { best_hour: 20 });
      await open();
      await herald.advance({ days: 30, hours: 3 });
      await open();

      await herald.advance({ days: 20 });

      expect(said()).toEqual([]);
      expect(herald.runs("ana", "re-engagement")[0]).toMatchObject({ ended: { reason: "opened" } });
    });

    it("is the app, opened after it, as the goal: of exit and goal at once, the goal counts", async () => {
      await open();
      await herald.advance({ days: 32 });
      await open();

      await herald.advance({ days: 20 });

      expect(said()).toHaveLength(1);
      expect(herald.runs("ana", "re-engagement")[0]).toMatchObject({
        ended: { reason: "goal", at: "2026-04-03T09:00:00.000Z" },
        goal: { at: "2026-04-03T09:00:00.000Z" },
      });
    });

    it("is an order", async () => {
      await open();
      await herald.advance({ days: 32 });
      await order();

      await herald.advance({ days: 20 });

      expect(said()).toHaveLength(1);
      expect(run()).toMatchObject({ ended: { reason: "ordered" } });
    });

    it("is whichever is heard of first, where app and order come at the same instant; the goal counts either way", async () => {
      await person("bo");
      await open("ana");
      await open("bo");
      await herald.advance({ days: 32 });
      await open("ana");
      await order("ana");
      await order("bo");
      await open("bo");

      const [ana, bo] = ["ana", "bo"].map((who) => herald.runs(who, "re-engagement")[0]);
      expect(ana).toMatchObject({ ended: { reason: "goal" }, goal: { at: "2026-04-03T09:00:00.000Z" } });
      expect(bo).toMatchObject({ ended: { reason: "ordered" }, goal: { at: "2026-04-03T09:00:00.000Z" } });
    });

    it("counts the app for fourteen days from the first message, also after the last", async () => {
      await person("bo");
      await open("ana");
      await open("bo");
      await herald.advance({ days: 44 });
      await open("ana");
      await herald.advance({ minutes: 1 });
      await open("bo");

      expect(herald.runs("ana", "re-engagement")[0]?.goal).toBeDefined();
      expect(herald.runs("bo", "re-engagement")[0]?.goal).toBeUndefined();
    });
  });

  describe("an opening that is told of late", () => {
    it("before the thirty days are over puts them off", async () => {
      await open();
      await herald.advance({ days: 29 });
      await open("ana", { ago: { days: 10 } });

      await herald.advance({ days: 10 });
      expect(said()).toEqual([]);

      await herald.advance({ days: 10 });
      expect(said()).toEqual(["come-back-note 2026-04-20T09:00:00.000Z"]);
    });

    it("after them, and before the first message, keeps it from being sent: there was no silence", async () => {
      await herald.identify("ana", { best_hour: 20 });
      await open();
      await herald.advance({ days: 30, hours: 3 });
      await open("ana", { ago: { days: 10 } });

      await herald.advance({ hours: 12 });

      expect(said()).toEqual([]);
      expect(herald.runs("ana", "re-engagement")[0]).toMatchObject({
        ended: { reason: "left: was no silence" },
      });
    });
  });

  describe("how often", () => {
    it("is once in half a year, however often the silence comes again", async () => {
      await open();
      await herald.advance({ days: 40 });
      await open();
      await herald.advance({ days: 60 });
      await open();
      await herald.advance({ days: 60 });
      expect(said()).toHaveLength(2);
      expect(herald.decisions("ana")).toContainEqual(expect.objectContaining({ reason: "too-soon" }));

      await herald.advanceTo("2026-10-01T09:00:00.000Z");
      await open();
      await herald.advance({ days: 40 });
      expect(said().slice(2)).toEqual([
        "come-back-note 2026-10-31T09:00:00.000Z",
        "stay-in-touch 2026-11-07T09:00:00.000Z",
      ]);
    });

    it("is once for one silence, however long it lasts", async () => {
      await open();

      await herald.advance({ days: 400 });

      expect(said()).toHaveLength(2);
    });

    it("is not at all for whoever did not agree, or withdrew between the two", async () => {
      await herald.person("cy", { email: "cy@example.com" });
      await open("cy");
      await open("ana");
      await herald.advance({ days: 33 });
      await herald.track("ana", "Unsubscribed");

      await herald.advance({ days: 30 });

      expect(said("cy")).toEqual([]);
      expect(said("ana")).toHaveLength(1);
      expect(herald.ledger("cy")).toMatchObject([
        { facts: { tried: [{ reason: "no-address" }, { reason: "no-consent" }] } },
        { reason: "no-consent" },
      ]);
    });
  });

  it("enters two states for each message, and one to choose whether there was a silence", async () => {
    await open();

    await herald.advance({ days: 60 });

    expect(said()).toHaveLength(2);
    expect(herald.statesEntered()).toBe(2 * 2 + 1);
  });
});
