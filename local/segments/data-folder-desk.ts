import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../../core/program";
import { DynamoPeople } from "../../lambdas/recount-people/dynamo-people";
import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { type LocalTable, startDynaliteTable } from "../dynalite-table";
import { RealClock } from "../real-clock";
import { TableKeep } from "../table-keep";
import { readRows } from "../table-rows";
import { recountHere } from "./recount-here";
import { listMembers, listSegments, type SegmentDesk, SegmentsError } from "./segment-desk";

/**
 * Answers from what `npm start` has kept, while it does not run.
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderDesk(folder: string, program: Program): Promise<SegmentDesk> {
  if (!existsSync(join(folder, "table"))) {
    throw new SegmentsError(
      `there is no data in ${folder}/; npm start makes some, HERALD_DATA names another folder, --stack a deployed Herald`,
    );
  }
  const table = await startDynaliteTable(folder);
  const now = (await clockOf(table)).now;
  const store = new DynamoStore(table.client, table.name, now);
  const people = new DynamoPeople(table.client, table.name);
  return {
    list: () => listSegments(program.segments, store),
    members: async (segment, after) => listMembers(program.segments, store, segment, after),
    async recount(told) {
      const totals = await recountHere({ program, store, people, now });
      told({ done: 1, parts: 1 });
      return totals;
    },
    close: () => table.close(),
  };
}

/** The clock may have been pushed ahead: what is true of people is true at its time. */
async function clockOf(table: LocalTable): Promise<RealClock> {
  const keep = await TableKeep.open(table, await readRows(table));
  const [kept] = (await keep.all("clock")) as { readonly aheadMs: number }[];
  return new RealClock(Date.now, kept?.aheadMs);
}
