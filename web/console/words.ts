import type { RefusalReason } from "../../core/events/envelope";
import type { EdgeMeaning, MapNode } from "../../core/map/map";
import type { Channel } from "../../core/messages/message";
import type { SuppressionReason } from "../../core/people/suppression";
import type { RunOutcome } from "../../core/runs/run";
import type { SendStatus, SkipReason } from "../../core/sending/ledger";
import type { IconName } from "./icon";
import type { PageName } from "./route";

/** What a colour means, everywhere in the console. */
export type Tone = "good" | "skip" | "bad" | "wait" | "goal" | "quiet";

/** One outcome in one or two words, and its colour. */
export interface Label {
  readonly label: string;
  readonly tone: Tone;
}

/**
 * Plain words for everything the core says by name. `{name}` stands for a fact of that name; a sentence whose fact
 * is missing uses the next one.
 */
export const RUN_OUTCOMES: { readonly [O in RunOutcome]: Label & { readonly says: readonly string[] } } = {
  started: {
    label: "Started",
    tone: "wait",
    says: ["Wait set to {dueAt}; anything new moves it", "On its way"],
  },
  restarted: { label: "Started again", tone: "wait", says: ["Wait set to {dueAt}", "On its way again"] },
  "timer-moved": {
    label: "Wait moved",
    tone: "wait",
    says: ["Something new happened: wait moved to {dueAt}"],
  },
  "content-updated": {
    label: "Updated",
    tone: "wait",
    says: ["The next message will speak of this newer event"],
  },
  "late-trigger": {
    label: "No change",
    tone: "quiet",
    says: ["A newer event of this kind came before this one"],
  },
  "not-entered": { label: "Not started", tone: "quiet", says: ["Does not start the journey"] },
  woken: { label: "Went on", tone: "wait", says: ["What it waited for has happened"] },
  exited: { label: "Left", tone: "quiet", says: ["Nothing more will be sent"] },
  "goal-reached": {
    label: "Goal reached",
    tone: "goal",
    says: ["What the journey is there for has happened"],
  },
  "closed-before-start": {
    label: "Closed",
    tone: "quiet",
    says: ["Over before it began; an older event cannot start it"],
  },
  "ended-nothing": {
    label: "No change",
    tone: "quiet",
    says: ["It would end a run, but does not say which"],
  },
  "late-exit": { label: "No change", tone: "quiet", says: ["There was nothing left to end"] },
};

/** Why an event did not start a journey. */
export const NOT_ENTERED: {
  readonly [reason: string]: { readonly says: readonly string[]; readonly label?: string };
} = {
  "conditions-not-met": { says: ["Needs {conditions}", "The conditions of the trigger are not met"] },
  "already-closed": { says: ["Was already over at {closedAt}", "Was already over"] },
  "once-per-correlation": { says: ["Already ran for this one; it runs once"] },
  "event-too-old": { says: ["The event was too old to start anything when it arrived"] },
  replayed: { says: ["A replay rebuilds what is known and starts nothing"] },
  "no-correlation": {
    label: "No match",
    says: ["The event has no {missing}, so it belongs to no run", "The event belongs to no run"],
  },
};

/** What became of an event, where it is not simply taken in. */
export const EVENT_OUTCOMES: { readonly [outcome: string]: string } = {
  duplicate: "came before and counts once",
  "not-routed": "not used by any journey or segment, so not delivered",
  "no-such-bus": "went to a bus that is not there",
  failed: "could not be worked on",
};

/** Where a send stands. */
export const SEND_STATUSES: { readonly [S in SendStatus]: Label } = {
  accepted: { label: "Sent", tone: "good" },
  skipped: { label: "Skipped", tone: "skip" },
  deferred: { label: "Put off", tone: "wait" },
  failed: { label: "Failed", tone: "bad" },
  unknown: { label: "Unknown", tone: "bad" },
  "handed-off": { label: "Being sent", tone: "wait" },
  released: { label: "Will try again", tone: "wait" },
};

