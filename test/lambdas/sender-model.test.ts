import fc from "fast-check";
import type { CompiledProgram } from "../../core/program";
import { thrown } from "../../core/sending/kill-switch";
import { CLAIM_STALE_MS } from "../../core/sending/ledger";
import type { SendingPolicy } from "../../core/sending/policy";
import type { SendCommand } from "../../core/sending/send-command";
import { crashPoints, Life } from "../fixtures/mortal";
import { minute, observerWorld } from "../fixtures/observer-world";
import { plainProgram } from "../fixtures/plain-program";
import { commandFor, START, senderWorld } from "../fixtures/sender-world";
import { Turns } from "../fixtures/turns";

/** 10⁴ in the suite; HERALD_CASES=100000 for more. */
const CASES = Number(process.env.HERALD_CASES ?? 10_000);

let program: CompiledProgram;
beforeAll(async () => {
  program = await plainProgram();
});

type World = Awaited<ReturnType<typeof senderWorld>>;
type Purpose = "marketing" | "transactional";

const policy: SendingPolicy = {
  caps: [{ purposes: ["marketing"], most: 1, within: { days: 1 }, source: "the brand's promise" }],
};
const aWorld = () => senderWorld(program, undefined, undefined, policy);
const optOut = (world: World) => world.know({ email: "ana@example.com" }, []);

async function kill(world: World): Promise<void> {
  await world.store.saveSwitches(thrown(await world.store.loadSwitches(), "all", { at: START, by: "mara" }));
}

/** Delivers like a queue, until it is done or has been tried five times. */
async function deliver(world: World, command: SendCommand): Promise<void> {
  for (let times = 0; times < 5; times++) {
    const done = await world.attempt(command).then(
      () => true,
      () => false,
    );
    if (done) return;
    world.later(CLAIM_STALE_MS);
  }
}

describe.each<[Purpose]>([["marketing"], ["transactional"]])("every way that %s can go", (purpose) => {
  it("I1, I2, I7, R-3: with crashes, time, opt-outs and kill switches in any order of three, and redelivery ever after", async () => {
    const life = new Life();
    await (await aWorld()).attempt(commandFor(program, purpose), life);
    const crashes = crashPoints(life.calls);
    const actions = [...crashes, "deliver", "opt-out", "kill", "wait"] as const;
    let explored = 0;
    for (const one of actions)
      for (const two of actions)
        for (const three of actions) {
          const world = await aWorld();
          let stoppedAt: number | undefined;
          for (const action of [one, two, three]) {
            if (typeof action === "object") {
              const dying = new Life(action);
              await dying.outlive(world.attempt(commandFor(program, purpose), dying).catch(() => undefined));
            } else if (action === "deliver") {
              await world.attempt(commandFor(program, purpose)).catch(() => undefined);
            } else if (action === "wait") {
              world.later(CLAIM_STALE_MS);
            } else {
              if (action === "kill") await kill(world);
              else optOut(world);
              if (action === "kill" || purpose === "marketing") stoppedAt ??= world.taken.length;
            }
          }
          await deliver(world, commandFor(program, purpose));
          explored += 1;

          if (purpose === "marketing") expect(world.taken.length).toBeLessThanOrEqual(1);
          if (stoppedAt !== undefined) expect(world.taken.length).toBe(stoppedAt);
          else if (purpose === "transactional") expect(world.taken.length).toBeGreaterThanOrEqual(1);
        }
    expect(explored).toBe(actions.length ** 3);
  }, 120_000);
});

/** Runs two workers on one command by a schedule of whose call is next; tells how many calls there were. */
async function interleave(world: World, command: SendCommand, schedule: readonly boolean[]): Promise<number> {
  const workers = [new Turns(), new Turns()] as const;
  for (const worker of workers) await worker.begin(() => world.attempt(command, worker));
  let calls = 0;
  for (; !(workers[0].isDone && workers[1].isDone); calls++) {
    const [a, b] = workers;
    const first = schedule[calls] ?? true;
    await (first ? (a.isDone ? b : a) : b.isDone ? a : b).next();
  }
  return calls;
}

