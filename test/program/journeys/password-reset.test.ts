import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { passwordResetRequest } from "../../../program/journeys/password-reset";
import { programOf } from "../../fixtures/program-of";

const request = (token: string, more: object = {}) => ({
  reset_url: `https://shop.fernweh.example/password/new?token=${token}`,
  expires_in_minutes: 30,
  ...more,
});

describe("password reset", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(passwordResetRequest);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" });
  });

  const textOf = (userId: string) => herald.sent(userId)[0]?.mail.text;

  it("sends the link at once, and says how long it works and what to do if it was not her", async () => {
    await herald.track("ana", "Password Reset Requested", request("a1"));

    expect(herald.sent("ana")).toMatchObject([
      { subject: "Set a new password", at: "2026-03-02T09:00:00.000Z", facts: { basis: "contract" } },
    ]);
    expect(textOf("ana")).toContain("Set a new password\nhttps://shop.fernweh.example/password/new?token=a1");
    expect(textOf("ana")).toContain("The link works once, for 30 minutes from your request.");
    expect(textOf("ana")).toContain("there is nothing to do: your password stays as it is");
    expect(herald.statesEntered()).toBe(0);
  });

  it("promises no number of minutes that it was not told", async () => {
    await herald.track("ana", "Password Reset Requested", request("a1", { expires_in_minutes: undefined }));

    expect(textOf("ana")).toContain("The link works once and only for a short time.");
  });

  it("writes German to a German reader, also to one without a name", async () => {
    await herald.person("jonas", { email: "jonas@example.de", locale: "de-AT" });
    await herald.track("jonas", "Password Reset Requested", request("j1"));

    expect(herald.sent("jonas")).toMatchObject([{ locale: "de", subject: "Neues Passwort festlegen" }]);
    expect(textOf("jonas")).toContain("Hallo,");
    expect(textOf("jonas")).toContain(
      "Der Link funktioniert einmal, und zwar 30 Minuten lang ab deiner Anfrage.",
    );
  });

  it("sends a new link each time one is asked for, and a redelivered request only once", async () => {
    await herald.track("ana", "Password Reset Requested", request("a1"), { messageId: "m1" });
    await herald.track("ana", "Password Reset Requested", request("a1"), { messageId: "m1" });
    await herald.advance({ minutes: 2 });
    await herald.track("ana", "Password Reset Requested", request("a2"), { messageId: "m2" });

    expect(herald.sent("ana").map(({ mail }) => /token=\w+/.exec(mail.text)?.[0])).toEqual([
      "token=a1",
      "token=a2",
    ]);
  });

  it("reaches also somebody who unsubscribed from advertising", async () => {
    await herald.track("ana", "Unsubscribed");
    await herald.track("ana", "Password Reset Requested", request("a1"));

    expect(herald.sent("ana")).toHaveLength(1);
  });

  it("goes by email alone: a phone that others see gets no link", async () => {
    await herald.person("bo", { phone: "+491701234567", push_token: "t-1" });
    await herald.track("bo", "Password Reset Requested", request("b1"));

    expect(herald.sent("bo")).toEqual([]);
    expect(herald.ledger("bo")).toMatchObject([{ channel: "email", reason: "no-address" }]);
  });

  it("sends no link that has expired on the way", async () => {
    await herald.track("ana", "Password Reset Requested", request("a1"), { ago: { minutes: 31 } });

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.decisions("ana")).toMatchObject([{ outcome: "not-entered", reason: "event-too-old" }]);
  });

  it("sends nothing rather than a button that leads nowhere", async () => {
    await herald.track(
      "ana",
      "Password Reset Requested",
      request("a1", { reset_url: "javascript:alert(1)" }),
    );

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.ledger("ana")).toMatchObject([{ status: "skipped", reason: "render-failed" }]);
  });
});
