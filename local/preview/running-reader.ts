import type { PersonView } from "../console-api";
import { runningHerald } from "../running-herald";
import type { ReaderDesk } from "./reader-desk";

/** Reads people from a Herald that `npm start` runs, which alone may touch its data. */
export function runningReader(url: string, ask: typeof fetch = fetch): ReaderDesk {
  const asked = runningHerald(url, ask);
  return {
    read: (personId) => asked<PersonView>(`/api/people/${encodeURIComponent(personId)}`),
    close: async () => undefined,
  };
}
