import { conditionsInWords, reasonName, sayRun, saySend, titleOf } from "../../../web/console/sentence";

const now = new Date(2026, 2, 3, 12, 0).getTime();
const at = (hour: number) => new Date(2026, 2, 3, hour, 0).toISOString();

describe("a decision in plain words", () => {
  it("tells a consent that was never given from one that was taken back", () => {
    const skip = { outcome: "skipped", reason: "no-consent" };

    const never = saySend(
      { ...skip, facts: { channel: "email", topic: "cart-reminders", consent: "never given" } },
      now,
    );
    const withdrawn = saySend(
      { ...skip, facts: { channel: "sms", topic: "cart-reminders", consent: "withdrawn", consentAt: at(9) } },
      now,
    );

    expect(never).toEqual({
      label: "Skipped",
      tone: "skip",
      sentence: "Never agreed to “cart-reminders” by email",
    });
    expect(withdrawn.sentence).toBe(
      "No longer agrees to “cart-reminders” by text message, since today, 09:00",
    );
  });

  it("says what a channel lacks to reach somebody", () => {
    const skip = (reason: string, facts: object) =>
      saySend({ outcome: "skipped", reason, facts: { ...facts } }, now).sentence;

    expect(skip("no-address", { channel: "push", trait: "push_token" })).toBe(
      "No usable push token is known",
    );
    expect(skip("no-provider", { channel: "sms" })).toBe("Nothing is set up to send by text message");
    expect(skip("no-consent", { channel: "inbox", topic: "tips" })).toBe(
      "Never agreed to “tips” in the inbox",
    );
    const tried = [{ channel: "push" }, { channel: "sms" }, { channel: "email" }];
    expect(skip("no-address", { channel: "push", trait: "push_token", tried })).toBe(
      "No usable push token is known; nor can it go by text message or by email",
    );
  });

  it("says until when a run waits, where it waits", () => {
    expect(sayRun({ outcome: "started", facts: { dueAt: at(13) } }, now).sentence).toBe(
      "Wait set to today, 13:00; anything new moves it",
    );
    expect(sayRun({ outcome: "started", facts: {} }, now).sentence).toBe("On its way");
  });

  it("names the exit by which a run was left", () => {
    expect(sayRun({ outcome: "exited", reason: "ordered" }, now).sentence).toBe(
      "Ordered. Nothing more will be sent",
    );
  });

  it("says what a trigger's conditions ask for", () => {
    const decision = sayRun(
      {
        outcome: "not-entered",
        reason: "conditions-not-met",
        facts: { conditions: { total: { is: "at-least", to: 50 } } },
      },
      now,
    );

    expect(decision.sentence).toBe("Needs total is at least 50");
  });

  it("makes do with names it does not know, and with facts that are missing", () => {
    expect(sayRun({ outcome: "paused-for-lunch" }, now)).toEqual({
      label: "Paused for lunch",
      tone: "quiet",
      sentence: "",
    });
    expect(saySend({ outcome: "skipped", reason: "too-rainy" }, now).sentence).toBe("Too rainy");
    expect(saySend({ outcome: "skipped", reason: "suppressed" }, now).sentence).toBe(
      "Nothing may go to this address",
    );
    expect(saySend({ outcome: "skipped", reason: "constructor" }, now).sentence).toBe("Constructor");
    expect(reasonName("toString")).toBe("toString");
  });

  it("joins conditions", () => {
    expect(
      conditionsInWords({ products: { is: "not-empty" }, plan: { is: "one-of", to: ["pro", "team"] } }),
    ).toBe("products is not empty and plan is one of pro or team");
    expect(titleOf("first-time-buyer")).toBe("First time buyer");
  });
});
