import { contentHash } from "../../core/content-hash";
import type { Instant } from "../../core/instant";
import { type SuppressionRow, suppressionsOf } from "../../core/people/suppression";
import type { Store } from "../../core/store";
import { noteSuppression } from "../../lambdas/shared/note-suppression";
import type { SuppressionAnswer, SuppressionDesk, SuppressionRequest } from "./suppression-desk";

/** The suppression list as it is kept. */
export type KeptSuppressionList = Pick<Store, "loadSuppression" | "saveSuppression" | "listSuppressions">;

/** What it takes to work on the list in a store. */
interface StoredSuppressionsParts {
  readonly store: KeptSuppressionList;
  readonly now: () => Instant;
  /** Who is doing it. */
  readonly caller: () => Promise<string>;
}

/** Its id tells the name of a list, which tells nothing of anybody. https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
const NOBODYS_ADDRESS = "name-of-the-list@herald.invalid";

/** Works on the suppression list in a store. */
export function storedSuppressions({
  store,
  now,
  caller,
}: StoredSuppressionsParts): Pick<SuppressionDesk, "list" | "name" | "note"> {
  return {
    list: () => allSuppressions(store),
    async name() {
      const { id } = await store.loadSuppression("email", NOBODYS_ADDRESS);
      return id.slice(0, 16);
    },
    async note(requests) {
      const by = await caller();
      const answers: SuppressionAnswer[] = [];
      for (const request of requests) answers.push(await noteRequest(store, request, now(), by));
      return answers;
    },
  };
}

/** The whole list, by channel and address. */
async function allSuppressions(store: Pick<Store, "listSuppressions">): Promise<SuppressionRow[]> {
  const rows: SuppressionRow[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await store.listSuppressions(after);
    rows.push(...page.rows);
    after = page.next;
  }
  return rows.sort((a, b) => (a.channel + (a.address ?? a.id) < b.channel + (b.address ?? b.id) ? -1 : 1));
}

/** Lifting what does not stand would only leave a row behind. */
async function noteRequest(
  store: KeptSuppressionList,
  { channel, address, reason, says, at }: SuppressionRequest,
  now: Instant,
  by: string,
): Promise<SuppressionAnswer> {
  if (says !== "suppress") {
    const row = await store.loadSuppression(channel, address);
    if (!suppressionsOf(row).some((each) => each.reason === reason)) return { changed: false, row };
  }
  const id = `by-hand-${contentHash([reason, says, at ?? now, by])}`;
  return noteSuppression(store, channel, address, [{ reason, says, at: at ?? now, by, id }]);
}
