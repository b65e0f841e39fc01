import { plus } from "../../core/instant";
import type { CompiledProgram } from "../../core/program";
import type { FrequencyCap } from "../../core/sending/frequency-cap";
import { thrown } from "../../core/sending/kill-switch";
import type { SendingPolicy } from "../../core/sending/policy";
import type { QuietHours } from "../../core/sending/quiet-hours";
import type { SendCommand } from "../../core/sending/send-command";
import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { crashPoints, Life } from "../fixtures/mortal";
import { plainProgram } from "../fixtures/plain-program";
import { commandOf, run, START, senderWorld } from "../fixtures/sender-world";

let program: CompiledProgram;
beforeAll(async () => {
  program = await plainProgram();
});

const DAY = ["08:00", "20:00"] as const;
const quietHours: QuietHours = {
  homeCountry: "DE",
  rules: [
    {
      channels: ["email"],
      purposes: ["marketing"],
      allowed: {
        ...{
          monday: DAY,
          tuesday: DAY,
          wednesday: DAY,
          thursday: DAY,
          friday: DAY,
          saturday: DAY,
          sunday: DAY,
        },
      },
      ...{ source: "the brand's own promise", effective: "2026-01-01", reviewed: "2026-01-01" },
    },
  ],
  zonesIfUnknown: { other: ["UTC"] },
};
const daily: FrequencyCap = {
  purposes: ["marketing"],
  most: 1,
  within: { days: 1 },
  source: "the brand's promise",
};
const quiet: SendingPolicy = { quietHours, caps: [] };
const capped: SendingPolicy = { caps: [daily] };

const aWorld = (policy: SendingPolicy) => senderWorld(program, undefined, undefined, policy);
const command = (more: Partial<SendCommand> = {}) => ({ ...commandOf(program, "last-call"), ...more });

/** Until the evening, when it is quiet. */
async function inTheEvening(policy: SendingPolicy) {
  const world = await aWorld(policy);
  world.later(12 * 3_600_000);
  return { world, command: command({ at: plus(START, { hours: 12 }) }) };
}

describe("a message at a quiet hour", () => {
  it("S-24: is held until the morning and goes out then", async () => {
    const { world, command } = await inTheEvening(quiet);

    const record = await world.attempt(command);

    expect(record).toMatchObject({
      status: "deferred",
      reason: "quiet-hours",
      until: "2026-03-03T08:00:00.000Z",
    });
    expect(world.holds).toEqual([{ held: command, until: "2026-03-03T08:00:00.000Z" }]);
    expect(world.taken).toEqual([]);
    world.later(11 * 3_600_000);
    expect(await world.attempt(command)).toMatchObject({ status: "accepted" });
    expect(world.taken).toHaveLength(1);
  });

  it("comes again by its queue where it was brought back a moment early", async () => {
    const { world, command } = await inTheEvening(quiet);
    await world.attempt(command);
    world.later(11 * 3_600_000 - 1);

    await expect(world.attempt(command)).rejects.toThrow(TryAgainLater);

    expect(world.holds).toHaveLength(1);
    world.later(150_000);
    expect(await world.attempt(command)).toMatchObject({ status: "accepted" });
  });

  it("leaves its run going, so that an exit during the night still ends it", async () => {
    const { world, command } = await inTheEvening(quiet);
    await world.attempt(command);
    const rows = world.store.people.get("ana");

    expect(rows?.runs.get("cart#c1")).toMatchObject({ state: "running" });
    rows?.runs.set("cart#c1", {
      ...run,
      state: "ended",
      ended: { at: START, reason: "ordered" },
      revision: 1,
    });
    world.later(11 * 3_600_000);

    expect(await world.attempt(command)).toMatchObject({ status: "skipped", reason: "run-ended" });
    expect(world.taken).toEqual([]);
  });

  it("passes the whole gate again: a withdrawal during the night holds", async () => {
    const { world, command } = await inTheEvening(quiet);
    await world.attempt(command);
    world.know({ email: "ana@example.com" }, []);
    world.later(11 * 3_600_000);

    expect(await world.attempt(command)).toMatchObject({ status: "skipped", reason: "no-consent" });
  });

  it("is skipped where it would be of no use in the morning", async () => {
    const world = await aWorld(quiet);
    world.later(12 * 3_600_000);

    const record = await world.attempt(command({ at: plus(START, { hours: -26 }) }));

    expect(record).toMatchObject({ status: "skipped", reason: "quiet-hours" });
    expect(world.holds).toEqual([]);
  });

  it("is held also where its worker dies at any call, and sent once", async () => {
    const counting = new Life();
    const first = await inTheEvening(quiet);
    await first.world.attempt(first.command, counting);
    for (const point of crashPoints(counting.calls)) {
      const { world, command } = await inTheEvening(quiet);
      const life = new Life(point);
      await life.outlive(world.attempt(command, life));

      expect(await world.attempt(command)).toMatchObject({ status: "deferred" });

      expect(world.holds.length).toBeGreaterThan(0);
      expect(new Set(world.holds.map(({ until }) => until)).size).toBe(1);
      world.later(11 * 3_600_000);
      for (const { held } of world.holds) await world.attempt(held);
      expect(world.taken).toHaveLength(1);
    }
  });
});

