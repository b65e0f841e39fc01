import type { Channel, CompiledMessage } from "../../core/messages/message";
import type { Person } from "../../core/people/person";
import type { Suppression } from "../../core/people/suppression";
import type { Run } from "../../core/runs/run";
import { addressOf, passChannel, passSend, type Seen } from "../../core/sending/gate";
import type { SkipReason } from "../../core/sending/ledger";
import type { SendCommand } from "../../core/sending/send-command";
import type { Store } from "../../core/store";
import type { Providers } from "./channel-provider";

/** The channel that a message goes out on, or why it does not; with all that the gate saw. */
export type ChannelChoice =
  | { readonly pass: true; readonly channel: Channel; readonly address: string; readonly facts: Seen }
  | { readonly pass: false; readonly channel: Channel; readonly reason: SkipReason; readonly facts: Seen };

/**
 * Asks the gate for one channel after the other, the preferred first, until one passes. Channels passed over are facts
 * of the decision, under `tried`. Where none passes, the preferred one's reason counts.
 */
export async function chooseChannel(
  command: SendCommand,
  message: CompiledMessage,
  { person, run }: { readonly person: Person | undefined; readonly run: Run | undefined },
  { store, providers }: { readonly store: Store; readonly providers: Providers },
): Promise<ChannelChoice> {
  const channels = command.channels ?? message.channels;
  const [preferred] = channels;
  if (!preferred) throw new Error(`${command.step} of ${command.journey} names no channel`);
  const send = passSend({ command, person, run });
  if (!send.pass) return { ...send, channel: preferred };

  const tried: (Seen & { readonly reason: SkipReason })[] = [];
  for (const channel of channels) {
    const hasProvider = providers[channel] !== undefined;
    const suppression = hasProvider ? await suppressionOf(person, channel, store) : undefined;
    const result = passChannel({ channel, message, person, suppression, hasProvider });
    if (result.pass) {
      const facts = { ...send.facts, ...result.facts, ...(tried.length > 0 && { tried }) };
      return { ...result, channel, facts };
    }
    tried.push({ ...result.facts, reason: result.reason });
  }
  const { reason, ...seen } = tried[0] as (typeof tried)[number];
  const facts = { ...send.facts, ...seen, ...(tried.length > 1 && { tried }) };
  return { pass: false, channel: preferred, reason, facts };
}

/** What keeps a person's address on a channel from being used; an inbox and a banner have no address of their own. */
async function suppressionOf(
  person: Person | undefined,
  channel: Channel,
  store: Store,
): Promise<Suppression | undefined> {
  if (channel === "inbox" || channel === "banner") return undefined;
  const address = addressOf(person, channel);
  return address ? store.loadSuppression(channel, address) : undefined;
}
