import type { SQSRecord } from "aws-lambda";
import type { Person } from "../core/people/person";
import type { CompiledProgram } from "../core/program";
import type { Store } from "../core/store";
import { personLaneOf } from "../lambdas/observe-event/observation-batch";
import { type ObserveEventPorts, observeEvent } from "../lambdas/observe-event/observe-event";
import { workBatch } from "../lambdas/shared/batch";
import { CountingStore } from "../local/counting-store";
import { MemoryStore } from "../local/memory-store";
import { type Dice, diceOf } from "./dice";
import { productOf } from "./shop-cart";

const FROM = Date.parse("2026-03-02T09:00:00.000Z");
const WHO = "ana";
/** As lib/observe-event.ts and lib/event-queues.ts set them. */
const WORKERS = 10;
const BATCH = 50;
const MAX_RECEIVES = 5;
/** A prime, so that the rows measured are of every kind. */
const MEASURE_EVERY = 7;
const FEATURES = ["packing-list", "trip-planner", "size-advisor", "gear-log"];

/** What a burst of one person's events came to. */
export interface Burst {
  readonly events: number;
  /** Attempts that were lost to another worker who wrote first. */
  readonly lostWrites: number;
  /** Events that went back to the queue because they lost too often. */
  readonly redelivered: number;
  /** Events that went back so often that they ended in the dead-letter queue. */
  readonly dead: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly largestRowBytes: number;
  readonly store: MemoryStore;
}

/** One person's events as the bus brings them: views, features and carts, so many a second. */
export function eventsOfOne(count: number, everyMs: number): string[] {
  const dice = diceOf(count);
  return Array.from({ length: count }, (_, n) => {
    const [name, properties] = eventOf(n, dice);
    const timestamp = new Date(FROM + n * everyMs).toISOString();
    return JSON.stringify({
      source: "bench",
      "detail-type": name,
      detail: { messageId: `m${n}`, userId: WHO, timestamp, properties },
    });
  });
}

function eventOf(n: number, dice: Dice): [string, object] {
  if (dice.chance(0.6)) return ["Product Viewed", productOf(dice.whole(0, 11))];
  if (dice.chance(0.5)) return ["Feature Used", { feature: dice.oneOf(FEATURES) }];
  const products = [productOf(0), productOf(1)];
  return ["Cart Updated", { cart_id: `cart-${Math.floor(n / 1000)}`, products, total: 56, currency: "EUR" }];
}

/** Ten Lambdas take one person's events from the queue at once, in batches and in no order. */
export async function burst(program: CompiledProgram, events: number): Promise<Burst> {
  const dice = diceOf(events);
  const store = new MemoryStore();
  const counting = new CountingStore(store, MEASURE_EVERY);
  const seen = { lostWrites: 0, redelivered: 0, dead: 0, largestRowBytes: 0 };
  const ports = portsOf(program, slowly(watched(counting, seen), dice), FROM + events * 10);
  const queue = shuffled(eventsOfOne(events, 10), dice).map(recordOf);
  const receives = new Map<string, number>();
  const quiet = console.error;
  console.error = () => undefined;
  const work = async () => {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH);
      const { batchItemFailures } = await workBatch(
        batch,
        personLaneOf,
        async (text) => void (await observeEvent(text, ports)),
        () => undefined,
      );
      for (const { itemIdentifier } of batchItemFailures) {
        const times = (receives.get(itemIdentifier) ?? 1) + 1;
        receives.set(itemIdentifier, times);
        if (times > MAX_RECEIVES) seen.dead += 1;
        else {
          seen.redelivered += 1;
          queue.push(batch.find(({ messageId }) => messageId === itemIdentifier) as SQSRecord);
        }
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: WORKERS }, work));
  } finally {
    console.error = quiet;
  }
  const { readUnits, writeUnits } = counting;
  return { events, ...seen, readUnits, writeUnits, store };
}

/** Units read and written per event of a person, after so many events one after the other. */
export async function unitsPerEvent(
  program: CompiledProgram,
  marks: readonly number[],
): Promise<
  { readonly events: number; readonly reads: number; readonly writes: number; readonly rowBytes: number }[]
