import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { supportTicketUpdates } from "../../../program/journeys/support-ticket-updates";
import { programOf } from "../../fixtures/program-of";

const ticket = (status: string, more: object = {}) => ({
  ticket_id: "T-1",
  subject: "Strap buckle",
  status,
  ...more,
});

describe("support ticket updates", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(supportTicketUpdates);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" });
  });

  const textOf = (userId: string) => herald.sent(userId)[0]?.mail.text;

  it("bring an answer at once, as it was written, and the way to answer back", async () => {
    const reply = "Hi Ana,\n\nwe are glad to send you one.\n\nJonas";
    const url = "https://shop.fernweh.example/help/T-1";
    await herald.track("ana", "Support Ticket Updated", ticket("open", { reply, url }));

    expect(herald.sent("ana")).toMatchObject([
      { subject: "About your request: Strap buckle", at: "2026-03-02T09:00:00.000Z", channel: "email" },
    ]);
    expect(textOf("ana")).toContain(reply);
    expect(textOf("ana")).toContain(`See the whole conversation\n${url}`);
    expect(herald.statesEntered()).toBe(0);
  });

  it("say so where we wait for her", async () => {
    await herald.track("ana", "Support Ticket Updated", ticket("pending", { reply: "Which color?" }));

    expect(herald.sent("ana")).toMatchObject([{ subject: "We need a word from you: Strap buckle" }]);
    expect(textOf("ana")).toContain("To go on, we need your answer.");
  });

  it("claim no answer where there is none", async () => {
    await herald.track("ana", "Support Ticket Updated", ticket("open"));

    expect(textOf("ana")).toContain("There is news on your request “Strap buckle”. It is open, and with us.");
    expect(textOf("ana")).not.toContain("what we have written");
  });

  it("show markup in an answer as it was typed", async () => {
    await herald.track("ana", "Support Ticket Updated", ticket("open", { reply: "Use <b>both</b> hands" }));

    expect(herald.sent("ana")[0]?.mail.html).toContain("Use &lt;b&gt;both&lt;/b&gt; hands");
  });

  it("write German to a German reader, also to one without a name", async () => {
    await herald.person("jonas", { email: "jonas@example.de", locale: "de" });
    await herald.track("jonas", "Support Ticket Updated", ticket("pending", { reply: "Welche Farbe?" }));

    expect(herald.sent("jonas")).toMatchObject([
      { locale: "de", subject: "Wir brauchen noch etwas von dir: Strap buckle" },
    ]);
    expect(textOf("jonas")).toContain("Hallo,\n\ndas haben wir dir zu deiner Anfrage geschrieben.");
  });

  it("notify the phone where there is no email address, without showing the answer on it", async () => {
    await herald.person("bo", { push_token: "t-1" });
    await herald.track("bo", "Support Ticket Updated", ticket("open", { reply: "Your card ends in 4242" }));

    expect(herald.sent("bo")).toMatchObject([
      { channel: "push", content: { title: "An answer for you", body: "Strap buckle" } },
    ]);
  });

  it("come for each answer, and once for one that is told twice", async () => {
    await herald.track("ana", "Support Ticket Updated", ticket("open", { reply: "One." }), {
      messageId: "m1",
    });
    await herald.track("ana", "Support Ticket Updated", ticket("open", { reply: "One." }), {
      messageId: "m1",
    });
    await herald.track("ana", "Support Ticket Updated", ticket("open", { reply: "Two." }), {
      messageId: "m2",
    });

    expect(herald.sent("ana")).toHaveLength(2);
  });

  it("leave a solved ticket to the journey that is there for it", async () => {
    await herald.track("ana", "Support Ticket Updated", ticket("solved", { reply: "Done." }));

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.decisions("ana")).toMatchObject([{ outcome: "not-entered", reason: "conditions-not-met" }]);
  });

  it("say why somebody without an address gets nothing", async () => {
    await herald.person("cy", { first_name: "Cy" });
    await herald.track("cy", "Support Ticket Updated", ticket("open"));

    expect(herald.ledger("cy")).toMatchObject([{ status: "skipped", reason: "no-address" }]);
  });
});
