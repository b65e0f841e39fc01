import { randomBytes } from "node:crypto";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { TableKeep } from "../../local/table-keep";
import { readRows } from "../../local/table-rows";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

let table: LocalTable;
beforeEach(async () => {
  table = await startDynaliteTable();
});
afterEach(() => table.close());

const open = async () => TableKeep.open(table, await readRows(table));

test("what is put is there, also for the next one to open the table", async () => {
  const keep = await open();
  await keep.put("mail", "m-1", { subject: "Hello", at: undefined });
  await keep.put("send", "m-1", { another: "kind" });

  expect(await keep.all("mail")).toEqual([{ subject: "Hello" }]);
  expect(await (await open()).all("mail")).toEqual([{ subject: "Hello" }]);
});

test("a second put replaces the first, and what is removed is gone", async () => {
  const keep = await open();
  await keep.put("execution", "a", { state: 1 });
  await keep.put("execution", "a", { state: 2 });
  await keep.put("execution", "b", { state: 1 });
  await keep.remove("execution", "b");

  expect(await keep.all("execution")).toEqual([{ state: 2 }]);
  expect(await (await open()).all("execution")).toEqual([{ state: 2 }]);
});

test("a value longer than a row is kept, as markup is", async () => {
  const html = "<td style='padding: 0'>".repeat(40_000) + randomBytes(50_000).toString("hex");
  await (await open()).put("mail", "m-1", { html });

  expect(html.length).toBeGreaterThan(1_000_000);
  expect(await (await open()).all("mail")).toEqual([{ html }]);
});

test("more rows than one page of a scan are all read", async () => {
  const keep = await open();
  const text = randomBytes(30_000).toString("hex");
  await Promise.all(Array.from({ length: 40 }, (_, n) => keep.put("refused", `r-${n}`, { n, text })));

  expect(await (await open()).all("refused")).toHaveLength(40);
});
