import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify from "fastify";
import type { Brand } from "../../../core/brand";
import { plus } from "../../../core/instant";
import { newPerson } from "../../../core/people/person";
import { defineSegment, has } from "../../../core/segments/segment";
import { DynamoPeople } from "../../../lambdas/recount-people/dynamo-people";
import { DynamoStore } from "../../../lambdas/shared/dynamo-store";
import { startDynaliteTable } from "../../../local/dynalite-table";
import { dataFolderDesk } from "../../../local/segments/data-folder-desk";
import { recountHere } from "../../../local/segments/recount-here";
import { runningDesk } from "../../../local/segments/running-desk";
import type { SegmentDesk } from "../../../local/segments/segment-desk";
import { segmentRoutes } from "../../../local/segments/segment-routes";
import { TableKeep } from "../../../local/table-keep";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const AT = "2026-03-02T09:00:00.000Z";
const now = () => AT;
const program = {
  brand: {} as Brand,
  graphs: [],
  segments: { buyer: defineSegment("Ordered.", has("Order Completed")) },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "herald-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** What a Herald left behind that did not know the segment: Ana has ordered, Ben has not. */
async function aFolderWithPeople() {
  const table = await startDynaliteTable(folder);
  const store = new DynamoStore(table.client, table.name, now);
  for (const id of ["ana", "ben"]) await store.savePerson({ ...newPerson(id, AT), applied: [`m-${id}`] });
  const record = {
    timestamp: AT,
    receivedAt: AT,
    source: "shop",
    properties: {},
    context: {},
    decisions: [],
  };
  await store.saveEvent({ ...record, personId: "ana", messageId: "m-ana", event: "Order Completed" });
  await store.saveEvent({ ...record, personId: "ben", messageId: "m-ben", event: "Signed Up" });
  return { table, store };
}

const recounted = async (desk: SegmentDesk) => {
  const before = await desk.list();
  const totals = await desk.recount(() => undefined);
  return { before, totals, after: await desk.list(), members: (await desk.members("buyer")).members };
};

const BUYER = { name: "buyer", description: "Ordered." };

describe("the data that npm start keeps", () => {
  it("is recounted and listed, at the time of its own clock", async () => {
    const { table } = await aFolderWithPeople();
    const aheadMs = 3 * 86_400_000;
    await (await TableKeep.open(table, [])).put("clock", "clock", { aheadMs });
    await table.close();

    const desk = await dataFolderDesk(folder, program);
    const { before, totals, after, members } = await recounted(desk);
    await desk.close();

    expect(before).toEqual([{ ...BUYER, size: 0 }]);
    expect(totals).toEqual({ counted: 2, changed: 1, left: 0 });
    expect(after).toEqual([{ ...BUYER, size: 1 }]);
    expect(members.map(({ personId }) => personId)).toEqual(["ana"]);
    expect(Date.parse(members[0]?.since ?? "") - Date.now()).toBeGreaterThan(aheadMs - 60_000);
  });

  it("says what to do where there is none yet", async () => {
    await expect(dataFolderDesk(join(folder, "none"), program)).rejects.toThrow(
      /there is no data in .*npm start makes some/,
    );
  });

  it("leaves people whose timer is due to the Herald that must ring it", async () => {
    const { table, store } = await aFolderWithPeople();
    const { person } = await store.load("ana", { runs: [] });
    await store.savePerson({ ...(person as NonNullable<typeof person>), timerAt: plus(AT, { days: -1 }) });
    const people = new DynamoPeople(table.client, table.name);

    const totals = await recountHere({ program, store, people, now });
    await table.close();

    expect(totals).toEqual({ counted: 1, changed: 0, left: 1 });
  });
});

describe("a Herald that runs", () => {
  it("answers over HTTP what the data would", async () => {
    const { table, store } = await aFolderWithPeople();
    const people = new DynamoPeople(table.client, table.name);
    const app = fastify();
    segmentRoutes(app, {
      program,
      lists: store,
      recount: () => recountHere({ program, store, people, now }),
    });
    await app.listen({ host: "127.0.0.1", port: 0 });
    const desk = runningDesk(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);

    const { before, totals, after, members } = await recounted(desk);
    const missed = desk.members("buyr");

    await expect(missed).rejects.toThrow('there is no segment "buyr"; did you mean "buyer"?');
    await app.close();
    await table.close();
    expect([before, after]).toEqual([[{ ...BUYER, size: 0 }], [{ ...BUYER, size: 1 }]]);
    expect([totals, members]).toEqual([
      { counted: 2, changed: 1, left: 0 },
      [{ personId: "ana", since: AT }],
    ]);
  });

  it("that does not answer is told apart from one that says no", async () => {
    const silent = runningDesk("http://localhost:1", async () => Promise.reject(new Error("ECONNREFUSED")));
    const older = runningDesk("http://localhost:4100", async () =>
      Response.json({ error: "there is nothing at GET /api/segments" }, { status: 404 }),
    );

    await expect(silent.list()).rejects.toThrow(
      "a Herald is using the data, and does not answer at http://localhost:1",
    );
    await expect(older.list()).rejects.toThrow("there is nothing at GET /api/segments");
  });
});
