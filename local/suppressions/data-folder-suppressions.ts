import { openKeptData } from "../kept-data";
import { storedSuppressions } from "./stored-suppressions";
import type { SuppressionDesk } from "./suppression-desk";

/**
 * Works on the list that `npm start` has kept, while it does not run.
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderSuppressions(folder: string, caller: string): Promise<SuppressionDesk> {
  const { table, store, now } = await openKeptData(folder);
  return {
    where: `${folder}/`,
    ...storedSuppressions({ store, now, caller: async () => caller }),
    close: () => table.close(),
  };
}
