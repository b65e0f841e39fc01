import { type Duration, type Instant, plus } from "../instant";
import type { Channel, CompiledMessage } from "../messages/message";
import { type Device, devicesOf, freshDevices } from "../people/devices";
import { type Person, textTrait, traitValues } from "../people/person";
import { phoneNumber } from "../people/phone-number";
import type { Suppression } from "../people/suppression";
import { endedByItself, type Run } from "../runs/run";
import { judgeConsent } from "./consent-rule";
import { type SendingRow, type SlotRequest, takeSlot } from "./frequency-cap";
import { type Switches, switchFor, switchForChannel } from "./kill-switch";
import type { PutOffReason, SkipReason } from "./ledger";
import type { SendingPolicy } from "./policy";
import { quietUntil } from "./quiet-hours";
import { isWithinReach, type Reach } from "./reach";
import type { SendCommand } from "./send-command";
import { missingRegistration } from "./text-registration";

/** What the gate looks at that is the same on every channel, read in the moment before sending. */
export interface SendFacts {
  readonly command: Pick<SendCommand, "execution" | "journey" | "message" | "purpose">;
  readonly person: Person | undefined;
  readonly run: Run | undefined;
  /** `undefined` where they cannot be read. */
  readonly switches: Switches | undefined;
}

/** What the gate looks at for one channel. */
export interface ChannelFacts {
  readonly channel: Channel;
  readonly message: Pick<CompiledMessage, "purpose" | "topic">;
  readonly person: Person | undefined;
  readonly run: Pick<Run, "holdout"> | undefined;
  readonly switches: Switches | undefined;
  /** Of the person's address on the channel; of push, where none of their devices is free. */
  readonly suppression: Suppression | undefined;
  /** Of push: the devices that are free, where some are not. */
  readonly devices?: readonly Device[] | undefined;
  readonly hasProvider: boolean;
  readonly reach: Reach | undefined;
  readonly now: Instant;
  /** From when on the message is of no use. */
  readonly expiresAt: Instant;
  readonly policy: SendingPolicy;
  /** IANA; for people whose own zone is unknown. */
  readonly defaultZone: string;
  /** What was sent to the person lately, where any cap counts the message. */
  readonly sending: SendingRow | undefined;
  readonly slot: SlotRequest;
}

/** What checks saw, by name. */
export type Seen = { readonly [name: string]: unknown };

/** Why a message stays here, for good or until a moment. */
export type Refusal =
  | { readonly reason: Exclude<SkipReason, PutOffReason>; readonly until?: undefined }
  | { readonly reason: PutOffReason; readonly until: Instant };

/** Passed, or the first reason why not; with the facts that were seen either way. */
export type GateResult =
  | { readonly pass: true; readonly facts: Seen }
  | (Refusal & { readonly pass: false; readonly facts: Seen });

/** Like a `GateResult`, with the address where it passed, which for push is the newest of the devices. */
export type ChannelResult =
  | (GateResult & { readonly pass: true; readonly address: string; readonly devices?: readonly Device[] })
  | (GateResult & { readonly pass: false });

type Check<Facts> = (facts: Facts) => { readonly refused?: Refusal; readonly saw: Seen };

/**
 * The checks in their order, each alone enough: those of the send stop it, those of a channel make it try the next.
 * Kill switch, run still live, suppression, consent, holdout, validity, quiet hours, frequency cap. What a message
 * claims and the ledger's row are the sender's next steps after these.
 */
export const SEND_CHECKS = { nothingIsSwitchedOff, runIsLive, personIsKnown } as const;
export const CHANNEL_CHECKS = {
  channelIsOn,
  addressIsKnown,
  addressIsWithinReach,
  countryIsOpen,
  textsAreRegistered,
  addressIsFree,
  consentIsGiven,
  personIsNotHeldOut,
  messageIsValid,
  hourIsFit,
  capHasRoom,
} as const;

