import { contentHash } from "../content-hash";
import type { Notice } from "../runs/observe";
import type { Choice } from "./choice";
import { CONSENT_REQUESTED } from "./links";
import type { PageWork } from "./page-work";

/**
 * Messages that ask somebody to confirm, a day: the page may be in the hands of whoever the email was forwarded to.
 * Requests of the last seconds are not observed yet, and not counted.
 */
const MOST_A_DAY = 5;

/**
 * The request for what was added, which a message then asks to confirm; the same request again on the same day is the
 * same event, so that nobody is asked twice. `undefined` where the person was asked often enough today.
 * @param wording names the words by which they were asked
 */
export async function requestFor(
  { claim: { personId }, ports }: PageWork,
  added: readonly Choice[],
  wording: string,
): Promise<Notice | undefined> {
  const timestamp = ports.now();
  const today = `page-p-request-${timestamp.slice(0, "2026-11-23".length)}-`;
  const messageId = `${today}${contentHash(added)}`;
  const earlier = await ports.loadEvents(personId, today);
  const same = earlier.find((each) => each.messageId === messageId);
  if (!same && earlier.length >= MOST_A_DAY) return undefined;
  return {
    event: CONSENT_REQUESTED,
    messageId,
    personId,
    timestamp: same?.timestamp ?? timestamp,
    properties: { choices: added, source: "preference-page", wording },
  };
}
