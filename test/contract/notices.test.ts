import type { Notices } from "../../core/notices/in-app-notice";
import { DynamoNotices } from "../../lambdas/shared/dynamo-notices";
import { DynamoTable } from "../../lambdas/shared/dynamo-table";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { MemoryNotices } from "../../local/memory-notices";
import { bannerOf, noticeOf } from "../fixtures/notice-samples";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const tables: LocalTable[] = [];
async function onDynamo(): Promise<Notices> {
  const table = await startDynaliteTable();
  tables.push(table);
  return new DynamoNotices(new DynamoTable(table.client, table.name));
}
afterEach(async () => {
  for (const table of tables.splice(0)) await table.close();
});

describe.each([
  ["in memory", async (): Promise<Notices> => new MemoryNotices()],
  ["on DynamoDB", onDynamo],
])("notices %s", (_where, make) => {
  it("are kept once, whatever a retry says", async () => {
    const notices = await make();

    const first = await notices.putNew(noticeOf());
    const second = await notices.putNew(noticeOf({ title: "Twice" }));

    expect([first, second]).toEqual([true, false]);
    expect(await notices.list("ana", "inbox")).toEqual([noticeOf({ revision: 1 })]);
  });

  it("are told apart by person and channel", async () => {
    const notices = await make();
    await notices.putNew(noticeOf());
    await notices.putNew(noticeOf({ personId: "ben" }));
    await notices.putNew(bannerOf());

    expect(await notices.list("ben", "inbox")).toMatchObject([{ personId: "ben" }]);
    expect(await notices.list("ana", "banner")).toMatchObject([{ channel: "banner", personId: "ana" }]);
    expect(await notices.list("cleo", "inbox")).toEqual([]);
  });

  it("are found by their id within their person, and by no other text", async () => {
    const notices = await make();
    await notices.putNew(noticeOf());
    const { id } = noticeOf();

    expect(await notices.get("ana", id)).toMatchObject({ title: "Welcome", revision: 1 });
    expect(await notices.get("ben", id)).toBeUndefined();
    for (const other of ["", "x", `${id}A`, bannerOf().id, Buffer.from("PROFILE").toString("base64url")])
      expect(await notices.get("ana", other)).toBeUndefined();
  });

  it("are written over only as they were read", async () => {
    const notices = await make();
    await notices.putNew(noticeOf());
    const read = (await notices.get("ana", noticeOf().id)) ?? noticeOf();

    const first = await notices.save({ ...read, clickedAt: read.createdAt });
    const second = await notices.save({ ...read, dismissedAt: read.createdAt });

    expect([first, second]).toEqual([true, false]);
    expect(await notices.get("ana", read.id)).toMatchObject({ clickedAt: read.createdAt, revision: 2 });
  });
});
