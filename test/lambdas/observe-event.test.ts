import fc from "fast-check";
import { plus } from "../../core/instant";
import { APPLIED_KEPT } from "../../core/people/person";
import type { CompiledProgram } from "../../core/program";
import { executionName, refOf } from "../../core/runs/run";
import type { RunRef } from "../../core/sending/send-command";
import { observeEvent, type RefusedEvent } from "../../lambdas/observe-event/observe-event";
import { MemoryStore } from "../../local/memory-store";
import { type CrashPoint, crashPoints, Life } from "../fixtures/mortal";
import { plainProgram } from "../fixtures/plain-program";

const START = "2026-03-02T09:00:00.000Z";
const NOW = "2026-03-02T09:59:00.000Z";

let program: CompiledProgram;
beforeAll(async () => {
  program = await plainProgram();
});

/** A Herald whose machines only remember what was asked of them. */
function aWorld() {
  const store = new MemoryStore();
  const refused: RefusedEvent[] = [];
  const running = new Set<string>();
  const startedEver = new Set<string>();
  const outside = {
    async startExecution(ref: RunRef) {
      const name = executionName(ref);
      if (!startedEver.has(name)) running.add(name);
      startedEver.add(name);
    },
    async stopExecution(ref: RunRef) {
      running.delete(executionName(ref));
    },
    async wakeExecution() {},
    async enqueueSend() {},
    async publish() {},
    async keepRefused(one: RefusedEvent) {
      refused.push(one);
    },
  };
  const observe = (text: string, life = new Life()) => {
    const mortal = life.give(outside);
    return observeEvent(text, {
      program,
      catalog: program.catalog,
      store: life.give(store),
      now: () => NOW,
      startExecution: (ref) => mortal.startExecution(ref),
      stopExecution: (ref) => mortal.stopExecution(ref),
      wakeExecution: () => mortal.wakeExecution(),
      enqueueSend: () => mortal.enqueueSend(),
      publish: () => mortal.publish(),
      keepRefused: (one) => mortal.keepRefused(one),
    });
  };
  return { store, refused, running, startedEver, observe };
}

interface Fact {
  readonly minute: number;
  readonly kind: "filled" | "emptied" | "ordered" | "agreed" | "left" | "named";
  readonly cart: string;
  readonly id: number;
}

function textOf({ minute, kind, cart, id }: Fact): string {
  const [event, properties] = {
    filled: ["Cart Updated", { cart_id: cart, products: ["tent"] }],
    emptied: ["Cart Updated", { cart_id: cart, products: [] }],
    ordered: ["Order Completed", { order_id: `o${id}`, cart_id: cart }],
    agreed: ["Consent Given", { topic: "news", channel: "email" }],
    left: ["Unsubscribed", {}],
    named: ["Identify", {}],
  }[kind] as [string, object];
  const timestamp = plus(START, { minutes: minute });
  const traits =
    kind === "named" ? { first_name: `Ana ${id}`, email: `ana${minute}@example.com` } : undefined;
  return JSON.stringify({
    source: "test",
    "detail-type": event,
    detail: { messageId: `m${id}`, userId: "ana", timestamp, properties, traits },
  });
}

/** All that is known in the end, without what counts writes. */
function stateOf({ store, running }: ReturnType<typeof aWorld>) {
  const rows = store.people.get("ana");
  const { applied: _applied, revision: _revision, ...person } = rows?.person ?? ({} as never);
  const runs = [...(rows?.runs.values() ?? [])].map(({ revision: _r, ...run }) => run);
  return { person, runs, events: [...(rows?.events.keys() ?? [])].sort(), running: [...running].sort() };
}

const facts = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 0, max: 58 }),
      kind: fc.constantFrom("filled", "filled", "emptied", "ordered", "agreed", "left", "named"),
      cart: fc.constantFrom("c1", "c2"),
    }),
    { minLength: 1, maxLength: 3 * APPLIED_KEPT },
  )
  .map((list) => list.map((fact, id) => ({ ...fact, id }) as Fact));

/** Every event once in order, with second copies of all of them strewn in anywhere after the first. */
const withCopies = facts.chain((list) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: list.length, maxLength: list.length })
    .map((places) => {
      const delivered = list.map((fact, index) => ({ fact, at: index }));
      const copies = list.map((fact, index) => ({
        fact,
        at: index + 0.5 + (places[index] ?? 0) * list.length,
      }));
      return {
        list,
        delivered: [...delivered, ...copies].sort((a, b) => a.at - b.at).map(({ fact }) => fact),
      };
    }),
);

