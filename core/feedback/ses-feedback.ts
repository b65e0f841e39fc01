import * as z from "zod/mini";
import { contentHash } from "../content-hash";
import { referenceIn } from "../sending/send-reference";
import type { Feedback } from "./feedback";
import { machineActor } from "./machine-actor";
import { id, instant, read } from "./provider-fields";
import { bounce, bounced, complained, complaint, isDelayedByFault, recipients } from "./ses-refusal";

const MAIL = z.object({
  messageId: id,
  timestamp: instant,
  destination: z.nullish(z.array(z.string())),
  tags: z.nullish(z.record(z.string(), z.array(z.string()))),
});

const request = {
  timestamp: instant,
  userAgent: z.nullish(z.string()),
  isBotEvent: z.catch(z.optional(z.enum(["Likely", "Unlikely"])), undefined),
};
type Request = z.output<z.ZodMiniObject<typeof request>>;

/** What each kind of event says beside its email; some say nothing that is kept. */
const BODIES = {
  "Email Delivered": z.object({ delivery: z.object({ timestamp: instant }) }),
  "Email Bounced": z.object({ bounce }),
  "Email Complaint Received": z.object({ complaint }),
  "Email Delivery Delayed": z.object({
    deliveryDelay: z.object({
      timestamp: instant,
      delayType: z.string(),
      delayedRecipients: z.nullish(recipients),
    }),
  }),
  "Email Rejected": z.object({}),
  "Email Rendering Failed": z.object({}),
  "Email Opened": z.object({ open: z.object(request) }),
  "Email Clicked": z.object({ click: z.object({ ...request, link: z.nullish(z.string()) }) }),
} as const;
type Kind = keyof typeof BODIES;
type Body = { [K in Kind]: z.output<(typeof BODIES)[K]> };

type Said = Omit<Feedback, "channel" | "providerId"> | undefined;

/** @param time when the event came on the bus, for those that have no time of their own */
const READERS: { readonly [K in Kind]: (body: Body[K], sentAt: string, time: string) => Said } = {
  "Email Delivered": ({ delivery }) => ({ kind: "delivered", at: delivery.timestamp }),
  "Email Bounced": (body) => bounced(body.bounce),
  "Email Complaint Received": (body) => complained(body.complaint),
  "Email Delivery Delayed": ({ deliveryDelay: { timestamp, delayType, delayedRecipients } }) => ({
    kind: "delayed",
    at: timestamp,
    occurrence: String(Date.parse(timestamp)),
    ...(isDelayedByFault(delayedRecipients?.[0]) && { sendersFault: true as const }),
    reason: delayType,
  }),
  "Email Rejected": (_body, _sentAt, at) => ({ kind: "rejected", at }),
  "Email Rendering Failed": (_body, _sentAt, at) => ({ kind: "rejected", at, reason: "RenderingFailure" }),
  "Email Opened": ({ open }, sentAt) => ({ kind: "opened", ...requested(open, sentAt) }),
  // A link may hold a secret: it tells clicks apart and is not kept.
  "Email Clicked": ({ click: { link, ...click } }, sentAt) => {
    const { occurrence, ...about } = requested(click, sentAt);
    return {
      kind: "clicked",
      ...about,
      occurrence: link ? `${occurrence}-${contentHash(link)}` : occurrence,
    };
  },
};

/**
 * What an event of SES says of an email of ours; `undefined` where it says nothing that is kept, or is no such event.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 * @param event as EventBridge delivers it, of source `aws.ses`
 * @throws Error where an event of a known kind is not as documented
 */
export function feedbackOfSes(event: unknown): Feedback | undefined {
  const { source, "detail-type": kind } = (event ?? {}) as { source?: unknown; "detail-type"?: unknown };
  if (source !== "aws.ses" || !isKind(kind)) return undefined;
  const envelope = z.object({ time: instant, detail: z.looseObject({ mail: MAIL }) });
  const { time, detail } = read(envelope, event, kind);
  const { messageId, timestamp, tags, destination } = detail.mail;
  const said = saidBy(kind, detail, timestamp, time);
  if (!said) return undefined;
  const first = Object.fromEntries(Object.entries(tags ?? {}).map(([name, [value]]) => [name, value]));
  const at = new Date(said.at).toISOString();
  // Whom it was written to: who forwards their mail has another address bounce, which nobody here writes to.
  const [to, ...others] = destination ?? [];
  const address = said.address !== undefined && to && others.length === 0 ? { address: to } : {};
  return { ...said, ...address, ...referenceIn(first), at, channel: "email", providerId: messageId };
}

function isKind(kind: unknown): kind is Kind {
  return typeof kind === "string" && Object.hasOwn(BODIES, kind);
}

function saidBy<K extends Kind>(kind: K, detail: unknown, sentAt: string, time: string): Said {
  const body = read(BODIES[kind], detail, kind) as Body[K];
  return READERS[kind](body, sentAt, time);
}

function requested({ timestamp, userAgent, isBotEvent }: Request, sentAt: string) {
  const sinceSentMs = Date.parse(timestamp) - Date.parse(sentAt);
  return {
    at: timestamp,
    occurrence: String(Date.parse(timestamp)),
    by: machineActor({ userAgent: userAgent ?? undefined, isBotEvent, sinceSentMs }),
  };
}
