import * as z from "zod/mini";
import en from "zod/v4/locales/en.cjs";

// Without a locale, zod/mini says no more than "Invalid input".
z.config(en());

/** One event the program knows: its properties as a schema, and what it means. */
export interface EventDefinition<Shape extends z.core.$ZodShape = z.core.$ZodShape> {
  readonly description: string;
  readonly properties: z.ZodMiniObject<Shape, z.core.$loose>;
  /** `transactional` events skip the batching queue and are observed at once. */
  readonly lane: "engagement" | "transactional";
  /** One that Herald itself acts on, whatever the program says. */
  readonly builtIn?: true;
}

/** The events a program knows, by name: past tense, Segment's word where it has one. */
export type EventCatalog = { readonly [name: string]: EventDefinition };

/** The names of the properties that an event's schema speaks of. */
export type PropertyOf<Definition> =
  Definition extends EventDefinition<infer Shape> ? keyof Shape & string : never;

/** Defines an event. Properties not in the shape are kept; one of the wrong type refuses the event. */
export function defineEvent<const Shape extends z.core.$ZodShape>(
  description: string,
  shape: Shape,
  lane: EventDefinition["lane"] = "engagement",
): EventDefinition<Shape> {
  return { description, properties: z.looseObject(shape), lane };
}

/** A topic is kebab-case: a withdrawal that is spelled otherwise must be refused, not kept without effect. */
const TOPIC = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const TOPIC_OR_ALL = /^(?=.{1,64}$)([a-z0-9]+(-[a-z0-9]+)*|\*)$/;
const A_TOPIC = "must be kebab-case and at most 64 characters";
/** `topic/channel`. */
const CHOICE = /^[a-z0-9]+(-[a-z0-9]+)*\/(email|sms|push|inbox|banner)$/;
const A_CHOICE = 'must be a topic and a channel, such as "news/email"';
const MOMENT = z.iso.datetime({ offset: true });
const CHANNELS = ["email", "sms", "push", "inbox", "banner"] as const;

function builtIn<const Shape extends z.core.$ZodShape>(
  description: string,
  shape: Shape,
): EventDefinition<Shape> {
  return { ...defineEvent(description, shape), builtIn: true };
}

const messageShape = {
  message: z.string(),
  channel: z.optional(z.enum(CHANNELS)),
  /** Which run it was a message of. */
  journey: z.optional(z.string()),
  correlation: z.optional(z.string()),
};

const TOKEN = z.string().check(z.maxLength(1_024));

const momentShape = { journey: z.string(), occurrence: z.string() };

/**
 * Events Herald itself acts on, whatever the program says.
 * Names and properties follow Segment's specs for email events (https://segment.com/docs/connections/spec/email/),
 * with two of our own for consent, which that spec lacks.
 */
export const BUILT_IN_EVENTS = {
  Identify: builtIn("Says what is known of a person: `traits` beside the properties.", {}),
  "Consent Given": builtIn("The person agreed to hear about a topic on a channel.", {
    topic: z.string().check(z.regex(TOPIC, A_TOPIC)),
    channel: z.enum(CHANNELS),
    source: z.optional(z.string().check(z.maxLength(100))),
    wording: z.optional(z.string().check(z.maxLength(100))),
    /** Left out: the person said so. A law may infer it instead, as Canada's does from a purchase, for two years. */
    basis: z.optional(z.enum(["express", "implied"])),
    /** From when on it no longer holds. */
    expires_at: z.optional(MOMENT),
    /** Brought in from elsewhere: counts only where the person has said nothing here. */
    imported: z.optional(z.boolean()),
    /** The `Consent Requested` that it answers. */
    confirms: z.optional(z.string()),
  }),
  "Consent Requested": builtIn("The person asked for topics on channels, and has yet to confirm it.", {
    choices: z.array(z.string().check(z.regex(CHOICE, A_CHOICE))).check(z.minLength(1), z.maxLength(100)),
    source: z.optional(z.string().check(z.maxLength(100))),
    wording: z.optional(z.string().check(z.maxLength(100))),
  }),
  "Consent Withdrawn": builtIn("The person no longer wants a topic on a channel; `*` means all.", {
    topic: z.string().check(z.regex(TOPIC_OR_ALL, A_TOPIC)),
    channel: z.enum([...CHANNELS, "*"]),
    source: z.optional(z.string().check(z.maxLength(100))),
  }),
  Unsubscribed: builtIn("The person left all marketing by email (Segment's email spec).", {}),
  "Email Bounced": builtIn("A receiver refused the address (Segment's email spec).", {
    email: z.optional(z.string()),
    bounce_type: z.optional(z.enum(["permanent", "transient", "undetermined"])),
  }),
  "Email Marked as Spam": builtIn("The person reported an email as spam (Segment's email spec).", {
    email: z.optional(z.string()),
  }),
  "Score Changed": builtIn("A model gave the person a score, a number of its own kind.", {
    score: z.string(),
    value: z.number(),
  }),
  "Message Delivered": builtIn("A message of Herald's reached the person's device or mailbox.", messageShape),
  "Message Opened": builtIn(
    "A message was opened, by its reader or by a machine that opens mail.",
    messageShape,
  ),
  "Message Clicked": builtIn("The person followed a link in a message.", messageShape),
  "Message Dismissed": builtIn("The person put away a message in an app or on a website.", messageShape),
  "Signed Out": builtIn(
    "The person signed out: `context.device` is no longer theirs (Segment's B2B spec).",
    {},
  ),
  "Device Token Gone": builtIn("A push service no longer knows a token.", { token: TOKEN }),
  "Device Token Updated": builtIn("A push service has another token for a device.", {
    token: TOKEN,
    updated_token: TOKEN,
    service: z.enum(["APNS", "APNS_SANDBOX", "GCM"]),
  }),
} as const satisfies EventCatalog;

/** Events Herald makes of a person's state by itself. They start journeys, and never come from outside. */
export const OWN_EVENTS = {
  "Segment Entered": builtIn("The person has come to be in a segment.", { segment: z.string() }),
  "Segment Left": builtIn("The person is no longer in a segment.", { segment: z.string() }),
  "Date Reached": builtIn("A date of the person has come.", momentShape),
  "Gone Silent": builtIn("The person has not done something for a while.", momentShape),
  "Schedule Reached": builtIn("The time of a schedule has come for the person.", momentShape),
  "Timer Due": builtIn("Time has passed: the person's segments and dates are looked at again.", {}),
} as const satisfies EventCatalog;
