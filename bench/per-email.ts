import type { CompiledProgram } from "../core/program";
import type { ObserveEventResult } from "../lambdas/observe-event/observe-event";
import { costOf, totalOf, type Usage } from "../local/cost";
import { CountingStore } from "../local/counting-store";
import { MemoryKeep } from "../local/keep";
import { LocalHerald } from "../local/local-herald";
import { asksNow } from "../local/machine-runner";
import { MemoryStore } from "../local/memory-store";
import { Outbox } from "../local/outbox";
import { VirtualClock } from "../local/virtual-clock";

const START = "2026-03-02T09:00:00.000Z";
const RUNS = 100;
/** Events of the engagement queue come to a Lambda in batches; one at a time is the most that can be billed. */
export const REQUESTS_PER_QUEUE_MESSAGE = 3;

const cart = {
  cart_id: "c1",
  products: ["Kestrel backpack", "Merino socks", "Trail lamp"].map((name, index) => ({
    product_id: `p${index}`,
    name,
    price: 18 + 20 * index,
    quantity: 1,
    url: `https://shop.fernweh.example/p${index}`,
    image_url: `https://images.fernweh.example/p${index}.jpg`,
  })),
  total: 114,
  currency: "EUR",
};

/**
 * Counts what one delayed email uses: people who are known and agreed leave a cart, wait, and get both messages.
 * Everything is counted from the cart's event on, one event to a Lambda invocation.
 */
export async function usagePerEmail(program: CompiledProgram): Promise<Usage> {
  const clock = new VirtualClock(START);
  const store = new CountingStore(new MemoryStore());
  const outbox = new Outbox(clock.now);
  let questions = 0;
  let statesEntered = 0;
  let sends = 0;
  let notices = 0;
  const herald = await LocalHerald.start({
    program,
    store,
    keep: new MemoryKeep(),
    clock,
    providers: outbox.providers,
    watch: {
      observed: (result) => {
        notices += noticesIn(result);
      },
      sent: () => {
        sends += 1;
      },
      moved: (execution) => {
        if (asksNow(execution)) questions += 1;
        if (execution.status !== "running") statesEntered += execution.statesEntered;
      },
    },
  });
  const receive = (name: string, userId: string, id: string, detail: object) =>
    herald.receive({
      source: "bench",
      "detail-type": name,
      detail: { messageId: id, userId, timestamp: clock.now(), ...detail },
    });
  for (let n = 0; n < RUNS; n++) {
    const traits = { email: `person-${n}@example.com`, first_name: "Ana", locale: "en-US" };
    await receive("Identify", `person-${n}`, `i${n}`, { traits });
    await receive("Consent Given", `person-${n}`, `c${n}`, {
      properties: { topic: "cart-reminders", channel: "email" },
    });
  }
  const before = { readUnits: store.readUnits, writeUnits: store.writeUnits };
  for (let n = 0; n < RUNS; n++) await receive("Cart Updated", `person-${n}`, `u${n}`, { properties: cart });
  await herald.advance({ days: 3 });

  const emails = outbox.mails.length;
  const each = (count: number) => count / emails;
  const observed = RUNS + store.timersDue;
  return {
    emails: 1,
    statesEntered: each(statesEntered),
    executions: each(RUNS),
    lambdaInvocations: each(observed + questions + sends),
    readUnits: each(store.readUnits - before.readUnits),
    writeUnits: each(store.writeUnits - before.writeUnits),
    queueRequests: each(REQUESTS_PER_QUEUE_MESSAGE * (observed + sends)),
    busEvents: each(RUNS + notices),
  };
}

/** What Herald says about itself on the bus when it observes an event. */
export function noticesIn(result: ObserveEventResult): number {
  if (result.status !== "observed") return 0;
  const told = ["started", "restarted", "exited", "goal-reached"];
  return result.decisions.filter(({ outcome }) => told.includes(outcome)).length;
}

/** The rows of the table about one delayed email. */
export async function perEmailRows(program: CompiledProgram): Promise<[string, string][]> {
  const usage = await usagePerEmail(program);
  const million = costOf(
    Object.fromEntries(Object.entries(usage).map(([name, value]) => [name, value * 1e6])) as unknown as Usage,
  );
  const { total, pessimistic } = totalOf(million);
  const count = (value: number) => value.toFixed(2);
  const dollars = (value: number) => `$${value.toFixed(2)}`;
  return [
    ["per delayed email: states entered", count(usage.statesEntered)],
    ["per delayed email: Lambda invocations", count(usage.lambdaInvocations)],
    ["per delayed email: DynamoDB read units", count(usage.readUnits)],
    ["per delayed email: DynamoDB write units", count(usage.writeUnits)],
    ["per delayed email: queue requests", count(usage.queueRequests)],
    [
      "per million: SES, à la carte (Essentials plan)",
      `${dollars(million.ses)} (${dollars(million.sesEssentials)})`,
    ],
    ["per million: Step Functions, states entered", dollars(million.stepFunctions)],
    ["per million: Step Functions, starts and ends if billed", dollars(million.stepFunctionsStartEnd)],
    ["per million: DynamoDB", dollars(million.dynamodb)],
    ["per million: Lambda", dollars(million.lambda)],
    ["per million: SQS", dollars(million.sqs)],
    ["per million: EventBridge", dollars(million.eventBridge)],
    ["per million: logs", dollars(million.logs)],
    ["per million: all, only states entered billed (aim ≤ $162)", dollars(total)],
    ["per million: all, starts and ends billed too (aim ≤ $212)", dollars(pessimistic)],
  ];
}
