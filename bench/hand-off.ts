import type { CompiledProgram, ProgramSource } from "../core/program";
import type { Outgoing, Providers } from "../lambdas/send-message/channel-provider";
import { DueTimer } from "../local/due-timer";
import { MemoryKeep } from "../local/keep";
import { LocalHerald } from "../local/local-herald";
import { MemoryStore } from "../local/memory-store";
import { RealClock } from "../local/real-clock";
import { WorkQueue } from "../local/work-queue";
import { percentile } from "./percentile";
import { CART_REMINDER, knownPerson, readier } from "./ready-sends";

const RESETS = 1_000;
/** People ask for a new password however busy Herald is: the next one does not wait for the last. */
const RESET_EVERY_MS = 20;
/** Marketing is under way by then. */
const WARM_UP_MS = 3_000;

/** From the event to the provider, on the real clock. */
interface HandOff {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** Marketing that went out meanwhile. */
  readonly marketingSent: number;
}

/**
 * Has people ask for a new password while so much marketing is queued, and times each from its event until the provider
 * is called. All in memory and in one process, wired like the embedded Herald: one line of work, a timer for what is due.
 */
export async function handOffs(
  program: CompiledProgram,
  source: ProgramSource,
  marketing: number,
): Promise<HandOff> {
  const clock = new RealClock(() => performance.timeOrigin + performance.now());
  const store = new MemoryStore();
  const keep = new MemoryKeep();
  const ready = readier(program, source, CART_REMINDER);
  for (let n = 0; n < marketing; n++) {
    const id = `person-${n}`;
    const command = await ready(store, { personId: id, at: clock.now() });
    await keep.put("send", id, { id, command, at: command.at });
  }
  const askedMs = new Map<string, number>();
  const tookMs: number[] = [];
  let marketingSent = 0;
  const taking = async ({ to }: Outgoing) => {
    const asked = askedMs.get(to);
    if (asked === undefined) marketingSent += 1;
    else tookMs.push(performance.now() - asked);
    return { outcome: "accepted" as const, providerId: to };
  };
  const providers: Providers = { email: { send: taking } };
  const herald = await LocalHerald.start({ program, store, keep, clock, providers });
  const queue = new WorkQueue();
  const due = { now: clock.now, nextDueAt: () => herald.nextDueAt() };
  const timer = new DueTimer(due, () => queue.run(() => herald.runDue()));
  timer.arm();

  const startMs = performance.now() + WARM_UP_MS;
  const resets: Promise<unknown>[] = [];
  for (let n = 0; n < RESETS; n++) {
    const userId = `asker-${n}`;
    const { email } = knownPerson(userId, clock.now()).traits;
    await store.savePerson(knownPerson(userId, clock.now()));
    // Counted from when it was to come: a busy process takes it late, and that is part of the delay.
    const comesMs = startMs + n * RESET_EVERY_MS;
    const early = comesMs - performance.now();
    if (early > 0) await pause(early);
    askedMs.set(String(email?.value), comesMs);
    resets.push(queue.run(() => herald.receive(resetOf(userId, clock.now()))));
  }
  await Promise.all(resets);
  timer.stop();
  if (tookMs.length !== RESETS)
    throw new Error(`${RESETS} asked for a new password, ${tookMs.length} got it`);
  const [p50Ms, p99Ms, slowestMs] = [0.5, 0.99, 1].map((share) => percentile(tookMs, share));
  return { p50Ms, p99Ms, slowestMs, marketingSent } as HandOff;
}

/** Rows of a table: with nothing else to do, and with so much marketing before it. */
export async function handOffRows(
  program: CompiledProgram,
  source: ProgramSource,
  marketing = 100_000,
): Promise<[string, string][]> {
  const alone = await handOffs(program, source, 0);
  const behind = await handOffs(program, source, marketing);
  const queued = `${marketing.toLocaleString("en-US")} marketing sends are queued`;
  const ms = ({ p50Ms, p99Ms, slowestMs }: HandOff) =>
    [p50Ms, p99Ms, slowestMs].map((each) => `${each.toFixed(1)} ms`).join(", ");
  return [
    ["password reset, event to hand-off, nothing else queued: p50, p99, slowest", ms(alone)],
    [`password reset, event to hand-off, while ${queued}: p50, p99, slowest`, ms(behind)],
    [
      `marketing sent in those ${(WARM_UP_MS + RESETS * RESET_EVERY_MS) / 1000} seconds`,
      behind.marketingSent.toLocaleString("en-US"),
    ],
  ];
}

function resetOf(userId: string, timestamp: string) {
  const properties = { reset_url: `https://shop.fernweh.example/reset/${userId}` };
  return {
    source: "bench",
    "detail-type": "Password Reset Requested",
    detail: { messageId: `reset-${userId}`, userId, timestamp, properties },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
