import type { ClaimReceipt } from "../claims/claim";
import type { Channel } from "../messages/message";
import type { SuppressionReason } from "../people/suppression";
import type { SendRecord, SendStatus, SkipReason } from "../sending/ledger";
import { named, type TellTime } from "./explain-words";

type Facts = SendRecord["facts"];
type Trouble = Exclude<NonNullable<SendRecord["reason"]>, SkipReason>;

const BY: { readonly [C in Channel]: string } = {
  email: "by email",
  sms: "by text message",
  push: "by push notification",
  inbox: "in the inbox",
  banner: "as a banner",
};

/** What the traits that hold an address are called. */
const ADDRESSES: { readonly [trait: string]: string } = {
  email: "email address",
  phone: "phone number",
  push_token: "device for push",
};

/** Why a message did not leave, with what the gate saw. */
const SKIPPED: { readonly [R in SkipReason]: (facts: Facts, tell: TellTime) => string } = {
  "switched-off": ({ switch: name }) =>
    name === "unreadable"
      ? "the kill switches could not be read, and marketing waits for no guess"
      : `${SWITCHED[String(name)] ?? named(String(name).replace(/^.*:/, ""))} was switched off`,
  "run-ended": ({ run, runEnded }) =>
    run === "not found"
      ? "the run it belongs to is not there any more"
      : `the run was over by then${runEnded ? ` (${runEnded})` : ""}`,
  "no-person": () => "nothing is known of this person",
  "no-provider": ({ channel }) => `nothing is set up to send ${by(channel)}`,
  "no-address": ({ trait }) => `no usable ${ADDRESSES[String(trait)] ?? "address"} is known`,
  "country-closed": ({ country }) =>
    country === "unknown"
      ? "the phone number’s country cannot be told, and text messages go to few countries"
      : `text messages do not go to ${country}`,
  "out-of-reach": () => "this deployment is not the real one, and may write to a few addresses only",
  unregistered: ({ region }) => `marketing texts to ${region} need a registration, and none is on file`,
  suppressed: ({ suppression, suppressedAt }, tell) =>
    `nothing may go to this address: ${SUPPRESSED[String(suppression) as SuppressionReason] ?? suppression}${suppressedAt ? ` on ${tell(String(suppressedAt))}` : ""}`,
  "no-consent": ({ topic, channel, consent, consentAt, missingProof }, tell) => {
    const yes = `consent to hear about “${topic}” ${by(channel)}`;
    if (Array.isArray(missingProof))
      return `the record of the ${yes} lacks its ${missingProof.join(" and ")}`;
    if (consent === "expired" && consentAt) return `the ${yes} of ${tell(String(consentAt))} has expired`;
    return consent === "withdrawn" && consentAt
      ? `the ${yes} was withdrawn on ${tell(String(consentAt))}`
      : `there was never ${yes}`;
  },
  holdout: () => "this person is kept out of all messages, to see what these do",
  expired: ({ expiresAt }, tell) => `it was of no use any more from ${tell(String(expiresAt))} on`,
  "quiet-hours": ({ until }, tell) => `nothing may go out at that hour${again(until, tell)}`,
  "frequency-cap": ({ most, until }, tell) =>
    `no more than ${most} may go out in that time${again(until, tell)}`,
  "claim-unproven": ({ claims }) => `what it would have claimed was not proven${whyNot(claims)}`,
  "render-failed": ({ error }) => `it could not be written: ${error}`,
};

/** Why an address is on the suppression list; the day follows. */
const SUPPRESSED: { readonly [R in SuppressionReason]: string } = {
  "hard-bounce": "a message bounced for good",
  complaint: "a message was reported as spam",
  "soft-bounces": "messages bounced three times, the last",
  "opt-out": "its holder asked for no more",
  "unclear-reply": "its holder wrote what may mean no more, and nobody has read it since it came",
  erased: "its holder was erased",
  manual: "somebody put it on the suppression list",
};

/** Every reason for which a message may not leave. */
export const SKIP_REASONS = Object.keys(SKIPPED) as SkipReason[];

/** What a kill switch stops, where it is not one journey or message. */
const SWITCHED: { readonly [name: string]: string } = {
  all: "all sending",
  "purpose:marketing": "all marketing",
  "purpose:transactional": "all transactional sending",
  ...Object.fromEntries(Object.entries(BY).map(([channel, by]) => [`channel:${channel}`, `sending ${by}`])),
};

