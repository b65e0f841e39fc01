import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { monthlyInspirationJourney } from "../../../program/journeys/monthly-inspiration";
import { programOf } from "../../fixtures/program-of";

describe("the monthly letter", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(monthlyInspirationJourney);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
  });

  const reader = (who: string, traits: object = {}) =>
    herald.person(
      who,
      { email: `${who}@example.com`, newsletter: true, timezone: "Europe/Berlin", ...traits },
      ["news"],
    );
  const sentAt = (who: string) => herald.sent(who).map(({ at }) => at);

  it("comes on the first of each month at ten in the morning, before and after the clocks change", async () => {
    await reader("ana");

    await herald.advanceTo("2026-05-02T00:00:00.000Z");
    expect(sentAt("ana")).toEqual(["2026-04-01T08:00:00.000Z", "2026-05-01T08:00:00.000Z"]);

    await herald.advanceTo("2026-12-02T00:00:00.000Z");
    expect(sentAt("ana").slice(-3)).toEqual([
      "2026-10-01T08:00:00.000Z",
      "2026-11-01T09:00:00.000Z",
      "2026-12-01T09:00:00.000Z",
    ]);
  });

  it("comes at ten wherever its reader is", async () => {
    await reader("ana", { timezone: "Pacific/Auckland" });
    await reader("bo", { timezone: "America/Los_Angeles" });

    await herald.advanceTo("2026-04-03T00:00:00.000Z");

    expect(sentAt("ana")).toEqual(["2026-03-31T21:00:00.000Z"]);
    expect(sentAt("bo")).toEqual(["2026-04-01T17:00:00.000Z"]);
  });

  it("comes once to somebody who flies around the world on the first", async () => {
    await reader("ana", { timezone: "Pacific/Auckland" });
    await herald.advanceTo("2026-04-01T01:00:00.000Z");
    await herald.identify("ana", { timezone: "America/Los_Angeles" });

    await herald.advanceTo("2026-04-15T00:00:00.000Z");

    expect(sentAt("ana")).toEqual(["2026-03-31T21:00:00.000Z"]);
  });

  it("also comes to regulars who never asked for it by name, as long as they are regulars", async () => {
    await herald.person("bo", { email: "bo@example.com", timezone: "Europe/Berlin" }, ["news"]);
    for (const order_id of ["o1", "o2", "o3"]) await herald.track("bo", "Order Completed", { order_id });

    await herald.advanceTo("2027-06-01T00:00:00.000Z");

    expect(sentAt("bo").at(0)).toBe("2026-04-01T08:00:00.000Z");
    expect(sentAt("bo").at(-1)).toBe("2027-03-01T09:00:00.000Z");
  });

  it("does not come to whoever is no reader", async () => {
    await herald.person("cy", { email: "cy@example.com" }, ["news"]);

    await herald.advance({ days: 60 });

    expect(herald.sent()).toEqual([]);
    expect(herald.ledger("cy")).toEqual([]);
  });

  it("stops with the subscription", async () => {
    await reader("ana");
    await herald.advanceTo("2026-04-15T00:00:00.000Z");
    await herald.identify("ana", { newsletter: false });

    await herald.advance({ days: 60 });

    expect(sentAt("ana")).toEqual(["2026-04-01T08:00:00.000Z"]);
  });

  it("is withheld from a reader who has not agreed to news, and the record says so", async () => {
    await herald.person("cy", { email: "cy@example.com", newsletter: true });

    await herald.advanceTo("2026-04-02T00:00:00.000Z");

    expect(herald.ledger("cy")).toMatchObject([
      { status: "skipped", reason: "no-consent", facts: { topic: "news", consent: "never given" } },
    ]);
  });

  it("is not sent later in the month to whoever subscribes then", async () => {
    await herald.advanceTo("2026-04-01T09:00:00.000Z");
    await reader("ana");

    await herald.advanceTo("2026-04-30T00:00:00.000Z");

    expect(herald.sent()).toEqual([]);
  });

  it("greets its reader by name where it has one, in their language", async () => {
    await reader("ana", { first_name: "Ana" });
    await reader("jo", { locale: "de" });

    await herald.advanceTo("2026-04-02T00:00:00.000Z");

    expect(herald.sent("ana")[0]?.mail.text).toContain("Dear Ana,");
    expect(herald.sent("jo")).toMatchObject([{ subject: "Mit weniger los" }]);
    expect(herald.sent("jo")[0]?.mail.text).toContain("Hallo,");
  });

  it("needs no state machine", async () => {
    await reader("ana");

    await herald.advanceTo("2026-04-02T00:00:00.000Z");

    expect(herald.sent()).toHaveLength(1);
    expect(herald.statesEntered()).toBe(0);
  });
});