/** The ways a message can leave: by name, in a list, and as they end a sentence. */
export const CHANNELS: {
  readonly [C in Channel]: { readonly name: string; readonly by: string; readonly icon: IconName };
} = {
  email: { name: "Email", by: "by email", icon: "outbox" },
  sms: { name: "Text message", by: "by text message", icon: "sms" },
  push: { name: "Push notification", by: "by push notification", icon: "push" },
  inbox: { name: "Inbox message", by: "in the inbox", icon: "inbox" },
  banner: { name: "Banner", by: "by banner", icon: "banner" },
};

/** The traits that hold an address. */
export const ADDRESS_TRAITS: { readonly [trait: string]: string } = {
  email: "email address",
  phone: "phone number",
  push_token: "push token",
};

/** Why a message did not leave. */
export const SKIP_REASONS: { readonly [R in SkipReason]: readonly string[] } = {
  "switched-off": ["Switched off: {switch}", "Switched off"],
  "run-ended": ["The journey had already ended: {runEnded}", "The journey had already ended"],
  "no-person": ["Nothing is known of this person"],
  "no-provider": ["Nothing is set up to send {channel}", "Nothing is set up to send this"],
  "country-closed": ["No text messages to {country}", "No text messages to that country"],
  "out-of-reach": ["This deployment may write to a few addresses only"],
  unregistered: [
    "Marketing texts to {region} need a registration",
    "Marketing texts need a registration there",
  ],
  "no-address": ["No usable {trait} is known", "No address is known"],
  suppressed: [
    "Nothing may go to this address: {suppression} on {suppressedAt}",
    "Nothing may go to this address",
  ],
  "no-consent": ["Never agreed to “{topic}” {channel}", "Never agreed to this topic"],
  holdout: ["Kept out of all messages, to see what these do"],
  expired: ["Of no use any more from {expiresAt} on", "Of no use any more"],
  "quiet-hours": ["Nothing may go out at that hour"],
  "frequency-cap": ["No more than {most} may go out in that time", "Enough went out in that time"],
  "claim-unproven": ["What it would have claimed was not proven", "A claim was not proven"],
  "render-failed": ["The message could not be written: {error}", "The message could not be written"],
};

/** Said instead of `no-consent` where there was an agreement once, by what became of it. */
export const CONSENT_LOST: { readonly [consent: string]: readonly string[] } = {
  withdrawn: ["No longer agrees to “{topic}” {channel}, since {consentAt}"],
  expired: ["The consent to “{topic}” {channel} of {consentAt} has expired"],
  given: ["The record of the consent to “{topic}” {channel} lacks what the law asks for"],
};

/** Why nothing may go to an address. */
export const SUPPRESSIONS: { readonly [R in SuppressionReason]: string } = {
  "hard-bounce": "bounced for good",
  complaint: "reported as spam",
  "soft-bounces": "bounced three times, the last",
  "opt-out": "asked for no more",
  "unclear-reply": "wrote what a human must read,",
  erased: "its holder was erased",
  manual: "put on the suppression list",
};

/** Why a send that was tried did not end well. */
export const SEND_TROUBLE: { readonly [reason: string]: readonly string[] } = {
  "provider-rejected": ["The provider refused it: {error}", "The provider refused it"],
  "no-answer": ["The provider did not answer; not repeated, so that nobody gets it twice"],
  "no-answer-recorded": ["No answer was recorded; not repeated, so that nobody gets it twice"],
  "try-later": ["The provider is busy; it will be tried again"],
};

/** Reasons in a few words: for counts and filters. */
export const REASON_NAMES: { readonly [reason: string]: string } = {
  "switched-off": "switched off",
  "run-ended": "journey already ended",
  "no-person": "person not known",
  "no-provider": "channel not set up",
  "country-closed": "country not open",
  "out-of-reach": "out of this deployment’s reach",
  unregistered: "texts not registered there",
  "no-address": "no address",
  suppressed: "address suppressed",
  "no-consent": "no consent",
  holdout: "held out",
  expired: "too late",
  "quiet-hours": "quiet hours",
  "frequency-cap": "enough sent",
  "claim-unproven": "claim not proven",
  "render-failed": "could not be written",
  "provider-rejected": "provider refused",
  "no-answer": "no answer from provider",
  "no-answer-recorded": "no answer recorded",
  "try-later": "provider busy",
  "conditions-not-met": "conditions not met",
  "already-closed": "already over",
  "once-per-correlation": "ran before",
  "event-too-old": "event too old",
  replayed: "replayed event",
  "no-correlation": "missing property",
};

