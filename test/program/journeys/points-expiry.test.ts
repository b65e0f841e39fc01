import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { pointsExpiry } from "../../../program/journeys/points-expiry";
import { programOf } from "../../fixtures/program-of";

describe("points that expire", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(pointsExpiry);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
  });

  const holder = (who: string, points_expire_at: unknown, more: object = {}) =>
    herald.person(
      who,
      {
        email: `${who}@example.com`,
        timezone: "Europe/Berlin",
        ...({ points_expire_at, ...more } as object),
      },
      ["rewards"],
    );
  const said = (who = "ana") => herald.sent(who).map(({ message, at }) => `${message} ${at}`);
  const run = (who: string, occurrence: string) => herald.run(who, "points-expiry", occurrence);

  it("are told of a month and three days before, at ten, each once", async () => {
    await holder("ana", "2026-05-15");

    await herald.advance({ days: 120 });

    expect(said()).toEqual([
      "points-expiring 2026-04-15T08:00:00.000Z",
      "points-last-notice 2026-05-12T08:00:00.000Z",
    ]);
    expect(herald.sent("ana")[0]?.subject).toBe("Points of yours expire on May 15");
    expect(herald.sent("ana")[1]?.mail.text).toContain("May 15, 2026");
  });

  it("are told of at ten on both sides of the changes of the clocks", async () => {
    await holder("spring", "2026-04-15");
    await holder("autumn", "2026-11-10");

    await herald.advance({ days: 300 });

    expect(said("spring")).toEqual([
      "points-expiring 2026-03-16T09:00:00.000Z",
      "points-last-notice 2026-04-12T08:00:00.000Z",
    ]);
    expect(said("autumn")).toEqual([
      "points-expiring 2026-10-11T08:00:00.000Z",
      "points-last-notice 2026-11-07T09:00:00.000Z",
    ]);
  });

  it.each([null, "Middle/Earth"])(
    "are told of by the shop's clock where the zone is %p",
    async (timezone) => {
      await holder("ana", "2026-05-15", { timezone });

      await herald.advance({ days: 120 });

      expect(said()).toEqual([
        "points-expiring 2026-04-15T14:00:00.000Z",
        "points-last-notice 2026-05-12T14:00:00.000Z",
      ]);
    },
  );

  it("are told of in German to a German reader, first on the phone the second time", async () => {
    await holder("jonas", "2026-05-15", { locale: "de", push_token: "t-jonas" });
    await herald.track("jonas", "Consent Given", { topic: "rewards", channel: "push" });

    await herald.advance({ days: 120 });

    expect(herald.sent("jonas")).toMatchObject([
      { channel: "email", subject: "Punkte von dir verfallen am 15. Mai" },
      { channel: "push", content: { title: "Deine Punkte verfallen am 15. Mai" } },
    ]);
  });

  it("are told of no more once points were redeemed", async () => {
    await holder("ana", "2026-05-15");
    await herald.advanceTo("2026-05-01T08:00:00.000Z");
    await herald.track("ana", "Points Redeemed", { points: 200 });

    await herald.advance({ days: 60 });

    expect(said()).toHaveLength(1);
    expect(run("ana", "2026-04-15")).toMatchObject({ ended: { reason: "redeemed" } });
  });

  it("are told of as planned where points were redeemed before, and it is only told of late", async () => {
    await holder("ana", "2026-05-15");
    await herald.advanceTo("2026-05-01T08:00:00.000Z");
    await herald.track("ana", "Points Redeemed", { points: 200 }, { ago: { days: 20 } });

    await herald.advance({ days: 60 });

    expect(said()).toHaveLength(2);
  });

  it("are told of anew where new ones put the date off, and the last time only before the new day", async () => {
    await holder("ana", "2026-05-15");
    await herald.advanceTo("2026-05-01T08:00:00.000Z");
    await herald.track("ana", "Points Earned", { points: 50 });
    await herald.identify("ana", { points_expire_at: "2026-08-15" });

    await herald.advance({ days: 150 });

    expect(said()).toEqual([
      "points-expiring 2026-04-15T08:00:00.000Z",
      "points-expiring 2026-07-16T08:00:00.000Z",
      "points-last-notice 2026-08-12T08:00:00.000Z",
    ]);
  });

  it("are not told of after they expired, where the date was brought forward", async () => {
    await holder("ana", "2026-05-15");
    await herald.advanceTo("2026-05-01T08:00:00.000Z");
    await herald.identify("ana", { points_expire_at: "2026-05-05" });

    await herald.advance({ days: 60 });

    expect(said()).toHaveLength(1);
  });

  it("are told of once for a date that is told of again and again", async () => {
    await holder("ana", "2026-05-15");
    await herald.advanceTo("2026-04-20T08:00:00.000Z");
    await herald.identify("ana", { points_expire_at: "2026-05-15" });
    await herald.identify("ana", { points_expire_at: "2026-05-15T00:00:00Z" });

    await herald.advance({ days: 60 });

    expect(said()).toHaveLength(2);
  });

  it("that expire on 30 March are told of on 28 February, and the 29th in a leap year", async () => {
    await holder("common", "2027-03-30");
    await holder("leap", "2028-03-30");

    await herald.advance({ days: 800 });

    expect(said("common")[0]).toBe("points-expiring 2027-02-28T09:00:00.000Z");
    expect(said("leap")[0]).toBe("points-expiring 2028-02-29T09:00:00.000Z");
  });

  it("are not told of to whoever did not agree, or whose date is none", async () => {
    await herald.person("cy", { email: "cy@example.com", points_expire_at: "2026-05-15" });
    await holder("bo", "never");

    await herald.advance({ days: 120 });

    expect(herald.sent()).toEqual([]);
    expect(herald.ledger("cy")).toMatchObject([
      { reason: "no-consent" },
      { facts: { tried: expect.arrayContaining([expect.objectContaining({ reason: "no-consent" })]) } },
    ]);
    expect(herald.runs("bo", "points-expiry")).toEqual([]);
  });

  it("enter two states for each message, or fewer", async () => {
    await holder("ana", "2026-05-15");

    await herald.advance({ days: 120 });

    expect(said()).toHaveLength(2);
    expect(herald.statesEntered()).toBe(1 + 2);
  });
});
