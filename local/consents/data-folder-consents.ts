import { openKeptData } from "../kept-data";
import type { ConsentDesk } from "./consent-desk";

/**
 * Reads what `npm start` has kept, while it does not run.
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderConsents(folder: string): Promise<ConsentDesk> {
  const { table, store } = await openKeptData(folder);
  return {
    where: `${folder}/`,
    load: (personId) => store.loadConsents(personId),
    close: () => table.close(),
  };
}
