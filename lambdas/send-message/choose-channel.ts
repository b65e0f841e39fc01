import type { Instant } from "../../core/instant";
import type { Channel, CompiledMessage } from "../../core/messages/message";
import type { SuppressedChannel } from "../../core/people/address-id";
import { type Device, freshDevices } from "../../core/people/devices";
import type { Person } from "../../core/people/person";
import { phoneNumber } from "../../core/people/phone-number";
import { type Suppression, suppressionFor } from "../../core/people/suppression";
import type { Run } from "../../core/runs/run";
import { isCapped, type SendingRow, type SlotRequest } from "../../core/sending/frequency-cap";
import {
  addressOf,
  type ChannelFacts,
  passChannel,
  passSend,
  type Refusal,
  type Seen,
} from "../../core/sending/gate";
import type { Switches } from "../../core/sending/kill-switch";
import { sendKey } from "../../core/sending/ledger";
import type { SendingPolicy } from "../../core/sending/policy";
import type { Reach } from "../../core/sending/reach";
import type { SendCommand } from "../../core/sending/send-command";
import type { Store } from "../../core/store";
import type { Providers } from "./channel-provider";

/** The channel that a message goes out on, or why it does not, or not yet; with all that the gate saw. */
export type ChannelChoice =
  | {
      readonly pass: true;
      readonly channel: Channel;
      readonly address: string;
      /** All that push goes to. */
      readonly devices?: readonly Device[];
      /** The slot to take before it goes out, where a cap counts the message. */
      readonly room?: { readonly row: SendingRow; readonly slot: SlotRequest };
      readonly facts: Seen;
    }
  | (Refusal & { readonly pass: false; readonly channel: Channel; readonly facts: Seen });

/** What is known when a channel is chosen. */
export interface Choosing {
  readonly command: SendCommand;
  readonly message: CompiledMessage;
  readonly person: Person | undefined;
  readonly run: Run | undefined;
  readonly switches: Switches | undefined;
  readonly expiresAt: Instant;
  readonly priority: number;
}

interface ChoosingPorts {
  readonly store: Pick<Store, "loadSuppression" | "loadSending">;
  readonly providers: Providers;
  readonly policy: SendingPolicy;
  readonly defaultZone: string;
  /** Left out: everyone may be written to. */
  readonly reach?: Reach;
  readonly now: () => Instant;
}

/**
 * Asks the gate for one channel after the other, the preferred first, until one passes. Channels passed over are facts
 * of the decision, under `tried`. Where none passes, the preferred one's reason counts.
 * A channel that is quiet now is waited for and not passed over; one whose cap is reached is, unless all are.
 */
export async function chooseChannel(choosing: Choosing, ports: ChoosingPorts): Promise<ChannelChoice> {
  const { command, message } = choosing;
  const channels = command.channels ?? message.channels;
  const [preferred] = channels;
  if (!preferred) throw new Error(`${command.step} of ${command.journey} names no channel`);
  const send = passSend(choosing);
  if (!send.pass) return { ...send, channel: preferred };

  const { store, providers, policy, defaultZone, reach } = ports;
  let row: SendingRow | undefined;
  const tried: (Refusal & { readonly channel: Channel; readonly facts: Seen })[] = [];
  for (const channel of channels) {
    const slot = slotFor(choosing, channel);
    const isCounted = isCapped(policy.caps, slot);
    if (isCounted) row ??= await store.loadSending(command.personId);
    const sending = isCounted ? row : undefined;
    const hasProvider = providers[channel] !== undefined;
    const barred = hasProvider ? await barredOf(choosing, channel, ports) : {};
    const result = passChannel({
      ...choosing,
      ...{ suppression: undefined, ...barred },
      ...{ channel, hasProvider, sending, slot, policy, defaultZone, reach },
      now: ports.now(),
    });
    if (result.pass) {
      const facts = { ...send.facts, ...result.facts, ...(tried.length > 0 && { tried: tried.map(told) }) };
      return { ...result, channel, ...(sending && { room: { row: sending, slot } }), facts };
    }
    tried.push({ ...result, channel });
    if (result.reason === "quiet-hours" || result.reason === "expired" || result.reason === "holdout") break;
  }
  const deciding = tried.find(({ reason }) => reason === "quiet-hours") ?? soonest(tried) ?? tried[0];
  const { facts: seen, ...refusal } = deciding as (typeof tried)[number];
  const all = [deciding, ...tried.filter((each) => each !== deciding)] as typeof tried;
  const more = all.length > 1 ? { tried: all.map(told) } : {};
  return { ...refusal, pass: false, facts: { ...send.facts, ...seen, ...more } };
}

/** The cap that has room first, where a cap is all that keeps some channel back. */
function soonest<Tried extends Refusal>(tried: readonly Tried[]): Tried | undefined {
  const full = tried.filter(({ reason }) => reason === "frequency-cap");
  return full.sort((a, b) => ((a.until ?? "") < (b.until ?? "") ? -1 : 1))[0];
}

function told({ reason, facts }: Refusal & { readonly facts: Seen }): Seen {
  return { ...facts, reason };
}

/** What caps count a message as on a channel. */
export function slotFor({ command, message, priority }: Choosing, channel: Channel): SlotRequest {
  return { key: sendKey(command), channel, purpose: message.purpose, priority };
}

/**
 * What keeps a person's address on a channel from being used; an inbox and a banner have no address of their own. Push
 * goes to every device that is free, and is kept back where none is.
 */
async function barredOf(
  choosing: Choosing,
  channel: Channel,
  ports: ChoosingPorts,
): Promise<Pick<ChannelFacts, "suppression" | "devices">> {
  const { person } = choosing;
  if (channel === "inbox" || channel === "banner" || !person) return { suppression: undefined };
  if (channel !== "push") {
    const address = addressOf(person, channel);
    return { suppression: address ? await suppressionOf(choosing, channel, address, ports) : undefined };
  }
  const devices = freshDevices(person, ports.now());
  const suppressions = await Promise.all(
    devices.map(({ token }) => suppressionOf(choosing, channel, token, ports)),
  );
  const free = devices.filter((_device, index) => suppressions[index] === undefined);
  return { suppression: free.length === 0 ? suppressions[0] : undefined, devices: free };
}

async function suppressionOf(
  { message }: Choosing,
  channel: SuppressedChannel,
  address: string,
  { store, policy, now }: ChoosingPorts,
): Promise<Suppression | undefined> {
  const row = await store.loadSuppression(channel, address);
  const country = channel === "sms" ? phoneNumber(address)?.country : undefined;
  return suppressionFor(row, { purpose: message.purpose, now: now(), country, stopRules: policy.stopRules });
}
