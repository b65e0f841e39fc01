import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "../core/instant";
import { DynamoStore } from "../lambdas/shared/dynamo-store";
import { DataFolderError } from "./data-folder";
import { type LocalTable, startDynaliteTable } from "./dynalite-table";
import { keptPepper } from "./kept-pepper";
import { RealClock } from "./real-clock";
import { TableKeep } from "./table-keep";
import { readRows } from "./table-rows";

/** What `npm start` has kept, opened while it does not run. */
export interface KeptData {
  readonly table: LocalTable;
  readonly store: DynamoStore;
  /** The clock may have been pushed ahead: what is true of people is true at its time. */
  readonly now: () => Instant;
}

/**
 * Opens a data folder for a command. Whoever opens it closes its table.
 * @throws DataFolderError where there is none, it cannot be used, or another Herald is using it
 */
export async function openKeptData(folder: string): Promise<KeptData> {
  if (!existsSync(join(folder, "table"))) {
    throw new DataFolderError(
      `there is no data in ${folder}/; npm start makes some, HERALD_DATA names another folder, --stack a deployed Herald`,
    );
  }
  const table = await startDynaliteTable(folder);
  try {
    const keep = await TableKeep.open(table, await readRows(table));
    const { now } = await clockOf(keep);
    const pepper = () => keptPepper(keep);
    return { table, store: new DynamoStore(table.client, table.name, now, pepper), now };
  } catch (error) {
    await table.close();
    throw error;
  }
}

async function clockOf(keep: TableKeep): Promise<RealClock> {
  const [kept] = (await keep.all("clock")) as { readonly aheadMs: number }[];
  return new RealClock(Date.now, kept?.aheadMs);
}
