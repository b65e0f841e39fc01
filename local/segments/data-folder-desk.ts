import type { Program } from "../../core/program";
import { DynamoPeople } from "../../lambdas/recount-people/dynamo-people";
import { openKeptData } from "../kept-data";
import { recountHere } from "./recount-here";
import { listMembers, listSegments, type SegmentDesk } from "./segment-desk";

/**
 * Answers from what `npm start` has kept, while it does not run.
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderDesk(folder: string, program: Program): Promise<SegmentDesk> {
  const { table, store, now } = await openKeptData(folder);
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
