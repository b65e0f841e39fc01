import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { joiningAnniversaryJourney } from "../../../program/journeys/joining-anniversary";
import { programOf } from "../../fixtures/program-of";

describe("the anniversary of joining", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(joiningAnniversaryJourney);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
  });

  const person = (who: string, traits: object) =>
    herald.person(who, { email: `${who}@example.com`, timezone: "Europe/Berlin", ...traits }, [
      "anniversary",
    ]);
  const said = (who: string) => herald.sent(who).map(({ subject, at }) => `${subject} ${at}`);

  it("is thanked for at ten in the morning, each year, with the years that it has been", async () => {
    await person("ana", { joined_on: "2025-05-04" });

    await herald.advance({ days: 2 * 365 });

    expect(said("ana")).toEqual([
      "One year with us 2026-05-04T08:00:00.000Z",
      "2 years with us 2027-05-04T08:00:00.000Z",
    ]);
  });

  it("is not the day of joining itself", async () => {
    await person("ana", { joined_on: "2026-03-02" });

    await herald.advance({ days: 364 });
    expect(said("ana")).toEqual([]);

    await herald.advance({ days: 2 });
    expect(said("ana")).toEqual(["One year with us 2027-03-02T09:00:00.000Z"]);
  });

  it("falls on 28 February in common years for who joined on the 29th", async () => {
    await person("leap", { joined_on: "2024-02-29" });

    await herald.advanceTo("2028-12-31T00:00:00.000Z");

    expect(said("leap")).toEqual([
      "3 years with us 2027-02-28T09:00:00.000Z",
      "4 years with us 2028-02-29T09:00:00.000Z",
    ]);
  });

  it("is at ten also on the days on which clocks change", async () => {
    await person("spring", { joined_on: "2025-03-29" });
    await person("autumn", { joined_on: "2025-10-25" });

    await herald.advance({ days: 300 });

    expect(said("spring")).toEqual(["One year with us 2026-03-29T08:00:00.000Z"]);
    expect(said("autumn")).toEqual(["One year with us 2026-10-25T09:00:00.000Z"]);
  });

  it("is at ten by the shop's clock where nobody knows the zone", async () => {
    await person("ana", { joined_on: "2025-05-04", timezone: "Nowhere/Land" });

    await herald.advance({ days: 90 });

    expect(said("ana")).toEqual(["One year with us 2026-05-04T14:00:00.000Z"]);
  });

  it("is that day where the person is, also where the joining is told to the second", async () => {
    await person("ana", { joined_on: "2025-05-04T22:30:00Z" });

    await herald.advance({ days: 90 });

    expect(said("ana")).toEqual(["One year with us 2026-05-05T08:00:00.000Z"]);
  });

  it("is thanked for without a number where no year is known", async () => {
    await person("ana", { joined_on: "--05-04" });

    await herald.advance({ days: 90 });

    expect(said("ana")).toEqual(["Good to have you with us 2026-05-04T08:00:00.000Z"]);
    expect(herald.sent("ana")[0]?.mail.text).toContain("Today is the day you joined us.");
  });

  it("names the day of joining the German way to a German reader", async () => {
    await person("jonas", { joined_on: "2023-05-04", locale: "de", first_name: "Jonas" });

    await herald.advance({ days: 90 });

    const [sent] = herald.sent("jonas");
    expect(sent?.subject).toBe("3 Jahre bei uns");
    expect(sent?.mail.text).toContain("am 4. Mai 2023 bist du zu uns gekommen.");
  });

  it("is a word in the app for whoever only agreed to that", async () => {
    await herald.identify("bo", { joined_on: "2025-05-04", email: "bo@example.com" });
    await herald.track("bo", "Consent Given", { topic: "anniversary", channel: "inbox" });

    await herald.advance({ days: 90 });

    expect(herald.sent("bo")).toMatchObject([{ channel: "inbox", content: { title: "One year with us" } }]);
  });

  it("passes in silence for whoever agreed to neither, and for whoever withdrew in time", async () => {
    await herald.person("cy", { email: "cy@example.com", joined_on: "2025-05-04" });
    await person("ana", { joined_on: "2025-05-04" });
    await herald.track("ana", "Consent Withdrawn", { topic: "anniversary", channel: "email" });

    await herald.advance({ days: 90 });

    expect(herald.sent()).toEqual([]);
    expect(herald.ledger("cy")).toMatchObject([{ reason: "no-consent", facts: { consent: "never given" } }]);
    expect(herald.ledger("ana")).toMatchObject([{ reason: "no-consent" }]);
  });

  it("enters no state", async () => {
    await person("ana", { joined_on: "2025-05-04" });

    await herald.advance({ days: 90 });

    expect(said("ana")).toHaveLength(1);
    expect(herald.statesEntered()).toBe(0);
  });
});