describe("observing events", () => {
  it("a second time, however much later, changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(withCopies, async ({ list, delivered }) => {
        const [once, twice] = [aWorld(), aWorld()];

        for (const fact of list) await once.observe(textOf(fact));
        for (const fact of delivered) await twice.observe(textOf(fact));

        expect(stateOf(twice)).toEqual(stateOf(once));
      }),
      { numRuns: 500 },
    );
  });

  it("by workers that die anywhere ends where it would have ended, once the queue has redelivered", async () => {
    const anyPoint = fc.record<CrashPoint>({
      call: fc.integer({ min: 1, max: 9 }),
      when: fc.constantFrom("before", "after"),
    });
    await fc.assert(
      fc.asyncProperty(facts, fc.infiniteStream(fc.option(anyPoint, { freq: 2 })), async (list, deaths) => {
        const [calm, stormy] = [aWorld(), aWorld()];

        for (const fact of list) {
          await calm.observe(textOf(fact));
          const life = new Life(deaths.next().value ?? undefined);
          await life.outlive(stormy.observe(textOf(fact), life));
          await stormy.observe(textOf(fact));
        }

        expect(stateOf(stormy)).toEqual(stateOf(calm));
      }),
      { numRuns: 500 },
    );
  });

  it("redelivered long after its worker died still starts what it began, also when others came between", async () => {
    const anyPoint = fc.record<CrashPoint>({
      call: fc.integer({ min: 1, max: 9 }),
      when: fc.constantFrom("before", "after"),
    });
    await fc.assert(
      fc.asyncProperty(facts, fc.infiniteStream(fc.option(anyPoint, { freq: 2 })), async (list, deaths) => {
        const world = aWorld();
        const unfinished: Fact[] = [];
        for (const fact of list) {
          const death = deaths.next().value ?? undefined;
          const life = new Life(death);
          await life.outlive(world.observe(textOf(fact), life));
          if (death) unfinished.push(fact);
        }
        for (const fact of unfinished) await world.observe(textOf(fact));

        const live = [...(world.store.people.get("ana")?.runs.values() ?? [])].filter(
          ({ state }) => state === "running",
        );
        // An execution whose stop was lost runs on beside its successor; the gate lets nothing of it out.
        expect([...world.running]).toEqual(
          expect.arrayContaining(live.map((run) => executionName(refOf(run)))),
        );
        expect(world.store.people.get("ana")?.events.size).toBe(list.length);
      }),
      { numRuns: 500 },
    );
  });

  it("whose row was thought lost gets its row when it comes after all", async () => {
    const world = aWorld();
    const [lost, ...others] = Array.from(
      { length: APPLIED_KEPT + 3 },
      (_, id): Fact => ({ minute: id, kind: "filled", cart: "c1", id }),
    ) as [Fact, ...Fact[]];
    const life = new Life({ call: 4, when: "before" });
    await life.outlive(world.observe(textOf(lost), life));
    for (const fact of others) await world.observe(textOf(fact));
    expect(world.store.people.get("ana")?.events.get("m0")).toMatchObject({ event: "Record Lost" });

    await world.observe(textOf(lost));

    expect(world.store.people.get("ana")?.events.get("m0")).toMatchObject({ event: "Cart Updated" });
  });

  it("that fill a person with traits leave room for a withdrawal of consent", async () => {
    const world = aWorld();
    const identify = (n: number) =>
      JSON.stringify({
        source: "test",
        "detail-type": "Identify",
        detail: {
          ...{ messageId: `t${n}`, userId: "ana", timestamp: START },
          traits: Object.fromEntries(
            Array.from({ length: 150 }, (_, m) => [`trait-${n}-${m}`, "x".repeat(1000)]),
          ),
        },
      });
    for (let n = 0; n < 5; n++) await world.observe(identify(n));
    await world.observe(textOf({ minute: 1, kind: "left", cart: "", id: 1 }));

    const person = world.store.people.get("ana")?.person;
    expect(Buffer.byteLength(JSON.stringify(person))).toBeLessThan(350_000);
    expect(person?.consents).toMatchObject({ "*/email": { given: false } });
  });

  it("starts the execution of a run whatever the worker that began it died of", async () => {
    const fact: Fact = { minute: 1, kind: "filled", cart: "c1", id: 1 };
    const life = new Life();
    await aWorld().observe(textOf(fact), life);
    for (const point of crashPoints(life.calls)) {
      const world = aWorld();
      const mortal = new Life(point);
      await mortal.outlive(world.observe(textOf(fact), mortal));

      await world.observe(textOf(fact));

      expect(world.running.size).toBe(1);
      expect(world.startedEver.size).toBe(1);
    }
  });

  it("of one person by two workers at once loses neither", async () => {
    const world = aWorld();
    const list = Array.from(
      { length: 12 },
      (_, id): Fact => ({ minute: id, kind: "ordered", cart: `c${id}`, id }),
    );

    await Promise.all(list.map((fact) => world.observe(textOf(fact))));

    expect(world.store.people.get("ana")?.person?.history["Order Completed"]?.count).toBe(12);
  });

  it("of an unknown name records it on the person and triggers nothing", async () => {
    const world = aWorld();
    const detail = { messageId: "m1", userId: "ana", timestamp: START, properties: { any: "thing" } };

    await world.observe(JSON.stringify({ source: "test", "detail-type": "Never Heard Of", detail }));

    const rows = world.store.people.get("ana");
    expect(rows?.events.get("m1")).toMatchObject({
      event: "Never Heard Of",
      properties: { any: "thing" },
      decisions: [],
    });
    expect(rows?.runs.size).toBe(0);
    expect(world.running.size).toBe(0);
  });

  it("that cannot be used keeps them with the reason and their text", async () => {
    const world = aWorld();

    const result = await world.observe("{ not json");

    expect(result).toMatchObject({ status: "refused", refusal: { reason: "not-json" } });
    expect(world.refused).toMatchObject([
      { refusal: { reason: "not-json" }, receivedAt: NOW, text: "{ not json" },
    ]);
  });

  it("of a replay rebuilds what is known and starts nothing (R-8)", async () => {
    const world = aWorld();
    for (const fact of [
      { minute: 1, kind: "ordered", cart: "c9", id: 1 },
      { minute: 50, kind: "filled", cart: "c1", id: 2 },
    ] as Fact[]) {
      await world.observe(JSON.stringify({ ...JSON.parse(textOf(fact)), "replay-name": "rebuild" }));
    }

    expect(world.store.people.get("ana")?.person?.history["Order Completed"]?.count).toBe(1);
    expect(world.startedEver.size).toBe(0);
  });
});
