import type { Envelope } from "../events/envelope";
import type { Instant } from "../instant";
import type { JsonObject } from "../json";

/** What a person last said about one topic on one channel, and where the proof is. */
export interface ConsentState {
  readonly given: boolean;
  readonly at: Instant;
  /** The event that said so, kept in the person's history: the proof. */
  readonly messageId: string;
  readonly source?: string;
  /** Version of the wording shown when consent was given. */
  readonly wording?: string;
  /** From when on a yes is one no longer: implied consent ends by itself. */
  readonly expiresAt?: Instant;
  /**
   * A yes that was brought in from elsewhere, or that a law infers from something the person did: it counts only where
   * they have said nothing themselves.
   */
  readonly weak?: "imported" | "implied";
}

/** Consent by `topic/channel`; `*` stands for every topic or channel and is only ever withdrawn. */
export type Consents = { readonly [topicAndChannel: string]: ConsentState };

export type ConsentAnswer =
  | { readonly given: true; readonly basis: ConsentState }
  | { readonly given: false; readonly basis?: ConsentState };

/** A yes beyond these is not taken up; a no always is. Far more than any program has topics and channels. */
const MAX_CONSENTS = 200;

/**
 * Consents after an event. The later event time wins and a withdrawal wins a tie, so the order of arrival does not
 * matter; replays can rebuild a consent but never turn a later no into a yes. An imported or implied yes gives way to
 * whatever the person said themselves, also before it (P-5).
 */
export function foldConsent(consents: Consents, envelope: Envelope): Consents {
  const said = statementIn(envelope);
  if (!said) return consents;
  const { key, state } = said;
  const before = Object.hasOwn(consents, key) ? consents[key] : undefined;
  if (before ? !outweighs(state, before) : state.given && Object.keys(consents).length >= MAX_CONSENTS)
    return consents;
  return { ...consents, [key]: state };
}

/** Whether a person may be told about a topic on a channel, by the latest word that covers both. */
export function consentFor(consents: Consents, topic: string, channel: string, now: Instant): ConsentAnswer {
  let basis: ConsentState | undefined;
  for (const key of [`${topic}/${channel}`, `${topic}/*`, `*/${channel}`, "*/*"]) {
    const state = Object.hasOwn(consents, key) ? consents[key] : undefined;
    if (state && (!basis || outweighs(state, basis))) basis = state;
  }
  const holds = basis?.given && (basis.expiresAt === undefined || now < basis.expiresAt);
  return basis && holds ? { given: true, basis } : { given: false, ...(basis && { basis }) };
}

function statementIn(envelope: Envelope): { key: string; state: ConsentState } | undefined {
  const { event, properties, timestamp, messageId } = envelope;
  const proof = { at: timestamp, messageId };
  if (event === "Unsubscribed") return { key: "*/email", state: { given: false, ...proof } };
  if (event !== "Consent Given" && event !== "Consent Withdrawn") return undefined;
  const { topic, channel, source, wording, expires_at } = properties as Record<string, string | undefined>;
  const given = event === "Consent Given";
  if (given && (topic === "*" || channel === "*")) return undefined;
  const weak = weaknessOf(properties);
  const yes = given && {
    ...(expires_at && { expiresAt: new Date(expires_at).toISOString() }),
    ...(weak && { weak }),
  };
  return {
    key: `${topic}/${channel}`,
    state: { given, ...proof, ...(source && { source }), ...(wording && { wording }), ...yes },
  };
}

function weaknessOf({ imported, basis }: JsonObject): ConsentState["weak"] {
  if (imported === true) return "imported";
  return basis === "implied" ? "implied" : undefined;
}

function outweighs(a: ConsentState, b: ConsentState): boolean {
  if ((a.weak === undefined) !== (b.weak === undefined)) return a.weak === undefined;
  if (a.at !== b.at) return a.at > b.at;
  if (a.given !== b.given) return !a.given;
  return a.messageId > b.messageId;
}
