import type { Instant } from "../core/instant";
import type { Channel } from "../core/messages/message";
import { newPerson, type Person } from "../core/people/person";
import type { CompiledProgram, ProgramSource } from "../core/program";
import type { SendCommand } from "../core/sending/send-command";
import type { Store } from "../core/store";

/** A shipped message, the journey that sends it and the channel that it is to go out on. */
export interface Saying {
  readonly message: string;
  readonly journey: string;
  readonly channel: Channel;
  readonly variant?: string;
}

/** A reminder with the products of the message's own example. */
export const CART_REMINDER: Saying = {
  message: "cart-reminder",
  journey: "cart-abandonment",
  channel: "email",
  variant: "first-time",
};

/** What lies in the store once a journey has come to a send. */
interface Ready {
  readonly personId: string;
  readonly at: Instant;
}

/** Brings people to the moment before a message goes out: they are known and agreed, and their run goes on. */
export function readier(program: CompiledProgram, source: ProgramSource, saying: Saying) {
  const { message: name, journey, channel, variant } = saying;
  const message = program.messages.find((each) => each.name === name);
  const example = source.messages.find((each) => each.name === name)?.example;
  if (!message || !example) throw new Error(`the program has no message "${name}"`);
  const { hash, topic, purpose, event } = message;
  const consents = topic ? [`${topic}/${channel}`] : [];
  const correlation = "c1";

  return async function ready(store: Store, { personId, at }: Ready): Promise<SendCommand> {
    await store.savePerson(knownPerson(personId, at, consents, example.traits));
    const triggered = { triggeredAt: at, triggerId: "m1", startedAt: at };
    const version = "v1";
    await store.saveRun({
      ...{ journey, personId, correlation, version, ...triggered },
      ...{ state: "running", execution: 1, revision: 0 },
    });
    if (event) {
      const properties = (example.event ?? {}) as { readonly [name: string]: unknown };
      const received = { source: "bench", timestamp: at, receivedAt: at, context: {}, decisions: [] };
      await store.saveEvent({ personId, messageId: "m1", event, properties, ...received });
    }
    return {
      ...{ personId, journey, correlation, version, at, purpose, channels: [channel] },
      ...{ message: name, messageHash: hash, step: `send ${name}`, execution: 1, last: true },
      ...(variant && { variant }),
    };
  };
}

/** Somebody who can be reached on every channel. */
export function knownPerson(
  id: string,
  at: Instant,
  consents: readonly string[] = [],
  traits: object = {},
): Person {
  // American numbers have no exchange below 200.
  const phone = `+1425${2_000_000 + Number(id.replace(/\D/g, ""))}`;
  const known = {
    email: `${id}@example.com`,
    phone,
    timezone: "America/New_York",
    ...traits,
  };
  return {
    ...newPerson(id, at),
    traits: Object.fromEntries(Object.entries(known).map(([name, value]) => [name, { value, at }])),
    consents: Object.fromEntries(consents.map((key) => [key, { given: true, at, messageId: "m0" }])),
    devices: [{ token: `token-${id}`, service: "GCM", at }],
  };
}
