import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BusEvent } from "../../core/events/envelope";
import { plus } from "../../core/instant";
import type { CompiledProgram } from "../../core/program";
import type { ChannelProvider, OutgoingEmail } from "../../lambdas/send-message/channel-provider";
import { startDynaliteTable } from "../../local/dynalite-table";
import { MemoryKeep } from "../../local/keep";
import { LocalHerald } from "../../local/local-herald";
import { MemoryStore } from "../../local/memory-store";
import { VirtualClock } from "../../local/virtual-clock";
import { type CrashPoint, crashPoints, Life } from "../fixtures/mortal";
import { plainCartJourney, plainProgram } from "../fixtures/plain-program";
import { embedded, event, START } from "./embedded-fixture";

const aVisit: readonly BusEvent[] = [
  event("Identify", { userId: "ana", traits: { email: "ana@example.com" } }),
  event("Consent Given", { userId: "ana", properties: { topic: "news", channel: "email" } }),
  event("Cart Updated", { userId: "ana", properties: { cart_id: "c-1", products: [1] } }),
];

describe("a Herald that takes up another's table", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "herald-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Starts one on the folder, lets it work, and stops it. */
  async function during<T>(
    work: (it: Awaited<ReturnType<typeof embedded>>) => Promise<T>,
    how: { now?: string; program?: CompiledProgram } = {},
  ): Promise<T> {
    const table = await startDynaliteTable(folder);
    const it = await embedded({ table, ...how });
    try {
      return await work(it);
    } finally {
      await it.close();
      await table.close();
    }
  }
  const visit = () =>
    during(async ({ herald }) => {
      for (const one of aVisit) await herald.deliver(one);
      await herald.deliver(event("Cart Updated", { userId: 7 }));
    });

  test("knows who was there and what was refused", async () => {
    await visit();

    await during(async ({ herald }) => {
      expect(herald.people.get("ana")).toMatchObject({ person: { id: "ana", revision: 3 } });
      expect([...(herald.people.get("ana")?.runs.values() ?? [])]).toMatchObject([{ state: "running" }]);
      expect(herald.people.get("ana")?.events.size).toBe(3);
      expect(await herald.refused()).toMatchObject([{ refusal: { reason: "no-person" } }]);
    });
  });

  test("lets waits end when they would have", async () => {
    await visit();

    await during(
      async ({ herald }) => {
        expect(herald.nextDueAt()).toBe(plus(START, { hours: 1 }));
        await herald.advanceTo(plus(START, { hours: 1 }));
        expect(herald.outbox.mails).toMatchObject([{ subject: "reminder first-time" }]);
      },
      { now: plus(START, { minutes: 30 }) },
    );
  });

  test("does at once what fell due while nobody was there", async () => {
    await visit();

    await during(
      async ({ herald }) => {
        await herald.runDue();
        expect(herald.outbox.mails).toMatchObject([{ at: plus(START, { hours: 5 }) }]);
      },
      { now: plus(START, { hours: 5 }) },
    );
  });

  test("keeps its clock as far ahead as it was", async () => {
    await during(({ herald }) => herald.advanceTo(plus(START, { days: 3 })));

    await during(async ({ herald }) => {
      expect(herald.clockState()).toEqual({ now: plus(START, { days: 3 }), aheadSeconds: 3 * 86_400 });
    });
  });

  test("goes on counting mails and lines of the feed", async () => {
    await visit();
    await during(({ herald }) => herald.advanceTo(plus(START, { hours: 1 })));

    await during(async ({ herald }) => {
      await herald.advanceTo(plus(START, { hours: 25 }));

      expect(herald.outbox.mails.map(({ id }) => id)).toEqual(["mail-000001", "mail-000002"]);
      expect(herald.feed.before(Number.MAX_SAFE_INTEGER, 3).map(({ seq, title }) => [seq, title])).toEqual([
        [7, "last-call"],
        [6, "reminder"],
        [5, "Cart Updated"],
      ]);
    });
  });

  test("does not count an event twice that it saw before", async () => {
    await visit();

    await during(async ({ herald }) => {
      for (const one of aVisit) await herald.deliver(one);

      expect(herald.people.get("ana")?.events.size).toBe(3);
      expect(herald.feed.before(Number.MAX_SAFE_INTEGER, 3).map(({ outcome }) => outcome)).toEqual(
        Array(3).fill("duplicate"),
      );
    });
  });

  test("ends runs of a program that was changed meanwhile with what they began with", async () => {
    await visit();
    const changed = await plainProgram([{ ...plainCartJourney, steps: plainCartJourney.steps.slice(0, 2) }]);

    await during(
      async ({ herald }) => {
        await herald.advanceTo(plus(START, { hours: 30 }));
        expect(herald.outbox.mails.map(({ subject }) => subject)).toEqual([
          "reminder first-time",
          "last-call default",
        ]);
      },
      { program: changed },
    );
  });
});

describe("a Herald killed between any two steps", () => {
  let program: CompiledProgram;
  beforeAll(async () => {
    program = await plainProgram();
  });

  /** Everything that outlives a process. */
  function aWorld() {
    const clock = new VirtualClock(START);
    const mails: (OutgoingEmail & { at: string })[] = [];
    const provider: ChannelProvider<OutgoingEmail> = {
      async send(email) {
        mails.push({ ...email, at: clock.now() });
        return { outcome: "accepted", providerId: `p-${mails.length}` };
      },
    };
    return { store: new MemoryStore(), keep: new MemoryKeep(), clock, provider, mails };
  }

  async function live(world: ReturnType<typeof aWorld>, life: Life): Promise<void> {
    const herald = await LocalHerald.start({
      program,
      clock: world.clock,
      store: life.give(world.store),
      keep: life.give(world.keep),
      providers: { email: life.give(world.provider) },
    });
    for (const one of aVisit) await herald.receive(one);
    await herald.advanceTo(plus(START, { hours: 30 }));
  }

  async function killedAndStartedAgain(point: CrashPoint) {
    const world = aWorld();
    const life = new Life(point);
    await life.outlive(live(world, life));
    await live(world, new Life());
    return world;
  }

  test("sends every message at most once, and knows of each what became of it", async () => {
    const whole = new Life();
    await live(aWorld(), whole);
    const points = crashPoints(whole.calls);

    expect(points.length).toBeGreaterThan(60);
    for (const point of points) {
      const { store, mails } = await killedAndStartedAgain(point);
      const rows = store.people.get("ana");
      const statuses = [...(rows?.sends.values() ?? [])].map(({ message, status }) => [message, status]);
      const run = rows?.runs.get("cart#c-1");
      const about = JSON.stringify(point);

      expect([about, new Set(mails.map(({ subject }) => subject)).size]).toEqual([about, mails.length]);
      expect([about, run?.state, run?.ended?.reason]).toEqual([about, "ended", "completed"]);
      expect([about, statuses.map(([message]) => message)]).toEqual([about, ["reminder", "last-call"]]);
      const accepted = statuses.filter(([, status]) => status === "accepted").length;
      const unknown = statuses.filter(([, status]) => status === "unknown").length;
      expect([about, accepted + unknown]).toEqual([about, 2]);
      expect(unknown).toBeLessThanOrEqual(1);
      const [first = "", second] = mails.map(({ at }) => at);
      if (second) expect([about, second >= plus(first, { days: 1 })]).toEqual([about, true]);
      expect(mails.length).toBeGreaterThanOrEqual(accepted);
    }
  });
});
