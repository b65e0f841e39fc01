import { openKeptData } from "../kept-data";
import { storedSwitches } from "./stored-switches";
import type { SwitchDesk } from "./switch-desk";

/**
 * Throws switches in what `npm start` has kept, while it does not run.
 * @throws DataFolderError where the folder cannot be used, or another Herald is using it
 */
export async function dataFolderSwitches(folder: string, caller: string): Promise<SwitchDesk> {
  const { table, store, now } = await openKeptData(folder);
  return {
    where: `${folder}/`,
    flags: "",
    knownForSeconds: 0,
    ...storedSwitches({ store, now, caller: async () => caller }),
    close: () => table.close(),
  };
}
