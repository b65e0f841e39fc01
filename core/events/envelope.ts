import type { Instant } from "../instant";
import { isJsonObject, type JsonObject } from "../json";
import type { EventCatalog } from "./event-catalog";

/** An event as EventBridge delivers it, before anything in it is trusted. */
export interface BusEvent {
  readonly id?: string;
  readonly source?: string;
  readonly "detail-type"?: string;
  readonly time?: string;
  readonly detail?: unknown;
  readonly "replay-name"?: string;
}

/** A fact about a person, checked: what Herald acts on. */
export interface Envelope {
  /** The producer's own id: the same id is the same event, however often it comes. */
  readonly messageId: string;
  /** Past tense, in the catalog's words: `Order Completed`. */
  readonly event: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly timestamp: Instant;
  readonly properties: JsonObject;
  readonly traits: JsonObject;
  readonly context: JsonObject;
  readonly source: string;
  /** Replayed from an archive: rebuilds state, sends nothing. */
  readonly replayed: boolean;
}

export type RefusalReason =
  | "not-json"
  | "not-an-object"
  | "unknown-version"
  | "no-message-id"
  | "no-event-name"
  | "no-person"
  | "too-large"
  | "too-deep"
  | "bad-timestamp"
  | "timestamp-in-the-future"
  | "timestamp-too-old"
  | "bad-properties";

/** An event that cannot be used: the closed reason, and words for the producer's engineer. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

export type ParsedEnvelope =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly refusal: Refusal };

/** Largest event taken, in bytes of JSON: what fits a table row beside its keys, well under the bus's 1 MB. */
export const MAX_EVENT_BYTES = 256 * 1024;
const MAX_DEPTH = 16;
const MAX_ID_LENGTH = 256;
/** With the number of traits a person can have, keeps a person's row well under the table's 400 KB. */
const MAX_TRAIT_NAME = 100;
const MAX_TRAIT_BYTES = 1_024;
/** EventBridge tells the time an event came in whole seconds: what happened within that second is not in the future. */
const BUS_TIME_STEP_MS = 1000;
/** A producer's clock may run ahead by this much. */
const FUTURE_TOLERANCE_MS = 10 * 60_000;
/** Older facts are refused: aggregates and run memory are kept this long. */
const MAX_AGE_MS = 2 * 365 * 86_400_000;

const refuse = (reason: RefusalReason, detail: string): ParsedEnvelope => ({
  ok: false,
  refusal: { reason, detail },
});

/**
 * Parses what a lane delivered: the text of a bus event.
 * @param text JSON of an EventBridge event
 */
