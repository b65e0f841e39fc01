import * as z from "zod/mini";
import { referenceIn } from "../sending/send-reference";
import type { Feedback } from "./feedback";
import { id, instant, read } from "./provider-fields";
import { type Keyword, keywordOf } from "./sms-keyword";

/** Milliseconds since 1970. */
const moment = z.number().check(z.gte(0), z.lte(8_640_000_000_000_000));

const STATUS_UPDATED = "Text Message Delivery Status Updated";
const STATUS = z.object({
  detail: z.object({
    eventType: z.string(),
    eventTimestamp: moment,
    isFinal: z.boolean(),
    messageId: id,
    destinationPhoneNumber: z.nullish(z.string()),
    context: z.nullish(z.record(z.string(), z.string())),
  }),
});

/** A notification of SNS, with the inbound text as JSON in it. */
const NOTIFICATION = z.object({
  Type: z.literal("Notification"),
  Timestamp: instant,
  Message: z.string(),
});

const INBOUND = z.object({
  originationNumber: z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, "must be E.164")),
  messageBody: z.string(),
  inboundMessageId: id,
});

/**
 * What each status says that is worth keeping. `TEXT_SUCCESSFUL` and `TEXT_DELIVERED` are used interchangeably by
 * country; a text that is on its way, or of which nothing was ever heard, says nothing.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html
 */
const SAID: { readonly [eventType: string]: Pick<Feedback, "kind" | "bounce"> } = {
  TEXT_DELIVERED: { kind: "delivered" },
  TEXT_SUCCESSFUL: { kind: "delivered" },
  TEXT_INVALID: { kind: "bounced", bounce: "permanent" },
  TEXT_UNREACHABLE: { kind: "bounced", bounce: "transient" },
  TEXT_CARRIER_UNREACHABLE: { kind: "bounced", bounce: "transient" },
  TEXT_TTL_EXPIRED: { kind: "bounced", bounce: "transient" },
  TEXT_BLOCKED: { kind: "rejected" },
  TEXT_CARRIER_BLOCKED: { kind: "rejected" },
  TEXT_PROTECT_BLOCKED: { kind: "rejected" },
  TEXT_INVALID_MESSAGE: { kind: "rejected" },
  TEXT_SPAM: { kind: "rejected" },
};

/**
 * What AWS End User Messaging says of a text message of ours, or what somebody wrote back; `undefined` where it says
 * nothing that is kept, or is no such event.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
 * @param event of source `aws.sms-voice` as EventBridge delivers it, or a notification of the topic of a two-way number
 * @throws Error where an event of a known kind is not as documented
 */
export function feedbackOfSms(event: unknown): Feedback | undefined {
  const { source, "detail-type": kind } = (event ?? {}) as { source?: unknown; "detail-type"?: unknown };
  if (source === "aws.sms-voice" && kind === STATUS_UPDATED)
    return ofStatus(read(STATUS, event, STATUS_UPDATED).detail);
  const notification = NOTIFICATION.safeParse(event);
  return notification.success ? ofReply(notification.data) : undefined;
}

function ofStatus(detail: z.output<typeof STATUS>["detail"]): Feedback | undefined {
  const { eventType, isFinal, eventTimestamp, messageId, destinationPhoneNumber, context } = detail;
  const said = Object.hasOwn(SAID, eventType) ? SAID[eventType] : undefined;
  if (!said || !isFinal) return undefined;
  return {
    ...said,
    ...referenceIn(context ?? {}),
    channel: "sms",
    providerId: messageId,
    at: new Date(eventTimestamp).toISOString(),
    ...(destinationPhoneNumber && { address: destinationPhoneNumber }),
    reason: eventType,
  };
}

/** A call for help is answered by AWS, see `docs/how-to/keep-to-consent.md`. */
const MEANT: { readonly [K in Keyword]: Feedback["kind"] | undefined } = {
  "opt-out": "opted-out",
  "opt-in": "opted-in",
  ambiguous: "unclear",
  help: undefined,
  none: undefined,
};

/** A reply names a phone number and no person. */
function ofReply({ Timestamp, Message }: z.output<typeof NOTIFICATION>): Feedback | undefined {
  const inbound = INBOUND.safeParse(jsonIn(Message));
  if (!inbound.success) return undefined;
  const { originationNumber, messageBody, inboundMessageId } = inbound.data;
  const kind = MEANT[keywordOf(messageBody)];
  if (!kind) return undefined;
  return {
    kind,
    channel: "sms",
    providerId: inboundMessageId,
    at: new Date(Timestamp).toISOString(),
    address: originationNumber,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
