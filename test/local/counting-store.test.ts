import { CountingStore } from "../../local/counting-store";
import { MemoryStore } from "../../local/memory-store";

const AT = "2026-03-02T09:00:00.000Z";
const membership = { segment: "loyal", personId: "ana", member: true, since: AT, revision: 1 };

/** What DynamoDB would bill for work on a store in which 1,000 people are members. */
async function unitsOf(work: (store: CountingStore) => Promise<unknown>) {
  const memory = new MemoryStore();
  for (let n = 0; n < 1000; n++) await memory.noteMembership({ ...membership, personId: `p${n}` });
  const store = new CountingStore(memory);
  await work(store);
  return { reads: store.readUnits, writes: store.writeUnits };
}

describe("what the table bills", () => {
  it.each<[string, (store: CountingStore) => Promise<unknown>, { reads: number; writes: number }]>([
    ["a timer", (store) => store.setTimer("ana", AT), { reads: 0, writes: 1 }],
    ["a membership", (store) => store.noteMembership(membership), { reads: 0, writes: 1 }],
    [
      "three sends, two of which are not there",
      (store) => store.loadSends("ana", ["a", "b", "c"]),
      { reads: 3, writes: 0 },
    ],
    ["everything of nobody", (store) => store.loadAll("nobody"), { reads: 1, writes: 0 }],
  ])("for %s", async (_what, work, units) => {
    expect(await unitsOf(work)).toEqual(units);
  });

  it("for a segment grows with its members", async () => {
    for (const work of [
      (store: CountingStore) => store.countMembers("loyal"),
      (store: CountingStore) => store.listMembers("loyal"),
    ]) {
      const { reads } = await unitsOf(work);
      expect(reads).toBeGreaterThan(30);
      expect(reads).toBeLessThan(50);
    }
  });

  it("for a timer that rang is a small part of what the sweep reads", async () => {
    const { reads, writes } = await unitsOf(async (store) => {
      await store.setTimer("ana", AT);
      for (const timer of store.dueTimers(AT)) await store.removeTimer(timer);
      expect(store.timersDue).toBe(1);
    });

    expect(reads).toBeGreaterThan(0);
    expect(reads).toBeLessThan(0.1);
    expect(writes).toBe(1);
  });
});