/** How a run ended, where it was not by an exit of the journey. */
export const ENDINGS: { readonly [reason: string]: string } = { completed: "finished", goal: "goal reached" };

/** Why an event was refused, to the engineer who sent it. */
export const REFUSALS: { readonly [R in RefusalReason]: string } = {
  "not-json": "Not JSON",
  "not-an-object": "The detail is no object",
  "unknown-version": "A version Herald does not know",
  "no-message-id": "No usable messageId",
  "no-event-name": "No event name",
  "no-person": "Does not say who it is about",
  "too-large": "Too large",
  "too-deep": "Nested too deep",
  "bad-timestamp": "The timestamp cannot be read",
  "timestamp-in-the-future": "The timestamp is in the future",
  "timestamp-too-old": "Older than two years",
  "bad-properties": "A property has the wrong type",
};

/** Names of the facts that decisions record. */
export const FACT_NAMES: { readonly [fact: string]: string } = {
  address: "Address found",
  basis: "Legal basis",
  channel: "Channel",
  closedAt: "Over since",
  conditions: "Conditions",
  consent: "Consent",
  consentAt: "Last word on it",
  consentProof: "Proof",
  missingProof: "Missing in the record",
  detail: "What is wrong",
  dueAt: "Wait ends",
  error: "Error",
  eventAt: "Event happened",
  execution: "Execution of the run",
  firstSentAt: "First message sent",
  missing: "Missing property",
  run: "The run",
  runEnded: "How the run ended",
  suppressed: "Address suppressed",
  suppressedAt: "Suppressed since",
  suppression: "Why suppressed",
  topic: "Topic",
  trait: "Trait looked at",
  tried: "Passed over",
  triggeredAt: "Latest trigger",
};

/** Conditions on a property, as they end a sentence that begins with its name. */
export const CONDITIONS: { readonly [is: string]: string } = {
  present: "is given",
  absent: "is not given",
  empty: "is empty",
  "not-empty": "is not empty",
  equal: "is",
  "not-equal": "is not",
  "one-of": "is one of",
  "at-least": "is at least",
  "more-than": "is more than",
  "at-most": "is at most",
  "less-than": "is less than",
};

/** The pages, in the order of the navigation. */
export const PAGES: { readonly [P in PageName]: { readonly title: string; readonly icon: IconName } } = {
  live: { title: "Live", icon: "live" },
  people: { title: "People", icon: "people" },
  journeys: { title: "Journeys", icon: "journeys" },
  messages: { title: "Messages", icon: "text" },
  map: { title: "Map", icon: "map" },
  decisions: { title: "Decisions", icon: "decisions" },
  outbox: { title: "Outbox", icon: "outbox" },
  events: { title: "Events", icon: "events" },
};

/** What stands on the map. */
export const MAP_KINDS: { readonly [kind in MapNode["kind"]]: string } = {
  event: "Event",
  segment: "Segment",
  moment: "Moment",
  journey: "Journey",
  message: "Message",
  call: "Call",
  trait: "Trait",
};

/** What one thing on the map is to another, seen from it and seen from the other. */
export const MAP_MEANINGS: {
  readonly [meaning in EdgeMeaning]: { readonly out: string; readonly in: string };
} = {
  starts: { out: "Starts", in: "Starts by" },
  narrows: { out: "Needed by", in: "For members of" },
  asks: { out: "Asked about by", in: "Asks about" },
  sends: { out: "Sends", in: "Sent by" },
  emits: { out: "Emits", in: "Emitted by" },
  updates: { out: "Notes", in: "Noted by" },
  calls: { out: "Calls", in: "Called by" },
  awaits: { out: "Waited for by", in: "Waits for" },
  goal: { out: "Goal of", in: "Goal" },
  ends: { out: "Ends", in: "Ended by" },
  feeds: { out: "Counts for", in: "Reckoned from" },
  "leads-to": { out: "May lead to", in: "May follow" },
};
