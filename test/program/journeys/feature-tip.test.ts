import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { featureTipJourney } from "../../../program/journeys/feature-tip";
import { programOf } from "../../fixtures/program-of";

describe("the feature tip", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(featureTipJourney);
  });

  /** Monday 2 March 2026, 10:00 in Berlin. */
  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await reachable("ana", { timezone: "Europe/Berlin" });
  });

  /** Somebody who agreed to tips on every channel and has a phone with the app. */
  const reachable = async (who: string, more: object = {}) => {
    await herald.person(who, { email: `${who}@example.com`, push_token: `t-${who}`, ...more }, ["tips"]);
    for (const channel of ["push", "inbox"])
      await herald.track(who, "Consent Given", { topic: "tips", channel });
  };
  const open = (who = "ana") => herald.track(who, "Application Opened");
  const use = (feature = "packing-list", who = "ana") => herald.track(who, "Feature Used", { feature });
  const said = (who = "ana") =>
    herald.sent(who).map(({ message, channel, at }) => `${message} ${channel} ${at}`);

  describe("the tip", () => {
    it("comes at six in the evening where the person is, three days after they first opened the app", async () => {
      await open();

      await herald.advanceTo("2026-03-05T16:59:00.000Z");
      expect(said()).toEqual([]);

      await herald.advanceTo("2026-03-05T17:00:00.000Z");
      expect(said()).toEqual(["feature-tip push 2026-03-05T17:00:00.000Z"]);
    });

    it("comes at six in the evening also where the clocks have changed meanwhile", async () => {
      await herald.advanceTo("2026-03-27T09:00:00.000Z");
      await open();

      await herald.advance({ days: 4 });

      expect(said()).toEqual(["feature-tip push 2026-03-30T16:00:00.000Z"]);
    });

    it("comes the next evening to whoever opened the app late in the day", async () => {
      await herald.advanceTo("2026-03-02T20:00:00.000Z");
      await open();

      await herald.advance({ days: 5 });

      expect(said()).toEqual(["feature-tip push 2026-03-06T17:00:00.000Z"]);
    });

    it("goes by the shop's own clock where nobody knows the person's", async () => {
      await reachable("bo");
      await open("bo");

      await herald.advance({ days: 4 });

      expect(said("bo")).toEqual(["feature-tip push 2026-03-05T23:00:00.000Z"]);
    });

    it("follows the person to another zone as long as the three days last", async () => {
      await open();
      await herald.advance({ days: 1 });
      await herald.identify("ana", { timezone: "America/New_York" });

      await herald.advance({ days: 4 });

      expect(said()).toEqual(["feature-tip push 2026-03-05T23:00:00.000Z"]);
    });

    it("falls back to the inbox, then to email", async () => {
      await herald.track("ana", "Consent Withdrawn", { topic: "tips", channel: "push" });
      await herald.person("bo", { email: "bo@example.com", timezone: "Europe/Berlin" }, ["tips"]);
      await open();
      await open("bo");

      await herald.advance({ days: 4 });

      expect(herald.sent("ana")).toMatchObject([{ channel: "inbox" }]);
      expect(herald.sent("bo")).toMatchObject([
        { channel: "email", subject: "A packing list that remembers for you" },
      ]);
      expect(herald.sent("bo")[0]?.mail.text).toContain("Hello,");
    });

    it("speaks German to a German reader", async () => {
      await herald.identify("ana", { locale: "de-DE" });
      await open();

      await herald.advance({ days: 4 });

      expect(herald.sent("ana")).toMatchObject([
        { content: { title: "Nächste Reise? Es gibt eine Packliste" } },
      ]);
    });
  });

  describe("nothing is said", () => {
    it("to whoever has found the packing list by then", async () => {
      await open();
      await herald.advance({ days: 2 });
      await use();

      await herald.advance({ days: 30 });

      expect(said()).toEqual([]);
      expect(herald.run("ana", "feature-tip")).toMatchObject({ ended: { reason: "completed" } });
    });

    it("to whoever used it before the app's openings were known", async () => {
      await herald.track("ana", "Feature Used", { feature: "packing-list" }, { ago: { days: 90 } });
      await open();

      await herald.advance({ days: 30 });

      expect(said()).toEqual([]);
    });

    it("to whoever agreed to none, and the record says so", async () => {
      await herald.person("cy", { email: "cy@example.com", timezone: "Europe/Berlin" });
      await open("cy");

      await herald.advance({ days: 30 });

      expect(herald.ledger("cy")).toMatchObject([{ message: "feature-tip", status: "skipped" }]);
      expect(herald.ledger("cy")[0]?.facts.tried).toMatchObject([
        { channel: "push", reason: "no-address" },
        { channel: "inbox", reason: "no-consent" },
        { channel: "email", reason: "no-consent" },
      ]);
    });

    it("a second time, however often the app is opened", async () => {
      await open();
      await herald.advance({ days: 20 });
      await open();

      await herald.advance({ days: 20 });

      expect(said()).toEqual(["feature-tip push 2026-03-05T17:00:00.000Z"]);
      expect(herald.decisions("ana").at(-1)).toMatchObject({
        outcome: "not-entered",
        reason: "once-per-correlation",
      });
    });
  });

  describe("the thanks", () => {
    it("come as soon as the packing list is used, in the app", async () => {
      await open();
      await herald.advanceTo("2026-03-07T08:30:00.000Z");
      await use();

      expect(said()).toEqual([
        "feature-tip push 2026-03-05T17:00:00.000Z",
        "feature-thanks inbox 2026-03-07T08:30:00.000Z",
      ]);
      expect(herald.run("ana", "feature-tip")).toMatchObject({ ended: { reason: "completed" } });
    });

    it("do not come for another feature", async () => {
      await open();
      await herald.advance({ days: 4 });
      await use("trip-planner");

      await herald.advance({ days: 30 });

      expect(said()).toEqual(["feature-tip push 2026-03-05T17:00:00.000Z"]);
    });

    it("do not come after seven days", async () => {
      await open();
      await herald.advanceTo("2026-03-12T17:00:01.000Z");
      await use();

      expect(said()).toEqual(["feature-tip push 2026-03-05T17:00:00.000Z"]);
      expect(herald.run("ana", "feature-tip")).toMatchObject({
        ended: { at: "2026-03-12T17:00:00.000Z", reason: "completed" },
      });
    });

    it("come once, however often the list is used and the news of it delivered", async () => {
      await open();
      await herald.advance({ days: 4 });
      await herald.track("ana", "Feature Used", { feature: "packing-list" }, { messageId: "m1" });
      await herald.track("ana", "Feature Used", { feature: "packing-list" }, { messageId: "m1" });
      await use();

      await herald.advance({ days: 30 });

      expect(said()).toHaveLength(2);
    });

    it("come neither for a use before the tip that is heard of only after it", async () => {
      await open();
      await herald.advanceTo("2026-03-05T18:00:00.000Z");
      await herald.track("ana", "Feature Used", { feature: "packing-list" }, { ago: { hours: 2 } });

      await herald.advance({ days: 30 });

      expect(said()).toEqual(["feature-tip push 2026-03-05T17:00:00.000Z"]);
    });
  });

  it("enters two states for each of its two messages, and one more where the ways part", async () => {
    await open();
    await herald.advance({ days: 4 });
    await use();

    expect(said()).toHaveLength(2);
    expect(herald.statesEntered()).toBe(2 * 2 + 1);
  });
});
