import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { welcomeSeries } from "../../../program/journeys/welcome-series";
import { programOf } from "../../fixtures/program-of";

describe("the welcome series", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(welcomeSeries);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await reachable("ana", { first_name: "Ana" });
  });

  /** Somebody who agreed to tips on every channel and has a phone with the app. */
  const reachable = async (who: string, more: object = {}) => {
    await herald.person(who, { email: `${who}@example.com`, push_token: `t-${who}`, ...more }, ["tips"]);
    for (const channel of ["push", "inbox"])
      await herald.track(who, "Consent Given", { topic: "tips", channel });
  };
  const signUp = (who = "ana") => herald.track(who, "Signed Up", { method: "email" });
  const view = (who = "ana") => herald.track(who, "Product Viewed", { product_id: "p1", name: "Duffel" });
  const use = (who = "ana") => herald.track(who, "Feature Used", { feature: "trip-planner" });
  const order = (who = "ana") => herald.track(who, "Order Completed", { order_id: "o1" });
  const said = (who = "ana") => herald.sent(who).map(({ message, channel }) => `${message} ${channel}`);
  const run = (who = "ana") => herald.run(who, "welcome-series");

  describe("the welcome", () => {
    it("goes out the moment somebody signs up", async () => {
      await signUp();

      expect(herald.sent("ana")).toMatchObject([
        { message: "welcome", channel: "email", at: "2026-03-02T09:00:00.000Z" },
      ]);
    });

    it("needs no consent: it confirms the account and advertises nothing", async () => {
      await herald.person("cy", { email: "cy@example.com" });
      await signUp("cy");

      expect(said("cy")).toEqual(["welcome email"]);
    });

    it("has one of two subjects by lot, the same for a person every time", async () => {
      const people = Array.from({ length: 40 }, (_, index) => `person-${index}`);
      for (const who of people) {
        await herald.person(who, { email: `${who}@example.com` });
        await signUp(who);
      }
      const again = await TestHerald.start({ program });
      for (const who of people) {
        await again.person(who, { email: `${who}@example.com` });
        await again.track(who, "Signed Up");
      }

      const variants = people.map((who) => herald.sent(who)[0]?.variant);
      expect(new Set(variants)).toEqual(new Set(["plain", "warm"]));
      expect(people.map((who) => again.sent(who)[0]?.variant)).toEqual(variants);
    });

    it("greets by name where there is one, and reads well where there is none", async () => {
      await herald.person("bo", { email: "bo@example.com" });
      await signUp("ana");
      await signUp("bo");

      expect(herald.sent("ana")[0]?.mail.text).toContain("Hi Ana,");
      expect(herald.sent("bo")[0]?.mail.text).toContain("Hello,");
    });

    it("is in German for a German reader", async () => {
      await herald.person("jonas", { email: "jonas@example.de", locale: "de-AT", first_name: "Jonas" });
      await signUp("jonas");

      expect(herald.sent("jonas")[0]?.locale).toBe("de");
      expect(herald.sent("jonas")[0]?.mail.text).toContain("Hallo Jonas,");
    });

    it("is for whoever signs up for the first time, and comes once", async () => {
      await signUp();
      await herald.advance({ days: 200 });
      await signUp();

      expect(said()).toEqual(["welcome email", "welcome-start email"]);
      expect(herald.decisions("ana").at(-1)).toMatchObject({ outcome: "not-entered" });
    });

    it("is not sent for a sign-up that an import tells of a week later", async () => {
      await herald.track("ana", "Signed Up", {}, { ago: { days: 7 } });

      await herald.advance({ days: 5 });

      expect(said()).toEqual([]);
      expect(herald.decisions("ana").at(-1)).toMatchObject({ reason: "event-too-old" });
    });

    it("goes out once for a sign-up that is told of twice", async () => {
      await herald.track("ana", "Signed Up", {}, { messageId: "m1" });
      await herald.track("ana", "Signed Up", {}, { messageId: "m1" });

      expect(said()).toEqual(["welcome email"]);
    });
  });

  describe("what follows", () => {
    it("helps to choose, in the shop, when they look at a product first", async () => {
      await signUp();
      await herald.advance({ hours: 5 });
      await view();
      await herald.advance({ days: 20 });

      expect(said()).toEqual(["welcome email", "welcome-choosing inbox"]);
      expect(herald.sent("ana")[1]).toMatchObject({ at: "2026-03-02T14:00:00.000Z" });
    });

    it("shows the app when they use it first", async () => {
      await signUp();
      await herald.advance({ days: 1 });
      await use();
      await herald.advance({ days: 20 });

      expect(said()).toEqual(["welcome email", "welcome-app inbox"]);
    });

    it("names three ways in after three days of nothing, not a minute before", async () => {
      await signUp();

      await herald.advance({ days: 2, hours: 23, minutes: 59 });
      expect(said()).toEqual(["welcome email"]);

      await herald.advance({ minutes: 1 });
      expect(said()).toEqual(["welcome email", "welcome-start email"]);
    });

    it("goes by what they did first: what comes after changes nothing", async () => {
      await signUp();
      await herald.advance({ hours: 1 });
      await use();
      await view();
      await herald.advance({ days: 20 });

      expect(said()).toEqual(["welcome email", "welcome-app inbox"]);
    });

    it("does not count what they did before they signed up and is told of after", async () => {
      await signUp();
      await herald.track("ana", "Product Viewed", { product_id: "p1" }, { ago: { hours: 2 } });

      await herald.advance({ days: 4 });

      expect(said()).toEqual(["welcome email", "welcome-start email"]);
    });

    it("takes the next channel where the first may not be used", async () => {
      await herald.person("bo", { email: "bo@example.com" }, ["tips"]);
      await signUp("bo");
      await view("bo");

      expect(said("bo")).toEqual(["welcome email", "welcome-choosing email"]);
    });

    it("is not said to whoever did not agree to tips", async () => {
      await herald.person("cy", { email: "cy@example.com" });
      await signUp("cy");

      await herald.advance({ days: 4 });

      expect(said("cy")).toEqual(["welcome email"]);
      expect(herald.ledger("cy")).toMatchObject([
        { message: "welcome", status: "accepted" },
        { message: "welcome-start", status: "skipped", reason: "no-consent" },
      ]);
    });
  });

  describe("an order", () => {
    it("is the goal: it ends the series, and nothing more is said", async () => {
      await signUp();
      await herald.advance({ days: 1 });
      await order();
      await herald.advance({ days: 20 });

      expect(said()).toEqual(["welcome email"]);
      expect(run()).toMatchObject({ ended: { reason: "goal" }, goal: { at: "2026-03-03T09:00:00.000Z" } });
    });

    it("counts for fourteen days from the welcome, also after the last message", async () => {
      await reachable("ben");
      await signUp("ana");
      await signUp("ben");

      await herald.advance({ days: 14 });
      await order("ana");
      await herald.advance({ minutes: 1 });
      await order("ben");

      expect(run("ana")?.goal).toBeDefined();
      expect(run("ben")?.goal).toBeUndefined();
    });

    it("keeps quiet also where the welcome never reached them", async () => {
      await herald.identify("dee", { push_token: "t-dee" });
      await herald.track("dee", "Consent Given", { topic: "tips", channel: "push" });
      await signUp("dee");
      await herald.advance({ hours: 1 });
      await order("dee");
      await herald.advance({ days: 20 });

      expect(said("dee")).toEqual([]);
      expect(herald.ledger("dee")).toMatchObject([{ message: "welcome", reason: "no-address" }]);
      expect(run("dee")).toMatchObject({ ended: { reason: "left: ordered" } });
    });
  });

  it("enters one state for the welcome by lot, and two for what follows", async () => {
    await signUp();
    expect(herald.statesEntered()).toBe(2);

    await herald.advance({ days: 3 });

    expect(said()).toHaveLength(2);
    expect(herald.statesEntered()).toBe(1 + 2);
  });
});
