import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { downloadThankYou } from "../../../program/journeys/download-thank-you";
import { programOf } from "../../fixtures/program-of";

const file = (file_id: string, title = "Hut to hut") => ({ file_id, title });

describe("the thanks for a download", () => {
  let program: CompiledProgram;

  beforeAll(async () => {
    program = await programOf(downloadThankYou);
  });

  /** Ana in Berlin asked for tips; without another word it is eight in the morning of 2 March 2026 there. */
  async function begin(now = "2026-03-02T07:00:00.000Z") {
    const herald = await TestHerald.start({ program, now });
    const ana = { email: "ana@example.com", first_name: "Ana", timezone: "Europe/Berlin" };
    await herald.person("ana", ana, ["tips"]);
    return herald;
  }

  it("come at ten in the morning two days later, with a tip", async () => {
    const herald = await begin();
    await herald.track("ana", "File Downloaded", file("huts"));

    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toMatchObject([
      { message: "download-tip", subject: "A tip to go with “Hut to hut”", at: "2026-03-04T09:00:00.000Z" },
    ]);
  });

  it("come at the next ten o'clock after two whole days", async () => {
    const herald = await begin("2026-03-02T20:00:00.000Z");
    await herald.track("ana", "File Downloaded", file("huts"));

    await herald.advance({ days: 5 });

    expect(herald.sent("ana")).toMatchObject([{ at: "2026-03-05T09:00:00.000Z" }]);
  });

  it("come at ten also on the mornings after the clocks were changed", async () => {
    const spring = await begin("2026-03-27T07:00:00.000Z");
    await spring.track("ana", "File Downloaded", file("huts"));
    await spring.advance({ days: 5 });
    const autumn = await begin("2026-10-23T06:00:00.000Z");
    await autumn.track("ana", "File Downloaded", file("huts"));
    await autumn.advance({ days: 5 });

    expect(spring.sent("ana")).toMatchObject([{ at: "2026-03-29T08:00:00.000Z" }]);
    expect(autumn.sent("ana")).toMatchObject([{ at: "2026-10-25T09:00:00.000Z" }]);
  });

  it("enter two states: to wait for ten o'clock two days later and to send", async () => {
    const herald = await begin();
    await herald.track("ana", "File Downloaded", file("huts"));

    await herald.advance({ days: 3 });

    expect(herald.statesEntered()).toBe(2);
  });

  it("are not said once she has ordered", async () => {
    const herald = await begin();
    await herald.track("ana", "File Downloaded", file("huts"));
    await herald.advance({ days: 1 });
    await herald.track("ana", "Order Completed", { order_id: "1042" });

    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.run("ana", "download-thank-you")).toMatchObject({ ended: { reason: "ordered" } });
  });

  it("count an order within two weeks of the tip as their goal, and no later one", async () => {
    const herald = await begin();
    const ben = { email: "ben@example.com", timezone: "Europe/Berlin" };
    await herald.person("ben", ben, ["tips"]);
    for (const userId of ["ana", "ben"]) await herald.track(userId, "File Downloaded", file("huts"));
    await herald.advance({ days: 10 });
    await herald.track("ana", "Order Completed", { order_id: "1042" });
    await herald.advance({ days: 10 });
    await herald.track("ben", "Order Completed", { order_id: "1043" });

    expect(herald.run("ana", "download-thank-you")?.goal).toBeDefined();
    expect(herald.run("ben", "download-thank-you")?.goal).toBeUndefined();
  });

  it("are one for two files, and name the latest", async () => {
    const herald = await begin();
    await herald.track("ana", "File Downloaded", file("huts"));
    await herald.advance({ hours: 1 });
    await herald.track("ana", "File Downloaded", file("islands", "Island hopping"));

    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toMatchObject([{ subject: "A tip to go with “Island hopping”" }]);
  });

  it("come again a month later at the earliest", async () => {
    const herald = await begin();
    await herald.track("ana", "File Downloaded", file("huts"));
    await herald.advance({ days: 20 });
    await herald.track("ana", "File Downloaded", file("islands"));
    expect(herald.decisions("ana").at(-1)).toMatchObject({ outcome: "not-entered", reason: "too-soon" });

    await herald.advance({ days: 11 });
    await herald.track("ana", "File Downloaded", file("islands"));
    await herald.advance({ days: 5 });

    expect(herald.sent("ana")).toHaveLength(2);
  });

  it("are not said to whoever did not ask for tips, or does no longer", async () => {
    const herald = await begin();
    await herald.person("bo", { email: "bo@example.com" });
    await herald.track("bo", "File Downloaded", file("huts"));
    await herald.track("ana", "File Downloaded", file("huts"));
    await herald.advance({ days: 1 });
    await herald.track("ana", "Consent Withdrawn", { topic: "tips", channel: "email" });

    await herald.advance({ days: 5 });

    expect(herald.sent()).toEqual([]);
    expect(herald.ledger("bo")).toMatchObject([{ reason: "no-consent", facts: { consent: "never given" } }]);
    expect(herald.ledger("ana")).toMatchObject([{ reason: "no-consent", facts: { consent: "withdrawn" } }]);
  });

  it("go to the inbox of whoever wants tips there, and say how to stop", async () => {
    const herald = await begin();
    await herald.person("jonas", { locale: "de" });
    await herald.track("jonas", "Consent Given", { topic: "tips", channel: "inbox" });
    await herald.track("jonas", "File Downloaded", file("huts", "Von Hütte zu Hütte"));

    await herald.advance({ days: 5 });

    expect(herald.sent("jonas")).toMatchObject([
      {
        channel: "inbox",
        content: {
          title: "Ein Tipp zu „Von Hütte zu Hütte“",
          body: expect.stringContaining("Tipps kannst du in deinen Einstellungen abschalten."),
        },
      },
    ]);
  });

  it("are not said for a download that is told of days later, or twice", async () => {
    const herald = await begin();
    await herald.track("ana", "File Downloaded", file("huts"), { ago: { days: 2 } });
    expect(herald.decisions("ana")).toMatchObject([{ reason: "event-too-old" }]);

    await herald.track("ana", "File Downloaded", file("islands"), { messageId: "m1" });
    await herald.track("ana", "File Downloaded", file("islands"), { messageId: "m1" });
    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toHaveLength(1);
  });
});
