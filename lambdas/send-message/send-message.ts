import type { ResolveClaims } from "../../core/claims/claim";
import { claimedEnd, trueUntil } from "../../core/claims/claim-rules";
import { eventsOf } from "../../core/feedback/feedback";
import { type Duration, earlier, type Instant, plus } from "../../core/instant";
import type { JsonObject } from "../../core/json";
import type { Channel, CompiledMessage } from "../../core/messages/message";
import { type RenderedContent, type RenderInput, renderContent } from "../../core/messages/render";
import { linkedMessage } from "../../core/pages/linked-message";
import type { LinkedMessage, MessageLinks } from "../../core/pages/links";
import { unsubscribeHeaders } from "../../core/pages/unsubscribe-headers";
import { type Person, traitValues } from "../../core/people/person";
import type { Program } from "../../core/program";
import type { Notice } from "../../core/runs/observe";
import { completeRun, foldSent, type Run } from "../../core/runs/run";
import type { Refusal, Seen } from "../../core/sending/gate";
import type { Switches } from "../../core/sending/kill-switch";
import { judgeClaim, type SendRecord, type SkipReason } from "../../core/sending/ledger";
import { NO_POLICY, type SendingPolicy } from "../../core/sending/policy";
import { allowedForSeconds } from "../../core/sending/quiet-hours";
import type { Reach } from "../../core/sending/reach";
import type { SendCommand } from "../../core/sending/send-command";
import { mayTrack } from "../../core/sending/tracking";
import { endIn, expiryOf } from "../../core/sending/validity";
import { LOST_EVENT, type Store } from "../../core/store";
import { zoneOf } from "../../core/time-zone";
import { changeRun } from "../shared/change-run";
import { TryAgainLater } from "../shared/try-again-later";
import type { ChannelProvider, Outgoing, ProviderAnswer, Providers } from "./channel-provider";
import { type Choosing, chooseChannel, slotFor } from "./choose-channel";
import { outgoing } from "./outgoing";
import { claimFacts, proveClaims } from "./prove-claims";
import { keepRoom, takeRoom } from "./take-room";
import { tokenFeedback } from "./token-feedback";

/** What the work needs of the outside. */
export interface SendMessagePorts {
  readonly program: Pick<Program, "brand" | "graphs" | "policy">;
  readonly store: Store;
  readonly now: () => Instant;
  /** What is switched off, at most some seconds old; `undefined` where it cannot be read. */
  readonly switches: () => Promise<Switches | undefined>;
  /** A compiled message by name and content hash; one that was ever deployed can always be had. */
  readonly loadMessage: (name: string, hash: string) => Promise<CompiledMessage>;
  readonly providers: Providers;
  /** Left out: everyone may be written to. */
  readonly reach?: Reach;
  /** Puts the command on its queue again at an instant; asking twice for the same does it once. */
  readonly hold: (command: SendCommand, until: Instant) => Promise<void>;
  /** Says what messages claim of the world; left out, nobody knows. */
  readonly resolveClaims?: ResolveClaims;
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
  /** The links of a message to its reader's own pages. */
  readonly links: (message: LinkedMessage) => Promise<MessageLinks>;
}

/**
 * Carries one send command to its end: gate, render, claim, provider, record. It goes out on the first channel, in the
 * order of preference, that can reach the person; or it is put off, and comes to the whole gate again.
 * Marketing is at most once on all channels together: whatever happens between the claim and the provider's answer is
 * recorded as unknown and never repeated. Transactional is at least once.
 * @returns the ledger row that stands afterwards
 * @throws TryAgainLater where the provider is busy, another worker holds the claim or the event is not stored yet
 */
