import * as fc from "fast-check";
import { parseBusEvent } from "../../core/events/envelope";
import { OWN_EVENTS } from "../../core/events/event-catalog";
import { timerEventOf } from "../../core/events/own-event";
import { later } from "../../core/instant";
import type { DueTimer } from "../../core/store";
import { minuteOf, moved, startOf } from "../../lambdas/shared/minute";
import { type SweepPlace, type WakePeoplePorts, wakePeople } from "../../lambdas/wake-people/wake-people";
import { crashPoints, Life } from "../fixtures/mortal";

const START = "2026-11-22T10:05:00.000Z";
const SHARDS = 4;

/** Time, the table and the queue, by hand. */
class World {
  nowMs = Date.parse(START);
  readonly sent: (DueTimer & { readonly sentAt: string })[] = [];
  readonly places = new Map<number, SweepPlace>();
  pages = 0;
  private readonly rows = new Map<string, Map<string, DueTimer>>();

  constructor(private readonly pageSize = 10) {}

  /** Writes a timer as the table's adapter does: never into a minute that has begun. */
  set(personId: string, at: string, shard = 0): void {
    const name = `${later(minuteOf(at), moved(minuteOf(this.now()), 1))}#${shard}`;
    this.rows.set(name, (this.rows.get(name) ?? new Map()).set(personId, { personId, at }));
  }

  now = () => new Date(this.nowMs).toISOString();

  pass(seconds: number): void {
    this.nowMs += seconds * 1000;
  }

  readonly ports: WakePeoplePorts = {
    now: () => this.now(),
    send: async (timers) => {
      this.sent.push(...timers.map((timer) => ({ ...timer, sentAt: this.now() })));
    },
    dueTimers: async (minute, shard, after = "") => {
      this.pages += 1;
      const timers = [...(this.rows.get(`${minute}#${shard}`)?.values() ?? [])]
        .sort((a, b) => (a.personId < b.personId ? -1 : 1))
        .filter(({ personId }) => personId > after);
      const page = timers.slice(0, this.pageSize);
      const next = timers.length > page.length ? page.at(-1)?.personId : undefined;
      return { timers: page, ...(next !== undefined && { next }) };
    },
    loadPlace: async (shard) => this.places.get(shard),
    savePlace: async (shard, place) => {
      const before = this.places.get(shard);
      if (before && textOf(before) >= textOf(place)) return false;
      this.places.set(shard, place);
      return true;
    },
  };

  people(): string[] {
    return this.sent.map(({ personId }) => personId);
  }
}

/** Ports that die with a worker. */
function mortal<T extends object>(life: Life, ports: T): T {
  const given = life.give(ports);
  return Object.fromEntries(Object.keys(ports).map((name) => [name, given[name as keyof T]])) as T;
}

const textOf = ({ minute, after = "" }: SweepPlace) => `${minute}#${after}`;
const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `p${String(index).padStart(5, "0")}`);

/** A world whose sweep has run once, at its start. */
async function aSweptWorld(pageSize?: number): Promise<World> {
  const world = new World(pageSize);
  world.pass(30);
  await wakePeople(world.ports);
  return world;
}

