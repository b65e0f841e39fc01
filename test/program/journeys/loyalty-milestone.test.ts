import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { loyaltyMilestone } from "../../../program/journeys/loyalty-milestone";
import { loyaltyReward } from "../../../program/journeys/loyalty-reward";
import { programOf } from "../../fixtures/program-of";

describe("the loyalty milestone", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(loyaltyMilestone, loyaltyReward);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com" }, ["rewards"]);
  });

  const earn = (points: number, how: object = {}) => herald.track("ana", "Points Earned", { points }, how);
  const said = () => herald.sent("ana").map(({ message, at }) => `${message} ${at}`);
  const run = () => herald.run("ana", "loyalty-milestone");
  const reasons = (journey: string) =>
    herald.decisions("ana").flatMap((decision) => (decision.journey === journey ? [decision.reason] : []));

  it("is passed with a thousand points within a year, and the reward is told of at once", async () => {
    await earn(999);
    expect(said()).toEqual([]);

    await earn(1);

    expect(herald.isIn("ana", "gold-member")).toBe(true);
    expect(said()).toEqual(["reward-granted 2026-03-02T09:00:00.000Z"]);
    expect(herald.sent("ana")[0]).toMatchObject({ subject: "You have reached Gold" });
    expect(herald.sent("ana")[0]?.mail.text).toContain("For you: a set of packing cubes");
  });

  it("says nothing itself, and is over at once", async () => {
    await earn(1_000);

    expect(run()).toMatchObject({ state: "ended", ended: { reason: "completed" } });
    expect(run()?.firstSentAt).toBeUndefined();
  });

  it("is not passed by points that are more than a year apart", async () => {
    await earn(600);
    await herald.advance({ days: 370 });
    await earn(600);

    expect(said()).toEqual([]);
    expect(run()).toBeUndefined();
  });

  it("is passed by points that are told of some days late, but not by last month's import", async () => {
    await herald.person("ben", { email: "ben@example.com" }, ["rewards"]);
    await earn(1_000, { ago: { days: 5 } });
    await herald.track("ben", "Points Earned", { points: 1_000 }, { ago: { days: 30 } });

    expect(said()).toHaveLength(1);
    expect(herald.sent("ben")).toEqual([]);
    expect(herald.decisions("ben")).toContainEqual(expect.objectContaining({ reason: "event-too-old" }));
  });

  it("is passed once by points that are told of twice", async () => {
    await earn(1_000, { messageId: "m1" });
    await earn(1_000, { messageId: "m1" });
    await herald.advance({ days: 1 });

    expect(said()).toHaveLength(1);
  });

  it("brings no second reward for more points while one is gold", async () => {
    await earn(1_000);
    await herald.advance({ days: 100 });
    await earn(5_000);

    expect(said().filter((each) => each.startsWith("reward-granted"))).toHaveLength(1);
  });

  it("brings one again to whoever lost gold and comes back after a year, not before", async () => {
    await earn(990, { ago: { days: 200 } });
    await earn(10);
    await herald.advance({ days: 170 });
    expect(herald.isIn("ana", "gold-member")).toBe(false);

    await earn(1_000);
    expect(herald.isIn("ana", "gold-member")).toBe(true);
    expect(reasons("loyalty-milestone")).toContain("too-soon");
    expect(said().filter((each) => each.startsWith("reward-granted"))).toHaveLength(1);

    await herald.advance({ days: 400 });
    await earn(1_000);
    expect(said().filter((each) => each.startsWith("reward-granted"))).toHaveLength(2);
  });

  it("enters one state, and nothing is waited for", async () => {
    herald = await TestHerald.start({ program: await programOf(loyaltyMilestone) });
    await earn(1_000);

    expect(herald.statesEntered()).toBe(1);
  });
});
