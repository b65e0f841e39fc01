import type { Channel, CompiledMessage } from "../messages/message";
import { consentFor } from "../people/consent";
import { type Person, textTrait } from "../people/person";
import type { Suppression } from "../people/suppression";
import { endedByItself, type Run } from "../runs/run";
import type { SkipReason } from "./ledger";
import type { SendCommand } from "./send-command";

/** What the gate looks at that is the same on every channel, read in the moment before sending. */
export interface SendFacts {
  readonly command: Pick<SendCommand, "execution">;
  readonly person: Person | undefined;
  readonly run: Run | undefined;
}

/** What the gate looks at for one channel. */
export interface ChannelFacts {
  readonly channel: Channel;
  readonly message: Pick<CompiledMessage, "purpose" | "topic">;
  readonly person: Person | undefined;
  /** Of the person's address on the channel. */
  readonly suppression: Suppression | undefined;
  readonly hasProvider: boolean;
}

/** What checks saw, by name. */
export type Seen = { readonly [name: string]: unknown };

/** Passed, or the first reason why not; with the facts that were seen either way. */
export type GateResult =
  | { readonly pass: true; readonly facts: Seen }
  | { readonly pass: false; readonly reason: SkipReason; readonly facts: Seen };

/** Like a `GateResult`, with the address where it passed. */
export type ChannelResult =
  | (GateResult & { readonly pass: true; readonly address: string })
  | (GateResult & { readonly pass: false });

type Check<Facts> = (facts: Facts) => { readonly reason?: SkipReason; readonly saw: Seen };

/**
 * The checks in their order, each alone enough: those of the send stop it, those of a channel make it try the next.
 * The full order is: kill switch, run still live, suppression, consent, holdout, validity, quiet hours, frequency cap,
 * claims, ledger. The ledger's claim is the sender's next step after this.
 */
const SEND_CHECKS: readonly Check<SendFacts>[] = [runIsLive, personIsKnown];
const CHANNEL_CHECKS: readonly Check<ChannelFacts>[] = [
  channelIsServed,
  addressIsKnown,
  addressIsFree,
  consentIsGiven,
];

/** Asks whether anything may be sent at all. Fails closed: no fact, no message. */
export function passSend(facts: SendFacts): GateResult {
  return passAll(SEND_CHECKS, facts);
}

/** Asks whether a message may go out on one channel. Fails closed, too. */
export function passChannel(facts: ChannelFacts): ChannelResult {
  const result = passAll(CHANNEL_CHECKS, facts);
  if (!result.pass) return result;
  return { ...result, address: addressOf(facts.person, facts.channel) as string };
}

function passAll<Facts>(checks: readonly Check<Facts>[], facts: Facts): GateResult {
  const seen: Record<string, unknown> = {};
  for (const check of checks) {
    const { reason, saw } = check(facts);
    Object.assign(seen, saw);
    if (reason) return { pass: false, reason, facts: seen };
  }
  return { pass: true, facts: seen };
}

/** Where a person can be reached on a channel; an inbox and a banner find everyone who is known. */
export function addressOf(person: Person | undefined, channel: Channel): string | undefined {
  if (!person) return undefined;
  const rule = ADDRESSES[channel];
  if (!rule) return person.id;
  const address = textTrait(person, rule.trait)?.trim();
  return address && rule.form.test(address) ? address : undefined;
}

/** The trait that holds the address on a channel, and the form of one that can be used. */
const ADDRESSES: {
  readonly [C in Channel]: { readonly trait: string; readonly form: RegExp } | undefined;
} = {
  email: {
    trait: "email",
    // One addr-spec (RFC 5322 §3.4.1) of the kind mailboxes really have: no quotes, comments, groups or lists; at
    // most 254 characters (RFC 3696, erratum 1690).
    form: /^(?=.{1,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,63}$/,
  },
  // E.164, https://www.itu.int/rec/T-REC-E.164: at most 15 digits, of which the country code is the first.
  sms: { trait: "phone", form: /^\+[1-9]\d{6,14}$/ },
  // Opaque; a table key must hold it.
  push: { trait: "push_token", form: /^[\x21-\x7e]{1,1024}$/ },
  inbox: undefined,
  banner: undefined,
};

/** Also where an end did not reach the machine in time: the run's row is the truth. */
function runIsLive({ run, command }: SendFacts) {
  if (!run) return { reason: "run-ended" as const, saw: { run: "not found" } };
  const saw = { run: run.state, ...(run.ended && { runEnded: run.ended.reason }) };
  // The journey's last message may overtake an earlier one on the queues: a run that ended by itself is no reason to stop.
  const goesOn = run.state === "running" || endedByItself(run);
  const live = goesOn && run.execution === command.execution;
  return live ? { saw } : { reason: "run-ended" as const, saw: { ...saw, execution: run.execution } };
}

function personIsKnown({ person }: SendFacts) {
  return person ? { saw: {} } : { reason: "no-person" as const, saw: {} };
}

function channelIsServed({ channel, hasProvider }: ChannelFacts) {
  return { saw: { channel }, ...(!hasProvider && { reason: "no-provider" as const }) };
}

function addressIsKnown({ person, channel }: ChannelFacts) {
  const trait = ADDRESSES[channel]?.trait;
  if (addressOf(person, channel)) return { saw: { address: trait ?? "person" } };
  return { reason: "no-address" as const, saw: { address: "none", ...(trait && { trait }) } };
}

function addressIsFree({ suppression }: ChannelFacts) {
  if (!suppression) return { saw: { suppressed: false } };
  const saw = { suppressed: true, suppression: suppression.reason, suppressedAt: suppression.at };
  return { reason: "suppressed" as const, saw };
}

/** Transactional messages carry out what the person asked for and need no consent; anything else needs its topic's. */
function consentIsGiven({ person, message, channel }: ChannelFacts) {
  if (message.purpose === "transactional") return { saw: { basis: "contract" } };
  const answer = consentFor(person?.consents ?? {}, message.topic ?? "", channel);
  const saw = {
    topic: message.topic,
    consent: answer.given ? "given" : answer.basis ? "withdrawn" : "never given",
    ...(answer.basis && { consentAt: answer.basis.at, consentProof: answer.basis.messageId }),
  };
  return answer.given ? { saw: { ...saw, basis: "consent" } } : { reason: "no-consent" as const, saw };
}
