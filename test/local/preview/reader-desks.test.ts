import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPerson } from "../../../core/people/person";
import { DynamoStore } from "../../../lambdas/shared/dynamo-store";
import { startDynaliteTable } from "../../../local/dynalite-table";
import { dataFolderReader } from "../../../local/preview/data-folder-reader";
import { runningReader } from "../../../local/preview/running-reader";
import { embedded, event, START } from "../embedded-fixture";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

describe("somebody to show a message to", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "herald-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is read with their events from what npm start keeps", async () => {
    const table = await startDynaliteTable(folder);
    const store = new DynamoStore(table.client, table.name, () => START);
    await store.savePerson(newPerson("ana", START));
    await store.saveEvent({
      ...{ personId: "ana", messageId: "m-1", event: "Order Completed", source: "shop" },
      ...{ timestamp: START, receivedAt: START, properties: { order_id: "7" }, context: {}, decisions: [] },
    });
    await table.close();

    const desk = await dataFolderReader(folder);
    const known = await desk.read("ana");
    const nobody = desk.read("bo");
    await expect(nobody).rejects.toThrow(`nobody in ${folder}/ has the id "bo"`);
    await desk.close();

    expect(known.person.id).toBe("ana");
    expect(known.events).toMatchObject([{ event: "Order Completed", properties: { order_id: "7" } }]);
  });

  it("is read from a Herald that runs", async () => {
    const world = await embedded();
    await world.herald.deliver(event("Identify", { userId: "ana", traits: { first_name: "Ana" } }));

    const desk = runningReader(`http://127.0.0.1:${world.port}`);
    const known = await desk.read("ana");
    const nobody = desk.read("bo");
    await expect(nobody).rejects.toThrow('nobody has the id "bo"');
    await desk.close();
    await world.close();

    expect(known.person.traits.first_name).toMatchObject({ value: "Ana" });
    expect(known.events).toMatchObject([{ event: "Identify" }]);
  });
});