function again(until: unknown, tell: TellTime): string {
  return until === undefined
    ? ""
    : `; it would have had to wait until ${tell(String(until))}, too late to be of use`;
}

/** Why a message that was let through may not have arrived. */
const TROUBLE: { readonly [R in Trouble]: (facts: Facts) => string } = {
  "try-later": () => "the provider was busy; it will be tried again",
  "no-answer": ({ error, basis }) =>
    `the provider did not answer${error ? ` (${error})` : ""}, so it may or may not have arrived; ${isRepeated(basis)}`,
  "no-answer-recorded": ({ basis }) =>
    `whatever sent it stopped before it noted the answer, so it may or may not have arrived; ${isRepeated(basis)}`,
  "provider-rejected": ({ error }) => `the provider refused it: ${error}`,
};

function isRepeated(basis: unknown): string {
  return basis === "contract"
    ? "it is transactional, so it is sent again until there is an answer"
    : "it is not repeated, so that nobody gets it twice";
}

const STATUSES: { readonly [S in SendStatus]: (message: string, by: string) => string } = {
  accepted: (message, by) => `Sent ${message} ${by}`,
  skipped: (message) => `Did not send ${message}`,
  deferred: (message, by) => `Put off ${message} ${by}`,
  failed: (message, by) => `Could not send ${message} ${by}`,
  unknown: (message, by) => `Tried to send ${message} ${by}, with an unknown outcome`,
  "handed-off": (message, by) => `Handed ${message} to the provider ${by}; its answer is not recorded yet`,
  released: (message, by) => `Has not sent ${message} ${by} yet`,
};

/** What became of one send, in a sentence. */
export function sendInWords(record: SendRecord, tell: TellTime): string {
  const { message, variant, channel, subject, status, reason, facts, until } = record;
  const name = `the message ${named(message)}${variant ? ` (${variant})` : ""}`;
  const said = STATUSES[status](name, BY[channel]);
  const why = reason && ` because ${reasonInWords(reason, { channel, ...facts }, tell)}`;
  if (status === "accepted")
    return `${said}${subject ? `: “${subject}”` : ""}.${basis(facts, tell)}${passedOver(facts, tell)}`;
  const later = status === "deferred" && until ? ` It comes up again on ${tell(until)}.` : "";
  return `${said}${why ? why.replace(/^ because/, status === "skipped" ? ", because" : ":") : ""}.${later}${passedOver(facts, tell)}`;
}

/** Why a message did not arrive, in words. */
export function reasonInWords(
  reason: NonNullable<SendRecord["reason"]>,
  facts: Facts,
  tell: TellTime,
): string {
  return Object.hasOwn(SKIPPED, reason)
    ? SKIPPED[reason as SkipReason](facts, tell)
    : TROUBLE[reason as Trouble](facts);
}

/** By which right it went out. */
function basis({ basis, topic, consentAt }: Facts, tell: TellTime): string {
  if (basis === "contract") return " It is transactional and needs no consent.";
  if (basis !== "consent" || !consentAt) return "";
  return ` Consent to “${topic}” was given on ${tell(String(consentAt))}.`;
}

/** Channels that were tried before; of a send that passed on none, the first is in its reason already. */
function passedOver({ tried, address, basis }: Facts, tell: TellTime): string {
  if (!Array.isArray(tried)) return "";
  const passed = address !== undefined && basis !== undefined;
  const others = (passed ? tried : tried.slice(1)) as (Facts & { readonly reason: SkipReason })[];
  if (others.length === 0) return "";
  const why = others.map((facts) => `${by(facts.channel)}: ${SKIPPED[facts.reason](facts, tell)}`);
  return ` ${passed ? "Not" : "Nor"} ${why.join("; nor ")}.`;
}

function by(channel: unknown): string {
  return BY[channel as Channel] ?? `by ${channel}`;
}

/** Why a message was dropped for a claim; the first reason is enough. */
function whyNot(claims: unknown): string {
  const dropped = (Array.isArray(claims) ? (claims as ClaimReceipt[]) : []).find(
    ({ outcome }) => outcome === "dropped",
  );
  return dropped ? ` (${dropped.kind}: ${dropped.why ?? "unknown"})` : "";
}