/** Asks whether anything may be sent at all. Fails closed: no fact, no message. */
export function passSend(facts: SendFacts): GateResult {
  return passAll(Object.values(SEND_CHECKS), facts);
}

/** Asks whether a message may go out on one channel. Fails closed, too. */
export function passChannel(facts: ChannelFacts): ChannelResult {
  const result = passAll(Object.values(CHANNEL_CHECKS), facts);
  if (!result.pass) return result;
  const { person, channel, now } = facts;
  if (channel !== "push" || !person) return { ...result, address: addressOf(person, channel) as string };
  const devices = facts.devices ?? freshDevices(person, now);
  return { ...result, address: devices[0]?.token as string, devices };
}

function passAll<Facts>(checks: readonly Check<Facts>[], facts: Facts): GateResult {
  const seen: Record<string, unknown> = {};
  for (const check of checks) {
    const { refused, saw } = check(facts);
    Object.assign(seen, saw);
    if (refused) return { pass: false, ...refused, facts: seen };
  }
  return { pass: true, facts: seen };
}

/** Where a person can be reached on a channel; an inbox and a banner find everyone who is known. */
export function addressOf(person: Person | undefined, channel: Channel): string | undefined {
  if (!person) return undefined;
  const rule = ADDRESSES[channel];
  if (!rule) return person.id;
  if (channel === "push") return devicesOf(person)[0]?.token;
  const address = textTrait(person, rule.trait)?.trim();
  if (!address || !rule.form?.test(address)) return undefined;
  return channel === "sms" ? phoneNumber(address)?.e164 : address;
}