export async function sendMessage(command: SendCommand, ports: SendMessagePorts): Promise<SendRecord> {
  const { store, program, now } = ports;
  const { brand, policy = NO_POLICY } = program;
  const { journey, variant } = command;
  const { person, run, switches } = await present(command, ports);
  const message = await ports.loadMessage(command.message, command.messageHash);
  const settle = (record: SendRecord) => settleRun(command, ports, record, run);

  const isLive = run !== undefined && person !== undefined;
  const event = message.validUntil && isLive ? await eventFor(command, message, run, store) : undefined;
  const zone = zoneOf(person?.traits.timezone?.value, brand.defaultTimezone);
  const expiresAt = expiryOf(message, command.at, event, zone);
  const priority = program.graphs.find((graph) => graph.journey === journey)?.priority ?? 0;
  const choosing = { command, message, person, run, switches, expiresAt, priority };
  const asking = { ...ports, policy, defaultZone: brand.defaultTimezone };
  let choice = await chooseChannel(choosing, asking);
  const { channel } = choice;
  if (!choice.pass) return settle(await refuse(choosing, choice, ports));

  const about = event ?? (await eventFor(command, message, run, store));
  const asked = { properties: about, triggerId: run?.triggerId };
  const links = await ports.links(linkedMessage(command, message, channel, asked));
  const input = {
    ...{ message, brand, links, person: person as Person, answers: run?.answers ?? {} },
    ...(variant && { variant }),
    ...(about && { event: about }),
  };
  const proven = await proveClaims(channel, input, ports);
  if (proven) {
    // Whoever knows may have taken seconds, in which somebody may have had enough.
    const { address } = choice;
    choice = await chooseChannel({ ...choosing, ...(await present(command, ports)) }, asking);
    if (!choice.pass) return settle(await refuse(choosing, choice, ports));
    if (choice.channel !== channel || choice.address !== address)
      throw new TryAgainLater(`the way to the person changed while ${command.step} was proven`);
  }
  const rendered = tryRender(channel, { ...input, ...(proven && { meetClaim: proven.meet }) });
  const receipts = proven?.receipts() ?? [];
  const facts = { ...choice.facts, ...claimFacts(receipts) };
  // Before what else is wrong: a text that was all claim is empty without it.
  if (receipts.some(({ outcome }) => outcome === "dropped")) {
    return settle(await recordSkip(command, channel, "claim-unproven", facts, ports));
  }
  if ("error" in rendered) {
    return settle(await recordSkip(command, channel, "render-failed", { ...facts, ...rendered }, ports));
  }

  const refused = await takeRoom(choice.room, asking);
  if (refused) {
    const seen = { ...facts, ...refused.facts };
    return settle(await refuse(choosing, { ...refused, channel, facts: seen }, ports));
  }
  const row = rowOf(command, channel, "handed-off", facts, now(), rendered);
  const held = await claim(row, command, ports);
  if (held) return settle(held);
  const ends = { ...choosing, expiresAt: earlier(expiresAt, claimedEnd(receipts)) };
  const limit = secondsToLive(ends, channel, policy, brand.defaultTimezone, now());
  const reached = {
    ...{ ...choice, links, shown: message.shown },
    trueUntil: soonest(endIn(message, event, zone), trueUntil(receipts)),
    mayTrack: command.purpose === "marketing" && mayTrack(person as Person, policy, now()),
  };
  return settle(await handOff(row, command, outgoing(command, reached, rendered, brand, limit), ports));
}

const soonest = (a: Instant | undefined, b: Instant | undefined) => (a === undefined ? b : earlier(a, b));

/** What decides whether anything may be sent, as it is now. */
async function present({ personId, journey, correlation }: SendCommand, ports: SendMessagePorts) {
  const { person, runs } = await ports.store.load(personId, { runs: [{ journey, correlation }] });
  return { person, run: runs[0], switches: await ports.switches() };
}

/** How long a provider may go on trying: until the message is of no use, or nothing may go out any more (S-24). */
function secondsToLive(
  { person, message, expiresAt }: Choosing,
  channel: Channel,
  { quietHours }: SendingPolicy,
  defaultZone: string,
  now: Instant,
): number {
  const useful = Math.max(0, Math.floor((Date.parse(expiresAt) - Date.parse(now)) / 1000));
  if (!quietHours || !person) return useful;
  const asked = { channel, purpose: message.purpose, traits: traitValues(person), defaultZone, now };
  return Math.min(useful, allowedForSeconds(quietHours, asked) ?? useful);
}

/**
 * Whatever must wait no longer than this comes again by its queue: also what the machine brought back a moment early by
 * this worker's clock, which a machine of the same name would not hold again.
 */
const QUEUE_HOLDS: Duration = { minutes: 2 };

/**
 * Records why a message stays here, and where it may go later, has it come again then. What is put off beyond the time
 * it is of use is skipped.
 */
async function refuse(
  choosing: Choosing,
  { reason, until, channel, facts }: Refusal & { readonly channel: Channel; readonly facts: Seen },
  ports: SendMessagePorts,
): Promise<SendRecord> {
  const { command, expiresAt } = choosing;
  if (until === undefined) return recordSkip(command, channel, reason, facts, ports);
  if (until >= expiresAt) {
    return recordSkip(command, channel, reason, { ...facts, until, expiresAt }, ports);
  }
  const row: SendRecord = { ...rowOf(command, channel, "deferred", facts, ports.now()), reason, until };
  const stands = await claim(row, command, ports);
  if (stands) return stands;
  const { policy = NO_POLICY } = ports.program;
  await keepRoom(command.personId, slotFor(choosing, channel), until, { ...ports, policy });
  if (until <= plus(ports.now(), QUEUE_HOLDS))
    throw new TryAgainLater(`${command.step} waits until ${until}`);
  await ports.hold(command, until);
  return row;
}

/** Properties of what the run is about, where the message reads any. */
async function eventFor(
  { personId, step }: SendCommand,
  message: CompiledMessage,
  run: Run | undefined,
  store: Store,
): Promise<JsonObject | undefined> {
  if (message.event === undefined) return undefined;
  if (run?.about) return run.about;
  const event = run?.triggerId ? await store.loadEvent(personId, run.triggerId) : undefined;
  if (event && event.event !== LOST_EVENT) return event.properties;
  throw new TryAgainLater(`the event ${run?.triggerId} that ${step} is about is not stored yet`);
}

