import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { supportResolution } from "../../../program/journeys/support-resolution";
import { programOf } from "../../fixtures/program-of";

const ticket = (status: string, more: object = {}) => ({
  ticket_id: "T-1",
  subject: "Strap buckle",
  status,
  ...more,
});
const BERLIN = { timezone: "Europe/Berlin" };

describe("support resolution", () => {
  let program: CompiledProgram;

  beforeAll(async () => {
    program = await programOf(supportResolution);
  });

  /** Ana in Portland agreed to be asked; without another word it is Monday, 2 March 2026, four in the morning there. */
  async function begin(now?: string, traits: object = {}) {
    const herald = await TestHerald.start({ program, ...(now && { now }) });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana", ...traits }, ["feedback"]);
    return herald;
  }
  const messages = (herald: TestHerald) => herald.sent("ana").map(({ message, at }) => `${message} ${at}`);

  it("says at once that the ticket is solved, and asks two days later at ten whether it helped", async () => {
    const herald = await begin();
    await herald.track("ana", "Support Ticket Updated", ticket("solved", { reply: "It is on its way." }));

    await herald.advance({ days: 30 });

    expect(messages(herald)).toEqual([
      "support-solved 2026-03-02T09:00:00.000Z",
      "support-check-in 2026-03-04T15:00:00.000Z",
    ]);
    expect(herald.sent("ana")[0]?.mail.text).toContain("It is on its way.");
    expect(herald.run("ana", "support-resolution", "T-1")).toMatchObject({ ended: { reason: "completed" } });
  });

  it("enters three states: one to say it, two to wait for ten o'clock two days later and ask", async () => {
    const herald = await begin();
    await herald.track("ana", "Support Ticket Updated", ticket("solved"));

    await herald.advance({ days: 3 });

    expect(herald.statesEntered()).toBe(3);
  });

  describe("the hour", () => {
    it("is ten where she is", async () => {
      const herald = await begin("2026-03-02T07:00:00.000Z", BERLIN);
      await herald.track("ana", "Support Ticket Updated", ticket("solved"));

      await herald.advance({ days: 5 });

      expect(messages(herald)[1]).toBe("support-check-in 2026-03-04T09:00:00.000Z");
    });

    it("is ten where she is by then, not where she was", async () => {
      const herald = await begin();
      await herald.track("ana", "Support Ticket Updated", ticket("solved"));
      await herald.advance({ days: 1 });
      await herald.identify("ana", { timezone: "Asia/Tokyo" });

      await herald.advance({ days: 5 });

      expect(messages(herald)[1]).toBe("support-check-in 2026-03-05T01:00:00.000Z");
    });

    it("is on a working day: what was solved on a Thursday is asked about on Monday", async () => {
      const herald = await begin("2026-03-05T09:00:00.000Z", BERLIN);
      await herald.track("ana", "Support Ticket Updated", ticket("solved"));

      await herald.advance({ days: 7 });

      expect(messages(herald)[1]).toBe("support-check-in 2026-03-09T09:00:00.000Z");
    });

    it("stays ten over the changes of the clocks in spring and autumn", async () => {
      const spring = await begin("2026-03-27T08:00:00.000Z", BERLIN);
      await spring.track("ana", "Support Ticket Updated", ticket("solved"));
      await spring.advance({ days: 5 });
      const autumn = await begin("2026-10-23T08:00:00.000Z", BERLIN);
      await autumn.track("ana", "Support Ticket Updated", ticket("solved"));
      await autumn.advance({ days: 5 });

      expect(messages(spring)[1]).toBe("support-check-in 2026-03-30T08:00:00.000Z");
      expect(messages(autumn)[1]).toBe("support-check-in 2026-10-26T09:00:00.000Z");
    });
  });

  describe("a ticket that is opened again", () => {
    it("is not asked about", async () => {
      const herald = await begin();
      await herald.track("ana", "Support Ticket Updated", ticket("solved"));
      await herald.advance({ days: 1 });
      await herald.track("ana", "Support Ticket Updated", ticket("open"));

      await herald.advance({ days: 30 });

      expect(messages(herald)).toHaveLength(1);
      expect(herald.run("ana", "support-resolution", "T-1")).toMatchObject({
        ended: { reason: "reopened", at: "2026-03-03T09:00:00.000Z" },
      });
    });

    it("is told of and asked about anew once it is solved again", async () => {
      const herald = await begin();
      await herald.track("ana", "Support Ticket Updated", ticket("solved"));
      await herald.advance({ hours: 5 });
      await herald.track("ana", "Support Ticket Updated", ticket("pending"));
      await herald.advance({ hours: 5 });
      await herald.track("ana", "Support Ticket Updated", ticket("solved"));

      await herald.advance({ days: 30 });

      expect(messages(herald)).toEqual([
        "support-solved 2026-03-02T09:00:00.000Z",
        "support-solved 2026-03-02T19:00:00.000Z",
        "support-check-in 2026-03-05T15:00:00.000Z",
      ]);
    });

    it("is another matter than her other ticket", async () => {
      const herald = await begin();
      await herald.track("ana", "Support Ticket Updated", ticket("solved"));
      await herald.track("ana", "Support Ticket Updated", ticket("open", { ticket_id: "T-2" }));

      await herald.advance({ days: 3 });

      expect(messages(herald)).toHaveLength(2);
    });

    it("starts nothing where the news of its reopening came first", async () => {
      const herald = await begin();
      await herald.track("ana", "Support Ticket Updated", ticket("open"));
      await herald.track("ana", "Support Ticket Updated", ticket("solved"), { ago: { minutes: 5 } });

      await herald.advance({ days: 3 });

      expect(messages(herald)).toEqual([]);
      expect(herald.decisions("ana").at(-1)).toMatchObject({ reason: "already-closed" });
    });
  });

  it("says it once when an agent edits a solved ticket, or the event comes twice", async () => {
    const herald = await begin();
    await herald.track("ana", "Support Ticket Updated", ticket("solved"), { messageId: "m1" });
    await herald.track("ana", "Support Ticket Updated", ticket("solved"), { messageId: "m1" });
    await herald.advance({ minutes: 10 });
    await herald.track("ana", "Support Ticket Updated", ticket("solved"), { messageId: "m2" });

    await herald.advance({ days: 3 });

    expect(messages(herald)).toHaveLength(2);
  });

  it("tells that it is solved without consent, but does not ask", async () => {
    const herald = await TestHerald.start({ program });
    await herald.person("bo", { email: "bo@example.com" });
    await herald.track("bo", "Support Ticket Updated", ticket("solved"));

    await herald.advance({ days: 3 });

    expect(herald.sent("bo")).toMatchObject([{ message: "support-solved" }]);
    expect(herald.ledger("bo")[1]).toMatchObject({
      message: "support-check-in",
      reason: "no-consent",
      facts: { topic: "feedback", consent: "never given" },
    });
  });

  it("asks in the inbox whoever agreed to that and not to email, and says how to stop", async () => {
    const herald = await TestHerald.start({ program });
    await herald.person("bo", { email: "bo@example.com", locale: "de" });
    await herald.track("bo", "Consent Given", { topic: "feedback", channel: "inbox" });
    await herald.track("bo", "Support Ticket Updated", ticket("solved"));

    await herald.advance({ days: 3 });

    expect(herald.sent("bo")[1]).toMatchObject({
      channel: "inbox",
      content: {
        title: "Hat das geholfen?",
        body: expect.stringContaining("in deinen Einstellungen abschalten"),
      },
    });
  });

  it("greets a German reader without a name", async () => {
    const herald = await TestHerald.start({ program });
    await herald.person("jonas", { email: "jonas@example.de", locale: "de-CH" });
    await herald.track("jonas", "Support Ticket Updated", ticket("solved"));

    expect(herald.sent("jonas")).toMatchObject([{ locale: "de", subject: "Gelöst: Strap buckle" }]);
    expect(herald.sent("jonas")[0]?.mail.text).toContain("Hallo,\n\nwir haben deine Anfrage „Strap buckle“");
  });
});
