import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { BacktestStore } from "../../local/backtest/backtest-store";
import { CountingStore } from "../../local/counting-store";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { MemoryStore } from "../../local/memory-store";
import { MirroredStore } from "../../local/mirrored-store";
import { localTimersContract } from "./local-timers-contract";
import { storeContract } from "./store-contract";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const tables: LocalTable[] = [];
async function dynamoStore(): Promise<DynamoStore> {
  const table = await startDynaliteTable();
  tables.push(table);
  return new DynamoStore(
    table.client,
    table.name,
    () => "2026-03-02T08:00:00.000Z",
    async () => "pepper",
  );
}
afterEach(async () => {
  for (const table of tables.splice(0)) await table.close();
});
const mirrored = async () => new MirroredStore(await dynamoStore(), []);
const counting = async () => new CountingStore(new MemoryStore());

storeContract("the store in memory", async () => new MemoryStore());
storeContract("the store on DynamoDB", dynamoStore);
storeContract("the store with a mirror", mirrored);
storeContract("the store that counts", counting);

localTimersContract("the store in memory", async () => new MemoryStore());
localTimersContract("the store with a mirror", mirrored);
localTimersContract("the store that counts", counting);
localTimersContract("the store of a backtest", async () => {
  return new BacktestStore(
    () => "2026-03-02T08:00:00.000Z",
    () => undefined,
  );
});
