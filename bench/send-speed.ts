import type { Channel } from "../core/messages/message";
import { renderContent } from "../core/messages/render";
import { exampleLinks } from "../core/pages/example-links";
import { linker } from "../core/pages/links";
import type { CompiledProgram, ProgramSource } from "../core/program";
import type { SendCommand } from "../core/sending/send-command";
import type { Providers } from "../lambdas/send-message/channel-provider";
import { sendMessage } from "../lambdas/send-message/send-message";
import { MemoryStore } from "../local/memory-store";
import { processorSeconds } from "./processor-time";
import { CART_REMINDER, knownPerson, readier, type Saying } from "./ready-sends";

/** A time at which texts may go out where the people are. */
const NOON = "2026-03-02T17:00:00.000Z";
const WARM_UP = 500;

/** The banner's words are those of an inbox message: it is left out. */
const SAYINGS: readonly Saying[] = [
  CART_REMINDER,
  { message: "shipment-update", journey: "shipping-updates", channel: "sms" },
  { message: "browse-reminder", journey: "browse-abandonment", channel: "push" },
  { message: "reward-granted", journey: "loyalty-reward", channel: "inbox" },
];

/** How fast a message goes out on a channel. */
interface SendSpeed extends Saying {
  /** Through the gate, rendering, the caps and the ledger, by a second of one core. */
  readonly perSecond: number;
  /** Processor time of all that, against rendering the same message alone in the same run. */
  readonly overRendering: number;
}

/** Sends shipped messages under the shipped policy, with a store in memory and a provider that only counts. */
export async function sendSpeeds(
  program: CompiledProgram,
  source: ProgramSource,
  sends = 5_000,
): Promise<SendSpeed[]> {
  const speeds: SendSpeed[] = [];
  for (const saying of SAYINGS) {
    const send = await sender(program, source, saying, WARM_UP + sends);
    await send(WARM_UP);
    const sending = processorSeconds();
    await send(sends);
    const sendSeconds = sending() / sends;
    const render = renderer(program, source, saying);
    render(WARM_UP);
    const rendering = processorSeconds();
    render(sends);
    const renderSeconds = rendering() / sends;
    speeds.push({ ...saying, perSecond: 1 / sendSeconds, overRendering: sendSeconds / renderSeconds });
  }
  return speeds;
}

/** Rows of a table. */
export async function sendSpeedRows(
  program: CompiledProgram,
  source: ProgramSource,
): Promise<[string, string][]> {
  return (await sendSpeeds(program, source)).map(({ channel, message, perSecond, overRendering }) => [
    `${channel} (${message}): sent per second of one core; its time, against rendering alone`,
    `${Math.round(perSecond).toLocaleString("en-US")}; ${overRendering.toFixed(2)}×`,
  ]);
}

/** Readies so many people, and gives what sends to the next so many of them. */
async function sender(program: CompiledProgram, source: ProgramSource, saying: Saying, people: number) {
  const store = new MemoryStore();
  const ready = readier(program, source, saying);
  const commands: SendCommand[] = [];
  for (let n = 0; n < people; n++) commands.push(await ready(store, { personId: `person-${n}`, at: NOON }));
  const messages = new Map(program.messages.map((message) => [message.hash, message]));
  let taken = 0;
  const provider = { send: async () => ({ outcome: "accepted" as const, providerId: `p${++taken}` }) };
  const channels: readonly Channel[] = ["email", "sms", "push", "inbox", "banner"];
  const ports = {
    ...{ program, store, now: () => NOON },
    switches: async () => (await store.loadSwitches()).off,
    loadMessage: async (name: string, hash: string) =>
      messages.get(hash) ?? Promise.reject(new Error(`"${name}" is not compiled`)),
    providers: Object.fromEntries(channels.map((channel) => [channel, provider])) as unknown as Providers,
    hold: async () => undefined,
    publish: async () => undefined,
    links: linker("https://pages.example", async () => ({ current: "k1", keys: { k1: "of-a-bench" } })),
  };
  let next = 0;
  return async (count: number) => {
    for (const end = next + count; next < end; next++) {
      const command = commands[next] as SendCommand;
      const { status, reason } = await sendMessage(command, ports);
      if (status !== "accepted") throw new Error(`${saying.message} was ${status}: ${reason}`);
    }
    if (taken !== next) throw new Error(`${next} were sent, ${taken} arrived`);
  };
}

function renderer(
  program: CompiledProgram,
  source: ProgramSource,
  { message: name, channel, variant }: Saying,
) {
  const message = program.messages.find((each) => each.name === name);
  const example = source.messages.find((each) => each.name === name)?.example;
  if (!message || !example) throw new Error(`the program has no message "${name}"`);
  const input = {
    ...{ message, brand: program.brand, links: exampleLinks(message) },
    person: knownPerson("person-1", NOON, [], example.traits),
    ...(variant && { variant }),
    ...(message.event && {
      event: example.event as NonNullable<Parameters<typeof renderContent>[1]["event"]>,
    }),
  };
  return (count: number) => {
    for (let n = 0; n < count; n++) renderContent(channel, input);
  };
}
