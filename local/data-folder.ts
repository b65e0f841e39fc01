import { mkdir } from "node:fs/promises";
import { Level } from "level";

/** The data folder cannot be used; the message says what is wrong and what to do. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}

/** Words for data that cannot be read: nothing is deleted, one command moves it out of the way. */
export function damaged(folder: string, what: string): DataFolderError {
  return new DataFolderError(
    `the data in ${folder}/ is damaged: ${what}\nTo start afresh and keep it for later: mv ${folder} ${folder}.damaged`,
  );
}

/**
 * Makes sure that a LevelDB folder can be opened and every row of it read, before the table server does: dynalite ends
 * the process at the first byte it does not understand.
 * @param folder what the person knows it as
 * @param path of the LevelDB in it
 * @throws DataFolderError
 */
export async function checkDataFolder(folder: string, path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new DataFolderError(`the folder ${folder}/ cannot be written: ${textOf(error)}`);
  }
  const level = new Level<string, string>(path, { valueEncoding: "utf8" });
  try {
    await level.open();
    for await (const [key, value] of level.iterator()) checkRow(folder, key, value);
  } catch (error) {
    throw explained(folder, error);
  } finally {
    await level.close();
  }
}

function checkRow(folder: string, key: string, value: string): void {
  try {
    JSON.parse(value);
  } catch {
    throw damaged(folder, `the row ${JSON.stringify(key.slice(0, 100))} is not JSON`);
  }
}

function explained(folder: string, error: unknown): Error {
  if (error instanceof DataFolderError) return error;
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  if (cause?.code === "LEVEL_LOCKED") {
    return new DataFolderError(
      `another Herald is using the data in ${folder}/; stop it, or give this one its own: HERALD_DATA=.herald-2 npm start`,
    );
  }
  return damaged(folder, textOf(cause ?? error));
}

function textOf(error: unknown): string {
  return String((error as { message?: unknown }).message ?? error);
}
