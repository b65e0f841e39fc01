import type { BusEvent } from "../core/events/envelope";
import type { Instant } from "../core/instant";
import { isJsonObject, type JsonObject } from "../core/json";

/** An entry the service took: the event as rules and targets get it, and the bus it was put on. */
interface AcceptedEvent {
  readonly event: BusEvent & { readonly id: string; readonly "detail-type": string };
  readonly bus: string;
}

/** The answer to a call of PutEvents, and what to deliver after it. */
export interface PutEventsResult {
  readonly status: 200 | 400;
  readonly body: JsonObject;
  readonly accepted: readonly AcceptedEvent[];
}

/** What the service adds to an event by itself. */
export interface PutEventsContext {
  readonly now: Instant;
  readonly newId: () => string;
}

interface Entry {
  readonly Time?: number | string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
}

type EntryResult =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

const MAX_ENTRIES = 10;
/** 1 MiB, all entries together (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html). */
const MAX_TOTAL_BYTES = 1024 * 1024;
const MAX_DETAIL_TYPE_LENGTH = 128;
const ACCOUNT = "000000000000";
const REGION = "us-east-1";

/**
 * Answers EventBridge's PutEvents (AWS JSON 1.1) as the service does: faults of the request fail it whole, faults of an
 * entry fail that entry alone.
 * Answers: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html; wordings as
 * LocalStack recorded them from AWS (tests/aws/services/events/test_events.snapshot.json).
 * @param body the request's body as text
 */
export function putEvents(body: string, context: PutEventsContext): PutEventsResult {
  const parsed = parseEntries(body);
  if ("fault" in parsed) return parsed.fault;
  const { entries } = parsed;
  if (entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > MAX_TOTAL_BYTES) {
    return fault("ValidationException", "Total size of the entries in the request is over the limit.");
  }
  const accepted: AcceptedEvent[] = [];
  const results = entries.map((entry): EntryResult => {
    const result = acceptEntry(entry, context);
    if ("ErrorCode" in result) return result;
    accepted.push(result);
    return { EventId: result.event.id };
  });
  return {
    status: 200,
    body: { FailedEntryCount: results.length - accepted.length, Entries: results },
    accepted,
  };
}

/** The answer to a request that cannot be understood or is not allowed as a whole. */
export function fault(type: string, message: string): PutEventsResult {
  return { status: 400, body: { __type: type, message }, accepted: [] };
}

function parseEntries(body: string): { entries: readonly Entry[] } | { fault: PutEventsResult } {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch (error) {
    return { fault: fault("SerializationException", (error as Error).message) };
  }
  if (!isJsonObject(request)) return { fault: fault("SerializationException", "Expected an object") };
  const { Entries: entries } = request;
  if (entries === undefined || entries === null) return { fault: invalid("null", "not be null") };
  if (!Array.isArray(entries)) return { fault: fault("SerializationException", "Entries must be a list") };
  const wrong = entries.map(wrongTypeIn).find((why) => why !== undefined);
  if (wrong) return { fault: fault("SerializationException", wrong) };
  if (entries.length === 0) return { fault: invalid("[]", "have length greater than or equal to 1") };
  if (entries.length > MAX_ENTRIES) {
    return { fault: invalid("[PutEventsRequestEntry]", `have length less than or equal to ${MAX_ENTRIES}`) };
  }
  return { entries };
}

function invalid(value: string, must: string): PutEventsResult {
  return fault(
    "ValidationException",
    `1 validation error detected: Value '${value}' at 'entries' failed to satisfy constraint: Member must ${must}`,
  );
}

/** What in an entry is not of its type; the commonest is a `Detail` that is an object instead of its text. */
function wrongTypeIn(entry: unknown): string | undefined {
  if (!isJsonObject(entry)) return "An entry must be a structure";
  for (const name of ["Source", "DetailType", "Detail", "EventBusName"]) {
    const value = entry[name];
    if (value === undefined || value === null || typeof value === "string") continue;
    const got = Array.isArray(value) ? "a list" : isJsonObject(value) ? "a structure" : `a ${typeof value}`;
    return `${name} must be a string, got ${got}`;
  }
  const { Resources: resources, Time: time } = entry;
  const listed = Array.isArray(resources) && resources.every((one) => typeof one === "string");
  if (resources !== undefined && resources !== null && !listed) return "Resources must be a list of strings";
  if (time !== undefined && time !== null && Number.isNaN(msOf(time))) return "Time must be a timestamp";
  return undefined;
}

/** As the service counts: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
function bytesOf({ Time, Source, DetailType, Detail, Resources }: Entry): number {
  const texts = [Source, DetailType, Detail, ...(Resources ?? [])];
  return (Time == null ? 0 : 14) + texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), 0);
}

function acceptEntry(
  entry: Entry,
  { now, newId }: PutEventsContext,
): AcceptedEvent | (EntryResult & { ErrorCode: string }) {
  const { Source, DetailType, Detail, EventBusName, Resources, Time } = entry;
  if (!Source) return missing("Source");
  if (!DetailType) return missing("DetailType");
  if (!Detail) return missing("Detail");
  if (DetailType.length > MAX_DETAIL_TYPE_LENGTH) {
    return refuse(
      "InvalidArgument",
      `Parameter DetailType is not valid. Reason: DetailType is longer than ${MAX_DETAIL_TYPE_LENGTH} characters.`,
    );
  }
  if (Source.startsWith("aws.")) {
    return refuse("NotAuthorizedForSourceException", "Not authorized for the source.");
  }
  const detail = objectIn(Detail);
  if (!detail) return refuse("MalformedDetail", "Detail is malformed.");
  const event = {
    version: "0",
    id: newId(),
    "detail-type": DetailType,
    source: Source,
    account: ACCOUNT,
    time: inWholeSeconds(Time == null ? Date.parse(now) : msOf(Time)),
    region: REGION,
    resources: Resources ?? [],
    detail,
  };
  return { event, bus: busName(EventBusName) };
}

const refuse = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
const missing = (name: string) =>
  refuse("InvalidArgument", `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The SDKs send seconds since 1970, with a fraction; ISO 8601 is understood too. `NaN` where it is neither. */
function msOf(time: unknown): number {
  const ms =
    typeof time === "number" ? time * 1000 : typeof time === "string" ? Date.parse(time) : Number.NaN;
  return Math.abs(ms) <= 8.64e15 ? ms : Number.NaN;
}

const inWholeSeconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");

/** A bus may be named by its ARN: `arn:aws:events:us-east-1:000000000000:event-bus/herald`. */
function busName(given: string | undefined): string {
  return given?.split("/").at(-1) || "default";
}