/** How many calls the second worker makes between those of the first; with HERALD_CASES, as many as there are. */
const IN_BETWEEN = process.env.HERALD_CASES ? Number.POSITIVE_INFINITY : 3;

it("I2: two workers with the same marketing message send it once, in every order of their calls", async () => {
  const command = commandFor(program, "marketing");
  let explored = 0;
  const explore = async (schedule: readonly boolean[]): Promise<void> => {
    const world = await aWorld();
    const calls = await interleave(world, command, schedule);
    explored += 1;
    expect(world.taken).toHaveLength(1);
    if (schedule.filter((isFirst) => !isFirst).length >= IN_BETWEEN) return;
    for (let place = schedule.length; place < calls; place++) {
      await explore([...schedule, ...Array<boolean>(place - schedule.length).fill(true), false]);
    }
  };

  await explore([]);

  expect(explored).toBeGreaterThan(400);
}, 120_000);

it("I1, I2, I3, I7: in any order of two messages' calls, deaths, redeliveries, an opt-out and a kill switch", async () => {
  const action = fc.constantFrom("a", "b", "a dies", "b dies", "opt-out", "kill", "wait");
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
      const world = await aWorld();
      const commands = {
        a: { ...commandFor(program, "marketing"), last: false },
        b: { ...commandFor(program, "marketing"), step: "send another", last: false },
      };
      let now = 0;
      const stopped: { optOut?: number; kill?: number } = {};
      const late: string[] = [];
      const start = async (name: "a" | "b") => {
        const read: { load?: number; loadSwitches?: number } = {};
        const worker: Turns = new Turns((call) => {
          now += 1;
          if (call === "load") read.load ??= now;
          if (call === "loadSwitches") read.loadSwitches = now;
          if (call !== "send") return;
          if (stopped.optOut !== undefined && (read.load ?? 0) > stopped.optOut)
            late.push("after an opt-out");
          if (stopped.kill !== undefined && (read.loadSwitches ?? 0) > stopped.kill)
            late.push("after a kill");
        });
        await worker.begin(() => world.attempt(commands[name], worker));
        return worker;
      };
      const workers = { a: await start("a"), b: await start("b") };
      for (const each of actions) {
        if (each === "a" || each === "b") {
          if (workers[each].isDone || workers[each].isDead) workers[each] = await start(each);
          await workers[each].next();
        } else if (each === "a dies") workers.a.dies();
        else if (each === "b dies") workers.b.dies();
        else if (each === "wait") world.later(CLAIM_STALE_MS);
        else if (each === "opt-out") {
          optOut(world);
          stopped.optOut ??= now;
        } else {
          await kill(world);
          stopped.kill ??= now;
        }
      }
      for (const name of ["a", "b"] as const) {
        for (let turn = 0; turn < 40 && !workers[name].isDone && !workers[name].isDead; turn++)
          await workers[name].next();
        await deliver(world, commands[name]);
      }

      expect(late).toEqual([]);
      expect(world.taken.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: CASES },
  );
}, 600_000);

const aboutCart = (cart_id: string) => ({
  ...{ cart_id, order_id: cart_id, products: [{ product_id: "p1" }], total: 20, currency: "EUR" },
  url: "https://shop.example/reset",
});

it("I4: whatever is replayed, in any order and however often, asks for no message and no machine", async () => {
  const happening = fc.record({
    event: fc.constantFrom("Cart Updated", "Order Completed", "Password Reset Requested", "Consent Given"),
    messageId: fc.integer({ min: 1, max: 6 }).map((id) => `m${id}`),
    at: fc.integer({ min: 0, max: 2_000 }).map(minute),
    cart: fc.constantFrom("c1", "c2"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 8 }), async (happenings) => {
      const world = observerWorld(program);
      for (const { cart, ...each } of happenings) {
        const consent = { topic: "news", channel: "email" };
        const properties = each.event === "Consent Given" ? consent : aboutCart(cart);
        await world.observe({ ...each, properties, replayed: true }, minute(3_000));
      }
      expect([world.sends, world.started, world.woken]).toEqual([[], [], []]);
    }),
    { numRuns: CASES / 10 },
  );
});
