import type { Purpose } from "../../core/messages/message";
import { MemoryKeep } from "../../local/keep";
import { LocalHerald } from "../../local/local-herald";
import { MemoryStore } from "../../local/memory-store";
import { Outbox } from "../../local/outbox";
import { VirtualClock } from "../../local/virtual-clock";
import { plainProgram } from "../fixtures/plain-program";
import { commandFor, START } from "../fixtures/sender-world";

/** A Herald that takes up so many sends of a purpose; what it works on is told of in `worked`. */
async function withSends(sends: { readonly [P in Purpose]: number }) {
  const program = await plainProgram();
  const clock = new VirtualClock(START);
  const keep = new MemoryKeep();
  for (const purpose of ["marketing", "transactional"] as const) {
    for (let n = 0; n < sends[purpose]; n++) {
      const command = { ...commandFor(program, purpose), personId: `${purpose}-${n}` };
      await keep.put("send", command.personId, { id: command.personId, command, at: START });
    }
  }
  const worked: string[] = [];
  const sent = (_record: unknown, { purpose }: { readonly purpose: Purpose }) => void worked.push(purpose);
  const { providers } = new Outbox(clock.now);
  const store = new MemoryStore();
  const herald = await LocalHerald.start({ program, store, keep, clock, providers, watch: { sent } });
  return { herald, worked };
}

test("what people asked for is sent before marketing that was queued before it", async () => {
  const { herald, worked } = await withSends({ marketing: 3, transactional: 2 });

  await herald.runDue();

  expect(worked).toEqual(["transactional", "transactional", "marketing", "marketing", "marketing"]);
});

test("a piece of work ends after some marketing, so that an event need not wait for all of it", async () => {
  const { herald, worked } = await withSends({ marketing: 1_000, transactional: 0 });

  await herald.runDue();

  expect(worked.length).toBeGreaterThan(0);
  expect(worked.length).toBeLessThanOrEqual(5);
  expect(herald.nextDueAt()).toBe(START);
});

test("whoever moves the clock has everything done that is due", async () => {
  const { herald, worked } = await withSends({ marketing: 45, transactional: 1 });

  await herald.advanceTo(START);

  expect(worked).toHaveLength(46);
  expect(herald.nextDueAt()).toBeUndefined();
});
