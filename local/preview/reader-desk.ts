import type { KnownReader } from "../../core/preview/preview-reader";

/** Where people are read for a preview: data on this computer, or a Herald that runs. */
export interface ReaderDesk {
  /** Throws where nobody has the id. */
  read(personId: string): Promise<KnownReader>;
  close(): Promise<void>;
}

/** Something about how the command was called; the message is for whoever called it. */
export class PreviewError extends Error {
  override readonly name = "PreviewError";
}
