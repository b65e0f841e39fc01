import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NOT_ENTERED } from "../../../core/explain/explain-decision";
import { sendInWords } from "../../../core/explain/explain-send";
import { spanInWords, timesIn, unmetInWords, valueInWords } from "../../../core/explain/explain-words";
import type { SendRecord } from "../../../core/sending/ledger";

const source = (name: string) =>
  readFileSync(join(__dirname, "..", "..", "..", "core", `${name}.ts`), "utf8");
const tell = timesIn("UTC");
const NOW = "2026-03-02T12:00:00.000Z";

describe("the words of an explanation", () => {
  it("have a sentence for every reason that the code gives for not starting a journey", () => {
    const code = ["runs/enter-run", "runs/fold-run", "runs/observe", "journeys/until"].map(source).join("\n");
    const given = [
      ...code.matchAll(/(?:reason|leave): "([a-z-]+)"/g),
      ...code.matchAll(/"not-entered", (?:\w+, )?"([a-z-]+)"/g),
    ].map(([, reason]) => reason as string);
    // Choices of an author, and how a run ends.
    const others = ["leave", "go-on", "goal"];

    const reasons = [...new Set(given)].filter((reason) => !others.includes(reason)).sort();

    expect(reasons.length).toBeGreaterThan(10);
    expect(reasons.filter((reason) => !Object.hasOwn(NOT_ENTERED, reason))).toEqual([]);
  });

  it("tell time by the person's clock and in UTC, with the date where it is another", () => {
    expect(timesIn("Europe/Berlin")(NOW)).toBe("2 Mar 2026, 13:00 (12:00 UTC)");
    expect(timesIn("Pacific/Auckland")(NOW)).toBe("3 Mar 2026, 01:00 (2 Mar, 12:00 UTC)");
    expect(tell(NOW)).toBe("2 Mar 2026, 12:00 UTC");
  });

  it("name the condition that is not met, and what there was instead", () => {
    const conditions = { total: { is: "at-least", to: 50 }, products: { is: "not-empty" } } as const;

    expect(unmetInWords(conditions, { total: 30, products: ["tent"] }, NOW)).toBe(
      "total is at least 50; here total was 30",
    );
    expect(unmetInWords(conditions, { total: 60, products: [] }, NOW)).toBe(
      "products is not empty; here products was an empty list",
    );
  });

  it("say spans and values as people do", () => {
    expect(spanInWords(3 * 86_400_000 + 3_600_000 + 60_000)).toBe("3 days 1 hour");
    expect(spanInWords(1_000)).toBe("less than a minute");
    expect([undefined, true, [], [1, 2], "a".repeat(90)].map(valueInWords)).toEqual([
      "not given",
      "yes",
      "an empty list",
      "a list of 2",
      `“${"a".repeat(59)}…`,
    ]);
  });
});

const row: SendRecord = {
  ...{ personId: "ana", journey: "cart", correlation: "c1", version: "v", step: "send hi" },
  ...{
    execution: 1,
    message: "hi",
    messageHash: "h",
    channel: "email",
    status: "accepted",
    facts: {},
    at: NOW,
  },
};

describe("a message in an explanation", () => {
  it("that went out says by which right, and which channels could not take it", () => {
    const consent = { basis: "consent", topic: "news", consentAt: NOW, address: "email" };
    const tried = [{ channel: "push", address: "none", trait: "push_token", reason: "no-address" }];

    expect(sendInWords({ ...row, subject: "Hello", facts: { ...consent, tried } }, tell)).toBe(
      "Sent the message “hi” by email: “Hello”. Consent to “news” was given on 2 Mar 2026, 12:00 UTC. " +
        "Not by push notification: no usable device for push is known.",
    );
    expect(sendInWords({ ...row, variant: "a", facts: { basis: "contract" } }, tell)).toBe(
      "Sent the message “hi” (a) by email. It is transactional and needs no consent.",
    );
  });

  it.each([
    ["run-ended", { run: "ended", runEnded: "goal" }, "the run was over by then (goal)"],
    ["run-ended", { run: "not found" }, "the run it belongs to is not there any more"],
    ["no-person", {}, "nothing is known of this person"],
    ["no-provider", {}, "nothing is set up to send by email"],
    ["no-address", { trait: "phone" }, "no usable phone number is known"],
    [
      "suppressed",
      { suppression: "complaint", suppressedAt: NOW },
      "nothing may go to this address: a message was reported as spam on 2 Mar 2026, 12:00 UTC",
    ],
    ["no-consent", { topic: "news" }, "there was never consent to hear about “news” by email"],
    [
      "no-consent",
      { topic: "news", consent: "withdrawn", consentAt: NOW },
      "the consent to hear about “news” by email was withdrawn on 2 Mar 2026, 12:00 UTC",
    ],
    ["render-failed", { error: "no name" }, "it could not be written: no name"],
  ] as const)("that was skipped for %s says what the gate saw", (reason, facts, why) => {
    expect(sendInWords({ ...row, status: "skipped", reason, facts }, tell)).toBe(
      `Did not send the message “hi”, because ${why}.`,
    );
  });

  it("of unknown outcome says whether it is repeated", () => {
    const lost = { ...row, status: "unknown", reason: "no-answer" } as const;

    expect(sendInWords({ ...lost, facts: { error: "timeout", basis: "consent" } }, tell)).toBe(
      "Tried to send the message “hi” by email, with an unknown outcome: the provider did not answer (timeout), so it " +
        "may or may not have arrived; it is not repeated, so that nobody gets it twice.",
    );
    expect(sendInWords({ ...lost, facts: { basis: "contract" } }, tell)).toMatch(
      /sent again until there is an answer/,
    );
  });
});
