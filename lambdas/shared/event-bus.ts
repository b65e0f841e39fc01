import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { busEventOf, OWN_SOURCE } from "../../core/events/own-event";
import type { Notice } from "../../core/runs/observe";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MAX_ENTRIES = 10;

/** Puts what Herald says about itself on its bus; throws where the bus does not take all of it. */
export function eventBus(
  client: Pick<EventBridgeClient, "send">,
  busName: string,
): (notices: readonly Notice[]) => Promise<void> {
  return async (notices) => {
    for (let from = 0; from < notices.length; from += MAX_ENTRIES) {
      const Entries = notices.slice(from, from + MAX_ENTRIES).map((notice) => ({
        EventBusName: busName,
        Source: OWN_SOURCE,
        DetailType: notice.event,
        Time: new Date(notice.timestamp),
        Detail: JSON.stringify(busEventOf(notice).detail),
      }));
      const { FailedEntryCount, Entries: results } = await client.send(new PutEventsCommand({ Entries }));
      if (!FailedEntryCount) continue;
      const failed = results?.find(({ ErrorCode }) => ErrorCode);
      throw new Error(
        `the bus refused ${FailedEntryCount} events: ${failed?.ErrorCode} ${failed?.ErrorMessage}`,
      );
    }
  };
}
