import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { MirroredStore } from "../../local/mirrored-store";
import { readRows } from "../../local/table-rows";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

describe("the timers of a mirrored store that is opened again", () => {
  let table: LocalTable;
  let now = "2026-03-02T09:00:10.000Z";
  beforeEach(async () => {
    table = await startDynaliteTable();
  });
  afterEach(() => table.close());
  const open = async () =>
    new MirroredStore(new DynamoStore(table.client, table.name, () => now), await readRows(table));
  const FAR = "2027-01-01T00:00:00.000Z";

  it("are those that have not rung, to the millisecond", async () => {
    const before = await open();
    await before.setTimer("ana", "2026-03-02T09:00:12.345Z");
    await before.setTimer("ben#1", "2026-03-02T10:30:00.000Z");
    await before.setTimer("cleo", "2026-03-02T09:00:11.000Z");
    const [rings] = before.dueTimers("2026-03-02T09:00:11.000Z");
    await before.removeTimer(rings as { personId: string; at: string });

    const after = await open();

    expect(after.nextTimerAt()).toBe("2026-03-02T09:00:12.345Z");
    expect(after.dueTimers(FAR)).toMatchObject([
      { personId: "ana", at: "2026-03-02T09:00:12.345Z" },
      { personId: "ben#1", at: "2026-03-02T10:30:00.000Z" },
    ]);
  });

  it("ring again where Herald was killed before it was done with them", async () => {
    const before = await open();
    await before.setTimer("ana", "2026-03-02T09:00:12.345Z");
    before.dueTimers(FAR);

    expect((await open()).dueTimers(FAR)).toHaveLength(1);
  });

  it("leave nothing behind when they have rung, also where they were set twice in different minutes", async () => {
    const at = "2026-03-02T09:00:12.345Z";
    await (await open()).setTimer("ana", at);
    now = "2026-03-02T09:07:00.000Z";
    const store = await open();
    await store.setTimer("ana", at);

    for (const timer of store.dueTimers(FAR)) await store.removeTimer(timer);

    expect(await readRows(table)).toEqual([]);
  });

  it("cannot be read from a row that does not say when", async () => {
    await expect(
      (async () =>
        new MirroredStore(new DynamoStore(table.client, table.name, () => now), [
          { pk: "DUE#2026-03-02T09:01#0", sk: "ana" },
        ]))(),
    ).rejects.toThrow("the row DUE#2026-03-02T09:01#0 ana does not say when it is due");
  });
});
