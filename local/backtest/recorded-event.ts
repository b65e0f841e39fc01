import type { BusEvent } from "../../core/events/envelope";
import { isJsonObject, type JsonObject } from "../../core/json";

/** A line of a recording that is not an event, in words for whoever made the file. */
export class NotAnEvent extends Error {
  override readonly name = "NotAnEvent";
}

/**
 * Reads one line of a recording: an EventBridge event, an entry of `PutEvents`, or a Segment `track` or `identify` call.
 * @throws NotAnEvent where it is none of these
 */
export function readRecordedEvent(line: string): BusEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new NotAnEvent(`not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (!isJsonObject(value)) throw new NotAnEvent("not a JSON object");
  if ("detail-type" in value) return value as BusEvent;
  if ("DetailType" in value) return fromEntry(value);
  if (value.type === "track" || value.type === "identify") return fromSegment(value);
  throw new NotAnEvent(
    "neither an EventBridge event, a PutEvents entry, nor a Segment track or identify call",
  );
}

function fromEntry({ DetailType, Detail, Source, Time }: JsonObject): BusEvent {
  let detail: unknown = Detail;
  if (typeof Detail === "string") {
    try {
      detail = JSON.parse(Detail);
    } catch (error) {
      throw new NotAnEvent(`Detail is not JSON: ${error instanceof Error ? error.message : error}`);
    }
  }
  const time = typeof Time === "number" ? new Date(Time * 1000).toISOString() : Time;
  return { "detail-type": DetailType, source: Source, time, detail } as BusEvent;
}

/** https://segment.com/docs/connections/spec/ */
function fromSegment({ type, event, sentAt, timestamp, ...call }: JsonObject): BusEvent {
  return {
    "detail-type": type === "identify" ? "Identify" : event,
    source: "segment",
    detail: { ...call, timestamp: timestamp ?? sentAt ?? call.receivedAt },
  } as BusEvent;
}
