import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { loyaltyReward } from "../../../program/journeys/loyalty-reward";
import { programOf } from "../../fixtures/program-of";

const cubes = "gold-packing-cubes";

describe("a loyalty reward", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(loyaltyReward);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" }, ["rewards"]);
  });

  const grant = (reward = cubes, more: object = { tier: "gold" }, how: object = {}) =>
    herald.track("ana", "Reward Granted", { reward, ...more }, how);
  const redeem = (reward?: string) => herald.track("ana", "Points Redeemed", reward ? { reward } : {});
  const said = () => herald.sent("ana").map(({ message, channel, at }) => `${message} ${channel} ${at}`);

  it("is told of at once, and once more after thirty days if it lies untouched", async () => {
    await grant();

    await herald.advance({ days: 90 });

    expect(said()).toEqual([
      "reward-granted email 2026-03-02T09:00:00.000Z",
      "reward-reminder email 2026-04-01T09:00:00.000Z",
    ]);
  });

  it("is not reminded of once it was redeemed", async () => {
    await grant();
    await herald.advance({ days: 29 });
    await redeem(cubes);
    await herald.advance({ days: 60 });

    expect(said()).toHaveLength(1);
    expect(herald.run("ana", "loyalty-reward", cubes)).toMatchObject({ ended: { reason: "left: redeemed" } });
  });

  it("is reminded of where another was redeemed, or points for something else", async () => {
    await grant();
    await redeem("birthday-mug");
    await redeem();

    await herald.advance({ days: 30 });

    expect(said()).toHaveLength(2);
  });

  it("is reminded of for each that lies untouched, where there are two", async () => {
    await grant();
    await grant("silver-sticker", {});
    await herald.advance({ days: 1 });
    await redeem("silver-sticker");

    await herald.advance({ days: 60 });

    expect(herald.sent("ana").map(({ message, correlation }) => `${message} ${correlation}`)).toEqual([
      `reward-granted ${cubes}`,
      "reward-granted silver-sticker",
      `reward-reminder ${cubes}`,
    ]);
  });

  it("is told of once where it is granted twice within a month, and again in another year", async () => {
    await grant();
    await herald.advance({ days: 3 });
    await grant();
    await herald.advance({ days: 30 });
    expect(said()).toHaveLength(2);

    await herald.advance({ days: 365 });
    await grant();

    expect(said()).toHaveLength(3);
  });

  it("is not told of twice for one event that comes twice", async () => {
    await grant(cubes, {}, { messageId: "m1" });
    await grant(cubes, {}, { messageId: "m1" });

    expect(said()).toHaveLength(1);
  });

  it("that was redeemed before the news of it arrived is still told of, but not reminded of", async () => {
    await redeem(cubes);
    await grant(cubes, {}, { ago: { hours: 1 } });

    expect(said()).toHaveLength(1);
  });

  it("is named by what it is, and is just a reward where nobody gave it a name", async () => {
    await grant();
    await grant("mystery-42", {});

    const [cubesMail, mystery] = herald.sent("ana").map(({ mail }) => mail);
    expect(cubesMail?.text).toContain("For you: a set of packing cubes");
    expect(mystery?.subject).toBe("A reward for you");
    expect(mystery?.text).toContain("For you: a reward");
    expect(mystery?.text).not.toContain("mystery");
  });

  it("is told of in German to a German reader", async () => {
    await herald.identify("ana", { locale: "de" });
    await grant();

    expect(herald.sent("ana")).toMatchObject([{ subject: "Du hast Gold erreicht", locale: "de" }]);
    expect(herald.sent("ana")[0]?.mail.text).toContain("Für dich: ein Set Packwürfel");
  });

  it("comes to the app where the mailbox may not be used, and the reminder to the phone first", async () => {
    await herald.identify("bo", { push_token: "t-bo" });
    for (const channel of ["inbox", "push"])
      await herald.track("bo", "Consent Given", { topic: "rewards", channel });
    await herald.track("bo", "Reward Granted", { reward: cubes });

    await herald.advance({ days: 30 });

    expect(herald.sent("bo").map(({ message, channel }) => `${message} ${channel}`)).toEqual([
      "reward-granted inbox",
      "reward-reminder push",
    ]);
  });

  it("is not told of to whoever did not agree to news about rewards", async () => {
    await herald.person("cy", { email: "cy@example.com" });
    await herald.track("cy", "Reward Granted", { reward: cubes });

    await herald.advance({ days: 60 });

    expect(herald.sent("cy")).toEqual([]);
    expect(herald.ledger("cy")).toMatchObject([
      { reason: "no-consent" },
      { facts: { tried: expect.arrayContaining([expect.objectContaining({ reason: "no-consent" })]) } },
    ]);
  });

  it("enters one state for the first message, and two for the reminder", async () => {
    await grant();

    await herald.advance({ days: 60 });

    expect(said()).toHaveLength(2);
    expect(herald.statesEntered()).toBe(1 + 2);
  });
});
