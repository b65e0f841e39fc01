import type { BusEvent } from "../core/events/envelope";
import type { Instant } from "../core/instant";
import { isJsonObject } from "../core/json";
import { personIdOf } from "../core/runs/observe";
import type { SendRecord } from "../core/sending/ledger";
import type { ObserveEventResult } from "../lambdas/observe-event/observe-event";
import type { Activity } from "./console-api";

/** A line of the feed before it has its number. */
export type ActivityLine = Omit<Activity, "seq">;

/** What the feed says of an event that Herald did not get, or could not take. */
export function undeliveredLine(
  { detail, "detail-type": title = "" }: BusEvent,
  at: Instant,
  outcome: string,
  reason?: string,
): ActivityLine {
  const { userId, anonymousId } = isJsonObject(detail) ? detail : {};
  const personId = userId ?? (anonymousId === undefined ? undefined : `anonymous:${anonymousId}`);
  return {
    at,
    kind: "event",
    ...(typeof personId === "string" && { personId }),
    title,
    outcome,
    ...(reason && { reason }),
  };
}

/**
 * What the feed says of an event that Herald got: the event, and what each journey made of it.
 * @param text JSON of the bus event
 */
export function observedLines(result: ObserveEventResult, text: string, at: Instant): ActivityLine[] {
  if (result.status === "refused") {
    const { reason: outcome, detail: reason } = result.refusal;
    const title = (JSON.parse(text) as BusEvent)["detail-type"] ?? "";
    return [{ at, kind: "refused", title, outcome, reason }];
  }
  const { envelope } = result;
  const personId = personIdOf(envelope);
  const event: ActivityLine = { at, kind: "event", personId, title: envelope.event };
  if (result.status === "duplicate") return [{ ...event, outcome: "duplicate" }];
  const runs = result.decisions.map(
    ({ journey, ...decision }): ActivityLine => ({
      at,
      kind: "run",
      personId,
      title: journey,
      journey,
      ...decision,
    }),
  );
  return [event, ...runs];
}

/** What the feed says of a send, made or not. */
export function sentLine(record: SendRecord, at: Instant): ActivityLine {
  const { personId, message, journey, correlation, status, reason, facts, variant, providerId } = record;
  return {
    ...{ at, kind: "send", personId, title: message, journey, correlation, outcome: status },
    ...(reason && { reason }),
    facts,
    ...(status === "accepted" && providerId && { mailId: providerId }),
    ...(variant && { variant }),
  };
}
