import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { MemoryStore } from "../../local/memory-store";
import { MirroredStore } from "../../local/mirrored-store";
import { storeContract } from "./store-contract";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const tables: LocalTable[] = [];
async function anEmptyTable(): Promise<LocalTable> {
  const table = await startDynaliteTable();
  tables.push(table);
  return table;
}
afterEach(async () => {
  for (const table of tables.splice(0)) await table.close();
});

storeContract("the store in memory", async () => new MemoryStore());

storeContract("the store on DynamoDB", async () => {
  const { client, name } = await anEmptyTable();
  return new DynamoStore(client, name);
});

storeContract("the store with a mirror", async () => {
  const { client, name } = await anEmptyTable();
  return new MirroredStore(new DynamoStore(client, name), []);
});
