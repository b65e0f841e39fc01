import type { PagePorts } from "../../core/pages/page-work";
import type { Store } from "../../core/store";

/** What the pages read of a person. */
export function pageStore(
  store: Pick<Store, "load" | "loadSends" | "loadEvent" | "loadEvents">,
): Pick<PagePorts, "loadPerson" | "loadSend" | "loadEvent" | "loadEvents"> {
  return {
    loadPerson: async (personId) => (await store.load(personId, { runs: [] })).person,
    loadSend: async (personId, sendKey) => (await store.loadSends(personId, [sendKey]))[0],
    loadEvents: (personId, idsBegin) => store.loadEvents(personId, idsBegin),
    loadEvent: (personId, messageId) => store.loadEvent(personId, messageId),
  };
}