export function parseBusEvent(text: string, catalog: EventCatalog, now: Instant): ParsedEnvelope {
  if (text.length > MAX_EVENT_BYTES || Buffer.byteLength(text) > MAX_EVENT_BYTES) {
    return refuse("too-large", `the event is over ${MAX_EVENT_BYTES} bytes`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse("not-json", error instanceof Error ? error.message : String(error));
  }
  if (!isJsonObject(value)) return refuse("not-an-object", `expected an object, got ${describe(value)}`);
  const parsed = parseEnvelope(value, catalog, now);
  // Numbers such as 1e20 take more room written out, which is how they are kept.
  const mayGrow = parsed.ok && text.length > MAX_EVENT_BYTES / 8;
  if (mayGrow && Buffer.byteLength(JSON.stringify(parsed.envelope)) > MAX_EVENT_BYTES) {
    return refuse("too-large", `the event is over ${MAX_EVENT_BYTES} bytes once its numbers are written out`);
  }
  return parsed;
}

/** Checks a bus event and reads the envelope out of its `detail`. */
export function parseEnvelope(bus: BusEvent, catalog: EventCatalog, now: Instant): ParsedEnvelope {
  const { detail } = bus;
  if (!isJsonObject(detail))
    return refuse("not-an-object", `detail must be an object, got ${describe(detail)}`);
  if (detail.version !== undefined && detail.version !== 1 && detail.version !== "1") {
    return refuse("unknown-version", `version must be 1 or left out, got ${describe(detail.version)}`);
  }
  if (depthOf(detail, 0) > MAX_DEPTH) return refuse("too-deep", `detail is nested deeper than ${MAX_DEPTH}`);

  const event = bus["detail-type"];
  if (typeof event !== "string" || event.trim() === "")
    return refuse("no-event-name", "detail-type is empty");
  const messageId = detail.messageId ?? bus.id;
  if (!isId(messageId))
    return refuse("no-message-id", `messageId must be ${AN_ID}, got ${describe(detail.messageId)}`);
  const { userId, anonymousId } = detail;
  if (userId !== undefined && userId !== null && !isId(userId)) {
    return refuse("no-person", `userId must be ${AN_ID}, got ${describe(userId)}`);
  }
  if (anonymousId !== undefined && anonymousId !== null && !isId(anonymousId)) {
    return refuse("no-person", `anonymousId must be ${AN_ID}, got ${describe(anonymousId)}`);
  }
  if (!isId(userId) && !isId(anonymousId)) {
    return refuse("no-person", "neither userId nor anonymousId says who this is about");
  }

  const timestamp = parseTimestamp(detail.timestamp ?? undefined, bus.time, now);
  if (typeof timestamp !== "string") return { ok: false, refusal: timestamp };

  const properties = detail.properties ?? {};
  if (!isJsonObject(properties)) {
    return refuse("bad-properties", `properties must be an object, got ${describe(properties)}`);
  }
  const known = Object.hasOwn(catalog, event) ? catalog[event] : undefined;
  if (known) {
    const checked = known.properties.safeParse(properties);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      return refuse(
        "bad-properties",
        `${event}: ${issue?.path.join(".") || "properties"}: ${issue?.message}`,
      );
    }
  }
  const context = isJsonObject(detail.context) ? detail.context : {};
  const traits = isJsonObject(detail.traits)
    ? detail.traits
    : isJsonObject(context.traits)
      ? context.traits
      : {};
  const trait = Object.keys(traits).find((name) => !fits(name, traits[name]));
  if (trait !== undefined) {
    const limit = `at most ${MAX_TRAIT_NAME} characters in its name and ${MAX_TRAIT_BYTES} bytes in its value`;
    return refuse("too-large", `the trait ${describe(trait)} may have ${limit}`);
  }
  return {
    ok: true,
    envelope: {
      messageId,
      event,
      ...(isId(userId) && { userId }),
      ...(isId(anonymousId) && { anonymousId }),
      timestamp,
      properties,
      traits,
      context,
      source: bus.source ?? "",
      replayed: bus["replay-name"] !== undefined,
    },
  };
}

/**
 * When it happened. A producer's clock may run ahead a little; then the moment the bus took the event counts, which is
 * the same at every delivery, so that a fast clock cannot make an early yes outlast a later no.
 */
function parseTimestamp(said: unknown, came: unknown, now: Instant): Instant | Refusal {
  const saidMs = msOf(said ?? came);
  if (saidMs === undefined) {
    const detail = `timestamp must be ISO 8601 with a time and Z or an offset, got ${describe(said ?? came)}`;
    return { reason: "bad-timestamp", detail };
  }
  const nowMs = Date.parse(now);
  const cameMs = msOf(came);
  const endMs = cameMs === undefined ? nowMs : Math.min(cameMs + BUS_TIME_STEP_MS - 1, nowMs);
  if (saidMs > endMs + FUTURE_TOLERANCE_MS) {
    const detail = `${said ?? came} is more than 10 minutes after ${new Date(endMs).toISOString()}`;
    return { reason: "timestamp-in-the-future", detail };
  }
  if (saidMs < nowMs - MAX_AGE_MS) {
    return { reason: "timestamp-too-old", detail: `${said ?? came} is more than two years before ${now}` };
  }
  return new Date(
    cameMs === undefined ? saidMs : Math.min(saidMs, cameMs + BUS_TIME_STEP_MS - 1),
  ).toISOString();
}

function msOf(value: unknown): number | undefined {
  if (typeof value !== "string" || !ISO_8601.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}

/** A day, a time, and where on earth: without the last, two machines read two moments. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

const AN_ID = `a text of 1 to ${MAX_ID_LENGTH} characters, none of them a control character or half of one`;

function isId(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value !== "" &&
    value.length <= MAX_ID_LENGTH &&
    !/[\p{Cc}\p{Cs}]/u.test(value)
  );
}

function fits(name: string, value: unknown): boolean {
  return name.length <= MAX_TRAIT_NAME && Buffer.byteLength(JSON.stringify(value) ?? "") <= MAX_TRAIT_BYTES;
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function depthOf(value: unknown, depth: number): number {
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return depth;
  let deepest = depth;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, depth + 1));
  return deepest;
}