/** The trait that holds the address on a channel, and the form of one that can be used. */
const ADDRESSES: {
  readonly [C in Channel]: { readonly trait: string; readonly form?: RegExp } | undefined;
} = {
  email: {
    trait: "email",
    // One addr-spec (RFC 5322 §3.4.1) of the kind mailboxes really have: no quotes, comments, groups or lists; at
    // most 254 characters (RFC 3696, erratum 1690).
    form: /^(?=.{1,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,63}$/,
  },
  // E.164, https://www.itu.int/rec/T-REC-E.164: at most 15 digits, of which the country code is the first.
  sms: { trait: "phone", form: /^\+[1-9]\d{6,14}$/ },
  // One way to tell of a device, see `devicesOf`.
  push: { trait: "push_token" },
  inbox: undefined,
  banner: undefined,
};

function nothingIsSwitchedOff({ switches, command }: SendFacts) {
  const name = switchFor(switches, command);
  return name === undefined ? { saw: {} } : { refused: because("switched-off"), saw: { switch: name } };
}

/** Also where an end did not reach the machine in time: the run's row is the truth. */
function runIsLive({ run, command }: SendFacts) {
  if (!run) return { refused: because("run-ended"), saw: { run: "not found" } };
  const saw = { run: run.state, ...(run.ended && { runEnded: run.ended.reason }) };
  // The journey's last message may overtake an earlier one on the queues: a run that ended by itself is no reason to stop.
  const hasExited = run.closedAt !== undefined && run.closedAt >= (run.triggeredAt ?? "");
  const goesOn = run.state === "running" || (endedByItself(run) && !hasExited);
  const live = goesOn && run.execution === command.execution;
  return live ? { saw } : { refused: because("run-ended"), saw: { ...saw, execution: run.execution } };
}

function personIsKnown({ person }: SendFacts) {
  return person ? { saw: {} } : { refused: because("no-person"), saw: {} };
}

function channelIsOn({ channel, hasProvider, switches }: ChannelFacts) {
  const name = switchForChannel(switches, channel);
  if (name) return { refused: because("switched-off"), saw: { channel, switch: name } };
  return { saw: { channel }, ...(!hasProvider && { refused: because("no-provider") }) };
}

function addressIsKnown({ person, channel, now }: ChannelFacts) {
  const trait = ADDRESSES[channel]?.trait;
  const isKnown = addressOf(person, channel) !== undefined;
  if (channel === "push" && person && isKnown) {
    const devices = freshDevices(person, now).length;
    if (devices > 0) return { saw: { address: trait, devices } };
    return { refused: because("no-address"), saw: { address: "none", trait, stale: true } };
  }
  if (isKnown) return { saw: { address: trait ?? "person" } };
  return { refused: because("no-address"), saw: { address: "none", ...(trait && { trait }) } };
}

/** E-44: outside production nobody is written to by mistake. */
function addressIsWithinReach({ person, channel, reach }: ChannelFacts) {
  const isWithin = isWithinReach(reach, channel, addressOf(person, channel) ?? "");
  return isWithin ? { saw: {} } : { refused: because("out-of-reach"), saw: { reach } };
}

/** S-33: where a text message may not go it is refused here, before anyone is asked to send it. */
function countryIsOpen({ person, channel, message, policy }: ChannelFacts) {
  const open = policy.smsCountries?.[message.purpose];
  if (channel !== "sms" || !open) return { saw: {} };
  const country = phoneNumber(addressOf(person, "sms"))?.country;
  const saw = { country: country ?? "unknown" };
  return country !== undefined && open.includes(country)
    ? { saw }
    : { refused: because("country-closed"), saw };
}

/** S-23: a law that asks for a registration is kept by silence until there is one. */
function textsAreRegistered({ person, channel, message, policy }: ChannelFacts) {
  const number = channel === "sms" && message.purpose === "marketing" ? addressOf(person, "sms") : undefined;
  if (!policy.textRegistrations || !person || !number) return { saw: {} };
  const missing = missingRegistration(policy.textRegistrations, traitValues(person), number);
  return missing ? { refused: because("unregistered"), saw: { region: missing.region } } : { saw: {} };
}

function addressIsFree({ suppression }: ChannelFacts) {
  if (!suppression) return { saw: { suppressed: false } };
  const saw = { suppressed: true, suppression: suppression.reason, suppressedAt: suppression.at };
  return { refused: because("suppressed"), saw };
}

function consentIsGiven({ person, message, channel, policy, now }: ChannelFacts) {
  const { basis, saw } = judgeConsent(person, message, channel, policy.consent ?? {}, now);
  return basis ? { saw } : { refused: because("no-consent"), saw };
}

function personIsNotHeldOut({ run }: ChannelFacts) {
  return run?.holdout ? { refused: because("holdout"), saw: { holdout: true } } : { saw: {} };
}

function messageIsValid({ now, expiresAt }: ChannelFacts) {
  return now < expiresAt ? { saw: {} } : { refused: because("expired"), saw: { expiresAt } };
}

/** A text message lives for five seconds at least, and is not handed off in the moment in which the gate looks. */
const TO_ARRIVE: Duration = { seconds: 10 };

/** Fit is an hour in which there is still time to arrive. */
function hourIsFit({ policy, channel, message, person, defaultZone, now }: ChannelFacts) {
  if (!policy.quietHours) return { saw: {} };
  const traits = person ? traitValues(person) : {};
  const asked = { channel, purpose: message.purpose, traits, defaultZone, now };
  const answer = quietUntil(policy.quietHours, asked);
  const { until, saw } = answer.until
    ? answer
    : quietUntil(policy.quietHours, { ...asked, now: plus(now, TO_ARRIVE) });
  return until === undefined ? { saw } : { refused: putOff("quiet-hours", until), saw };
}

function capHasRoom({ policy, sending, slot, now }: ChannelFacts) {
  if (!sending) return { saw: {} };
  const answer = takeSlot(sending, slot, policy.caps, now);
  if ("taken" in answer) return { saw: {} };
  const { most, within, source } = answer.full.cap;
  return { refused: putOff("frequency-cap", answer.full.until), saw: { most, within, cap: source } };
}

const because = (reason: Exclude<SkipReason, PutOffReason>): Refusal => ({ reason });
const putOff = (reason: PutOffReason, until: Instant): Refusal => ({ reason, until });