describe("waking people", () => {
  it("sends whoever is due once the minute is over, in every shard, and each once", async () => {
    const world = await aSweptWorld();
    for (let shard = 0; shard < SHARDS; shard++) world.set(`p${shard}`, "2026-11-22T10:07:20.000Z", shard);

    world.pass(119);
    await wakePeople(world.ports);
    expect(world.sent).toEqual([]);

    world.pass(60);
    await wakePeople(world.ports);
    await wakePeople(world.ports);
    expect(world.people().sort()).toEqual(["p0", "p1", "p2", "p3"]);
    expect(world.sent[0]?.at).toBe("2026-11-22T10:07:20.000Z");
  });

  it("waits until the minute is over on clocks that stand a little behind", async () => {
    const world = await aSweptWorld();
    world.set("ana", "2026-11-22T10:06:59.999Z");

    world.nowMs = Date.parse("2026-11-22T10:07:01.999Z");
    await wakePeople(world.ports);
    expect(world.sent).toEqual([]);

    world.pass(1);
    await wakePeople(world.ports);
    expect(world.people()).toEqual(["ana"]);
  });

  it("finds on its first sweep what was set before there was a schedule", async () => {
    const world = new World();
    world.set("ana", START);
    world.pass(50 * 60);

    await wakePeople(world.ports);

    expect(world.people()).toEqual(["ana"]);
  });

  it("works off a backlog an hour at a time and skips nothing", async () => {
    const world = await aSweptWorld();
    const minutes = names(300);
    minutes.forEach((personId, index) => {
      world.set(personId, startOf(moved("2026-11-22T10:06", index)));
    });
    world.pass(301 * 60);

    const afterEach: number[] = [];
    for (let sweep = 0; sweep < 6; sweep++) {
      await wakePeople(world.ports);
      afterEach.push(world.sent.length);
    }

    expect(afterEach).toEqual([59, 119, 179, 239, 299, 300]);
    expect(world.people()).toEqual(minutes);
  });

  it("sends a minute of 25,000 timers page by page", async () => {
    const world = await aSweptWorld(1000);
    const everybody = names(25_000);
    everybody.forEach((personId, index) => {
      world.set(personId, "2026-11-22T10:06:00.000Z", index % SHARDS);
    });
    world.pages = 0;
    world.pass(120);
    const sizes: number[] = [];
    const send = async (timers: readonly DueTimer[]) => {
      sizes.push(timers.length);
      await world.ports.send(timers);
    };

    await wakePeople({ ...world.ports, send });

    expect(world.people().sort()).toEqual(everybody);
    expect(Math.max(...sizes)).toBe(1000);
    expect(world.pages).toBe(4 * 7 + 4);
  });

  it("goes on within a minute where the sweep before was cut off", async () => {
    const world = await aSweptWorld(10);
    for (const personId of names(35)) world.set(personId, "2026-11-22T10:06:00.000Z");
    world.pass(120);
    let pages = 0;
    const send = async (timers: readonly DueTimer[]) => {
      if (++pages === 3) throw new Error("the queue is away");
      await world.ports.send(timers);
    };

    await expect(wakePeople({ ...world.ports, send })).rejects.toMatchObject({
      message: expect.stringMatching(/^1 of 4 sweeps failed: /),
      cause: new Error("the queue is away"),
    });
    expect(world.sent).toHaveLength(20);

    await wakePeople(world.ports);
    expect(world.people()).toEqual(names(35));
  });

  it("sweeps the other shards where one fails", async () => {
    const world = await aSweptWorld();
    for (let shard = 0; shard < SHARDS; shard++) world.set(`p${shard}`, "2026-11-22T10:06:20.000Z", shard);
    world.pass(120);
    const send = async (timers: readonly DueTimer[]) => {
      if (timers[0]?.personId === "p0") throw new Error("no");
      await world.ports.send(timers);
    };

    await expect(wakePeople({ ...world.ports, send })).rejects.toThrow();

    expect(world.people().sort()).toEqual(["p1", "p2", "p3"]);
  });

  it("sends everybody where two sweep at once, and neither sets the other back", async () => {
    const world = await aSweptWorld(10);
    for (const personId of names(95)) world.set(personId, "2026-11-22T10:06:00.000Z");
    world.pass(120);

    await Promise.all([wakePeople(world.ports), wakePeople(world.ports)]);

    expect([...new Set(world.people())].sort()).toEqual(names(95));
    expect(world.places.get(0)).toEqual({ minute: "2026-11-22T10:07" });
  });

  it("stops where another sweep is ahead", async () => {
    const world = await aSweptWorld(10);
    for (const personId of names(95)) world.set(personId, "2026-11-22T10:06:00.000Z");
    world.pass(120);
    const send = async (timers: readonly DueTimer[]) => {
      world.places.set(0, { minute: "2026-11-22T10:07" });
      await world.ports.send(timers);
    };

    await wakePeople({ ...world.ports, send });

    expect(world.sent).toHaveLength(10);
  });

  it("sends everybody however often and wherever it is killed", async () => {
    const aWorld = async () => {
      const world = await aSweptWorld(2);
      names(7).forEach((personId, index) => {
        world.set(personId, startOf(moved("2026-11-22T10:06", index % 2)), index % SHARDS);
      });
      world.pass(180);
      return world;
    };
    const live = (life: Life, { ports: { now, ...ports } }: World) =>
      wakePeople({ ...mortal(life, ports), now });
    const whole = new Life();
    await live(whole, await aWorld());

    for (const point of crashPoints(whole.calls)) {
      const world = await aWorld();
      const life = new Life(point);
      await life.outlive(live(life, world));
      await wakePeople(world.ports);

      expect([point, [...new Set(world.people())].sort()]).toEqual([point, names(7)]);
    }
  });

  it("misses no timer, whenever it was set and whenever a sweep runs", async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ pass: fc.integer({ min: 1, max: 200 }) }),
        fc.record({ inSeconds: fc.integer({ min: -100, max: 300 }), personId: fc.stringMatching(/^[a-c]$/) }),
        fc.constant("sweep" as const),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const world = await aSweptWorld(2);
        const wanted: { personId: string; at: string; setAt: string }[] = [];
        for (const step of all) {
          if (step === "sweep") await wakePeople(world.ports);
          else if ("pass" in step) world.pass(step.pass);
          else {
            const { personId } = step;
            const at = new Date(world.nowMs + step.inSeconds * 1000).toISOString();
            world.set(personId, at);
            wanted.push({ personId, at, setAt: world.now() });
          }
        }
        world.pass(500);
        for (let sweep = 0; sweep < 5; sweep++) await wakePeople(world.ports);

        for (const { personId, at, setAt } of wanted) {
          const rang = world.sent.filter(
            (each) => each.personId === personId && each.sentAt > later(at, setAt),
          );
          expect([personId, at, rang.length > 0]).toEqual([personId, at, true]);
        }
        for (const { at } of world.sent) expect(at <= world.now()).toBe(true);
      }),
    );
  });

  it("finds a timer that is written while the minute before it is swept", async () => {
    const world = await aSweptWorld(1);
    for (const personId of ["ana", "ben"]) world.set(personId, "2026-11-22T10:06:00.000Z");
    world.pass(120);
    const send = async (timers: readonly DueTimer[]) => {
      world.set("late", "2026-11-22T10:06:30.000Z");
      await world.ports.send(timers);
    };

    await wakePeople({ ...world.ports, send });
    expect(world.people()).toEqual(["ana", "ben"]);

    world.pass(120);
    await wakePeople(world.ports);
    expect(world.people()).toEqual(["ana", "ben", "late"]);
  });

  it("sends what is taken as an event, even where it comes very late", () => {
    const text = JSON.stringify(timerEventOf("ana", "2026-05-01T00:00:00.000Z"));

    expect(parseBusEvent(text, OWN_EVENTS, START)).toMatchObject({
      ok: true,
      envelope: { userId: "ana", messageId: "timer-2026-05-01T00:00:00.000Z" },
    });
  });
});
