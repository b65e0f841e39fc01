import { openKeptData } from "../kept-data";
import { PreviewError, type ReaderDesk } from "./reader-desk";

/**
 * Reads people from what `npm start` has kept, while it does not run.
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderReader(folder: string): Promise<ReaderDesk> {
  const { table, store } = await openKeptData(folder);
  return {
    async read(personId) {
      const { person, events } = await store.loadAll(personId);
      if (!person) throw new PreviewError(`nobody in ${folder}/ has the id "${personId}"`);
      return { person, events };
    },
    close: () => table.close(),
  };
}