> {
  const sample = 1_000;
  const memory = new MemoryStore();
  const store = new CountingStore(memory);
  const everyMs = 60_000;
  const lines = eventsOfOne(Math.max(...marks), everyMs);
  const found = [];
  let before = { reads: 0, writes: 0 };
  for (const [index, line] of lines.entries()) {
    await observeEvent(line, portsOf(program, store, FROM + index * everyMs));
    const events = index + 1;
    if (marks.includes(events + sample)) before = { reads: store.readUnits, writes: store.writeUnits };
    if (!marks.includes(events)) continue;
    found.push({
      events,
      reads: (store.readUnits - before.reads) / sample,
      writes: (store.writeUnits - before.writes) / sample,
      rowBytes: bytesOf(memory.people.get(WHO)?.person),
    });
  }
  return found;
}

/** The rows of the table about one busy person. */
export async function onePersonRows(program: CompiledProgram): Promise<[string, string][]> {
  const whole = (value: number) => Math.round(value).toLocaleString("en-US");
  const units = await unitsPerEvent(program, [2_000, 10_000, 50_000]);
  const rushed = await burst(program, 10_000);
  return [
    ...units.map(({ events, reads, writes, rowBytes }): [string, string] => [
      `a person's ${whole(events)}th event: units read, written, bytes of their row`,
      `${reads.toFixed(2)}, ${writes.toFixed(2)}, ${whole(rowBytes)}`,
    ]),
    [
      "10,000 events of one person at once: units written per event",
      (rushed.writeUnits / rushed.events).toFixed(1),
    ],
    ["10,000 at once: units read per event", (rushed.readUnits / rushed.events).toFixed(1)],
    [
      "10,000 at once: writes lost to another worker, per event",
      (rushed.lostWrites / rushed.events).toFixed(2),
    ],
    ["10,000 at once: went back to the queue", whole(rushed.redelivered)],
    ["10,000 at once: ended in the dead-letter queue (aim 0)", whole(rushed.dead)],
    ["10,000 at once: largest row of the person, bytes", whole(rushed.largestRowBytes)],
  ];
}

function portsOf(program: CompiledProgram, store: Store, nowMs: number): ObserveEventPorts {
  const nothing = async () => undefined;
  return {
    ...{ program, catalog: program.catalog, store, now: () => new Date(nowMs).toISOString() },
    ...{ startExecution: nothing, stopExecution: nothing, wakeExecution: nothing },
    ...{ publish: nothing, enqueueSend: nothing },
    keepRefused: async ({ refusal }) => {
      throw new Error(refusal.detail);
    },
  };
}

/** Counts the writes that are refused, and notes how large a person's row grows. */
function watched(store: Store, seen: { lostWrites: number; largestRowBytes: number }): Store {
  const counted = async (saving: Promise<boolean>) => {
    const saved = await saving;
    if (!saved) seen.lostWrites += 1;
    return saved;
  };
  const savePerson = (person: Person) => {
    if (person.revision % MEASURE_EVERY === 0)
      seen.largestRowBytes = Math.max(seen.largestRowBytes, bytesOf(person));
    return counted(store.savePerson(person));
  };
  return overriding(store, { savePerson, saveRun: (run) => counted(store.saveRun(run)) });
}

/** Takes a while over everything, never the same, so that workers get into each other's way. */
function slowly(store: Store, dice: Dice): Store {
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  return new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: unknown[]) => {
        for (let left = dice.whole(1, 3); left > 0; left--) await pause();
        return method.apply(target, given);
      };
    },
  });
}

function overriding(store: Store, some: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const own = some[name as keyof Store];
      const method = own ?? Reflect.get(target, name);
      return typeof method === "function" ? method.bind(target) : method;
    },
  });
}

function recordOf(body: string, index: number): SQSRecord {
  return { body, messageId: `record-${index}`, attributes: {} } as SQSRecord;
}

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  return list
    .map((value) => ({ value, place: dice.roll() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

const bytesOf = (row: object | undefined) => Buffer.byteLength(JSON.stringify(row ?? {}));
