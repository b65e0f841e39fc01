import { DataFolderError } from "./data-folder";

/** How a command gets at what `npm start` keeps. */
export interface DesksHere<Desk> {
  /** Opens the data itself. */
  kept(folder: string): Promise<Desk>;
  /** Asks the Herald that is using it. */
  running(url: string): Promise<Desk>;
}

/** The data in the folder, or the Herald that is using it, as `HERALD_DATA` and `PORT` say. */
export async function deskHere<Desk>(
  desks: DesksHere<Desk>,
  environment: { readonly [name: string]: string | undefined } = process.env,
): Promise<Desk> {
  try {
    return await desks.kept(environment.HERALD_DATA || ".herald");
  } catch (error) {
    if (!(error instanceof DataFolderError) || !/^another Herald is using/.test(error.message)) throw error;
    return desks.running(`http://localhost:${environment.PORT || 4100}`);
  }
}