describe("a message that is too late", () => {
  it("is skipped, R-7: also when it comes back from the dead letters", async () => {
    const world = await aWorld({ caps: [] });
    world.later(3 * 24 * 3_600_000);

    expect(await world.attempt(command())).toMatchObject({ status: "skipped", reason: "expired" });
  });
});

describe("a frequency cap", () => {
  const second = () => command({ step: "send again", at: START });

  it("holds the message over it until there is room", async () => {
    const world = await aWorld(capped);
    await world.attempt(command({ last: false }));
    world.later(3_600_000);

    expect(await world.attempt(second())).toMatchObject({
      ...{ status: "deferred", reason: "frequency-cap", until: plus(START, { days: 1 }) },
      facts: { most: 1 },
    });
    world.later(23 * 3_600_000);
    expect(await world.attempt(second())).toMatchObject({ status: "accepted" });
  });

  it("S-22: lets three of fifty at once through, and holds the others", async () => {
    const world = await aWorld({ caps: [{ ...daily, most: 3 }] });
    const commands = Array.from({ length: 50 }, (_, index) =>
      command({ step: `send ${index}`, last: false }),
    );

    const results = await Promise.allSettled(commands.map((each) => world.attempt(each)));
    for (const [index, { status }] of results.entries())
      if (status === "rejected") await world.attempt(commands[index] as SendCommand);

    expect(world.taken).toHaveLength(3);
    expect(world.holds).toHaveLength(47);
  });

  it("does not count a message that a worker sends again for", async () => {
    const world = await aWorld(capped);

    const life = new Life({ call: 7, when: "after" });
    await life.outlive(world.attempt(command({ last: false }), life));

    expect(await world.attempt(command({ last: false }))).toMatchObject({ status: "accepted" });
    expect(world.taken).toHaveLength(1);
  });

  it("keeps the room of a message that goes first and is due that day", async () => {
    const first = { ...program.graphs[0], journey: "offer", priority: 10 };
    const ranked = { ...program, graphs: [...program.graphs, first] } as CompiledProgram;
    const world = await senderWorld(ranked, undefined, undefined, { quietHours, caps: [daily] });
    await world.store.saveRun({ ...run, journey: "offer" });
    world.later(12 * 3_600_000);
    const evening = plus(START, { hours: 12 });
    const offer = command({ journey: "offer", at: evening });

    expect(await world.attempt(offer)).toMatchObject({ status: "deferred", reason: "quiet-hours" });
    world.later(11 * 3_600_000);
    expect(await world.attempt(command({ at: evening }))).toMatchObject({
      status: "deferred",
      reason: "frequency-cap",
    });
    expect(await world.attempt(offer)).toMatchObject({ status: "accepted" });
  });
});

describe("R-30: a kill switch", () => {
  it("stops the next send, and lets it out again only by a new one", async () => {
    const world = await aWorld({ caps: [] });
    const board = await world.store.loadSwitches();
    await world.store.saveSwitches(thrown(board, "purpose:marketing", { at: START, by: "mara" }));

    const record = await world.attempt(command());

    expect(record).toMatchObject({
      ...{ status: "skipped", reason: "switched-off" },
      facts: { switch: "purpose:marketing" },
    });
    expect(world.taken).toEqual([]);
  });
});