function tryRender(
  channel: Channel,
  input: RenderInput & { readonly links: MessageLinks },
): RenderedContent | { readonly error: string } {
  try {
    // Marketing without a way out must not leave, and it is too late to say so once the row is claimed.
    if (channel === "email" && input.message.purpose === "marketing")
      unsubscribeHeaders(input.links, input.brand);
    return renderContent(channel, input);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Takes the ledger row for this worker; gives the row that stands instead where there is nothing left to do. */
async function claim(
  row: SendRecord,
  command: SendCommand,
  { store }: SendMessagePorts,
): Promise<SendRecord | undefined> {
  const first = await store.claimSend(row);
  if (first.claimed) return undefined;
  const { existing } = first;
  const verdict = judgeClaim(existing, command, row.at);
  switch (verdict.may) {
    case "nothing":
      return existing;
    case "wait":
      throw new TryAgainLater(`another worker has held ${command.step} since ${existing.at}`);
    case "give-up": {
      const unknown: SendRecord = { ...existing, status: "unknown", reason: "no-answer-recorded" };
      const settled = await store.claimSend(unknown, existing);
      return settled.claimed ? unknown : settled.existing;
    }
    case "claim": {
      const second = await store.claimSend(row, existing);
      return second.claimed ? undefined : second.existing;
    }
  }
}

async function handOff(
  row: SendRecord,
  command: SendCommand,
  message: Outgoing,
  ports: SendMessagePorts,
): Promise<SendRecord> {
  const { providers, store } = ports;
  const settle = async (result: Partial<SendRecord>): Promise<SendRecord> => {
    const record = { ...row, ...result };
    await store.settleSend(record);
    return record;
  };
  const withError = (error: string) => ({ facts: { ...row.facts, error } });
  const provider: ChannelProvider | undefined = providers[message.channel];
  if (!provider) throw new Error(`the gate let a message through to ${message.channel}, which nobody serves`);
  let answer: ProviderAnswer;
  try {
    answer = await provider.send(message);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const unknown = await settle({ status: "unknown", reason: "no-answer", ...withError(detail) });
    if (command.purpose === "marketing") return unknown;
    throw new TryAgainLater(`no answer from the provider: ${detail}`);
  }
  switch (answer.outcome) {
    case "accepted": {
      const accepted = await settle({ status: "accepted", providerId: answer.providerId });
      return tellOfTokens(accepted, answer, ports);
    }
    case "rejected": {
      const error = withError(answer.detail);
      const failed = await settle({ status: "failed", reason: "provider-rejected", ...error });
      return tellOfTokens(failed, answer, ports);
    }
    case "try-later":
      await tellOfTokens(await settle({ status: "released", reason: "try-later" }), answer, ports);
      throw new TryAgainLater(`the provider takes no ${message.channel} now: ${answer.detail}`);
  }
}

/** A crash before this loses nothing for good: a token that is dead is found so again at the next notification. */
async function tellOfTokens(
  record: SendRecord,
  { deadTokens }: ProviderAnswer,
  { publish }: SendMessagePorts,
): Promise<SendRecord> {
  const notices = tokenFeedback(record, deadTokens).flatMap((feedback) => eventsOf(feedback, record));
  if (notices.length > 0) await publish(notices);
  return record;
}

/** Tells the run what became of its send, however often this is repeated. */
async function settleRun(
  command: SendCommand,
  { store, now }: SendMessagePorts,
  record: SendRecord,
  loaded: Run | undefined,
): Promise<SendRecord> {
  if (record.status === "deferred") return record;
  await changeRun(store, loaded, command.execution, (run) => {
    const sent = record.status === "accepted" ? foldSent(run, record.at) : run;
    return command.last ? completeRun(sent, now(), command.left && `left: ${command.left}`) : sent;
  });
  return record;
}

/** Records that a message was not sent, unless something else was recorded before. */
async function recordSkip(
  command: SendCommand,
  channel: Channel,
  reason: SkipReason,
  facts: SendRecord["facts"],
  ports: SendMessagePorts,
): Promise<SendRecord> {
  const row: SendRecord = { ...rowOf(command, channel, "skipped", facts, ports.now()), reason };
  return (await claim(row, command, ports)) ?? row;
}

function rowOf(
  command: SendCommand,
  channel: Channel,
  status: SendRecord["status"],
  facts: SendRecord["facts"],
  at: Instant,
  rendered?: RenderedContent,
): SendRecord {
  const { personId, journey, correlation, version, step, execution, message, messageHash } = command;
  const { entry, variant } = command;
  const subject = rendered && headingOf(rendered);
  return {
    ...{ personId, journey, correlation, version, step, execution, message, messageHash },
    ...(entry !== undefined && { entry }),
    ...(variant && { variant }),
    channel,
    ...(rendered && { locale: rendered.locale }),
    ...(subject && { subject }),
    status,
    facts,
    at,
  };
}

/** A text message may hold nothing but a secret, so none of it is kept. */
function headingOf(rendered: RenderedContent): string | undefined {
  if (rendered.channel === "sms") return undefined;
  return rendered.channel === "email" ? rendered.subject : rendered.title;
}
