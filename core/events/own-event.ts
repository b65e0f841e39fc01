import type { Instant } from "../instant";
import { TIMER_EVENT } from "../journeys/trigger";
import type { Notice } from "../runs/observe";
import type { BusEvent } from "./envelope";

/** The source of what Herald says about itself. */
export const OWN_SOURCE = "herald";

const ANONYMOUS = "anonymous:";

/** What Herald says about itself, as it comes from the bus. */
export function busEventOf({ event, messageId, personId, timestamp, properties, traits }: Notice) {
  return {
    "detail-type": event,
    source: OWN_SOURCE,
    time: timestamp,
    detail: { messageId, ...ownerOf(personId), timestamp, properties, ...(traits && { traits }) },
  } satisfies BusEvent;
}

/** The event by which a timer tells that it is due. */
export function timerEventOf(personId: string, at: Instant) {
  return busEventOf({
    event: TIMER_EVENT,
    messageId: `timer-${at}`,
    personId,
    timestamp: at,
    properties: {},
  });
}

function ownerOf(personId: string): { readonly userId: string } | { readonly anonymousId: string } {
  return personId.startsWith(ANONYMOUS)
    ? { anonymousId: personId.slice(ANONYMOUS.length) }
    : { userId: personId };
}
