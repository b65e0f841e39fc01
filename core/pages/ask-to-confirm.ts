import type { Notice } from "../runs/observe";
import type { Choice } from "./choice";
import { CONSENT_REQUESTED } from "./links";
import type { PageWork } from "./page-work";

/** Messages that ask somebody to confirm, a day: the page may be in the hands of whoever the email was forwarded to. */
const MOST_A_DAY = 5;

/**
 * The request for what was added, which a message then asks to confirm; the same request again on the same day is the
 * same event, so that nobody is asked twice. `undefined` where the person was asked often enough today.
 */
export async function requestFor(
  { claim, ports }: PageWork,
  added: readonly Choice[],
): Promise<Notice | undefined> {
  const { personId } = claim;
  const timestamp = ports.now();
  const day = timestamp.slice(0, "2026-11-23".length);
  for (let nth = 1; nth <= MOST_A_DAY; nth++) {
    const messageId = `page-p-request-${day}-${nth}`;
    const earlier = await ports.loadEvent(personId, messageId);
    if (earlier && String(earlier.properties.choices) !== String(added)) continue;
    const properties = { choices: added, source: "preference-page" };
    return {
      event: CONSENT_REQUESTED,
      messageId,
      personId,
      timestamp: earlier?.timestamp ?? timestamp,
      properties,
    };
  }
  return undefined;
}
