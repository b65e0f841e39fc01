import { busEventOf } from "../core/events/own-event";
import { type Instant, plus } from "../core/instant";
import type { Channel, CompiledMessage } from "../core/messages/message";
import { APPLIED_KEPT } from "../core/people/person";
import type { CompiledProgram } from "../core/program";
import { NO_POLICY } from "../core/sending/policy";
import { type RecordFeedbackPorts, recordFeedback } from "../lambdas/record-feedback/record-feedback";
import type { Usage } from "../local/cost";
import { CountingStore } from "../local/counting-store";
import { MemoryKeep } from "../local/keep";
import { LocalHerald } from "../local/local-herald";
import { MemoryStore } from "../local/memory-store";
import { Outbox } from "../local/outbox";
import { VirtualClock } from "../local/virtual-clock";
import { deliveryOf } from "./delivery-event";
import { noticesIn, REQUESTS_PER_QUEUE_MESSAGE } from "./per-email";
import { knownPerson } from "./ready-sends";

/** Noon where the people are. */
const START = "2026-03-02T17:00:00.000Z";
const PEOPLE = 100;
const JOURNEY = "shipping-updates";

/** What one message on a channel uses of AWS beside its provider. */
interface ChannelUsage {
  /** From the event to the provider's answer. */
  readonly sending: Usage;
  /** To hear that it was delivered, where the provider tells. */
  readonly delivered: Usage;
}

/**
 * Counts one message on a channel: a parcel's news, sent at once to people who are known, in a program that has no other
 * journey. On every channel it is the same journey with the same words.
 */
export async function usageOn(channel: Channel, program: CompiledProgram): Promise<ChannelUsage> {
  const clock = new VirtualClock(START);
  const store = new CountingStore(new MemoryStore());
  const outbox = new Outbox(clock.now);
  let notices = 0;
  const herald = await LocalHerald.start({
    ...{ store, clock, keep: new MemoryKeep(), providers: outbox.providers },
    program: onlyOn(channel, program),
    watch: {
      observed: (result) => {
        notices += noticesIn(result);
      },
    },
  });
  for (let n = 0; n < PEOPLE; n++) {
    await store.savePerson(knownPerson(`person-${n}`, START));
    for (let seen = 0; seen < APPLIED_KEPT; seen++) await herald.receive(identify(n, seen));
  }

  const noticesBefore = notices;
  const sending = await unitsOf(store, async () => {
    for (let n = 0; n < PEOPLE; n++) await herald.receive(shipmentUpdated(n));
  });
  const went = outbox.items.filter((item) => item.channel === channel).length;
  if (went !== PEOPLE) throw new Error(`${went} of ${PEOPLE} messages went by ${channel}`);

  clock.moveTo(plus(START, { minutes: 10 }));
  let told = 0;
  const delivered = await unitsOf(store, async () => {
    for (const item of outbox.items) {
      const text = deliveryOf(item, clock.now());
      const publish: RecordFeedbackPorts["publish"] = async (said) => {
        told += said.length;
        for (const notice of said) await herald.receive(busEventOf(notice));
      };
      if (text !== undefined) await recordFeedback(text, feedbackPorts(store, clock.now, publish));
    }
  });
  return {
    // One call observes the event, which comes straight from the bus, and one sends.
    sending: usage(sending, { lambda: 2, queue: 1, bus: 1 + (notices - noticesBefore) / PEOPLE }),
    // What AWS says comes over its bus and a queue to be recorded, and over Herald's own and a queue to be observed.
    delivered: usage(delivered, times(told / PEOPLE, { lambda: 2, queue: 2, bus: 2 })),
  };
}

/** Lambda calls, messages on queues and events on buses. */
interface Calls {
  readonly lambda: number;
  readonly queue: number;
  readonly bus: number;
}

type Units = Pick<Usage, "readUnits" | "writeUnits">;

function usage(units: Units, { lambda, queue, bus }: Calls): Usage {
  return {
    ...{ emails: 0, statesEntered: 0, executions: 0, ...units },
    lambdaInvocations: lambda,
    queueRequests: REQUESTS_PER_QUEUE_MESSAGE * queue,
    busEvents: bus,
  };
}

function times(count: number, { lambda, queue, bus }: Calls): Calls {
  return { lambda: count * lambda, queue: count * queue, bus: count * bus };
}

/** What some work reads and writes for each person. */
async function unitsOf(store: CountingStore, work: () => Promise<void>): Promise<Units> {
  const { readUnits, writeUnits } = store;
  await work();
  return {
    readUnits: (store.readUnits - readUnits) / PEOPLE,
    writeUnits: (store.writeUnits - writeUnits) / PEOPLE,
  };
}

/** As on AWS: the ledger row is read, and written by one conditional write. */
function feedbackPorts(
  store: CountingStore,
  now: () => Instant,
  publish: RecordFeedbackPorts["publish"],
): RecordFeedbackPorts {
  return {
    ...{ store, now, publish, policy: NO_POLICY },
    updateSend: async (personId, key, change) => {
      const [record] = await store.loadSends(personId, [key]);
      if (!record) return undefined;
      const changed = change(record);
      await store.settleSend(changed);
      return changed;
    },
    keepForHuman: async (text) => {
      throw new Error(`a delivery is no reply: ${text}`);
    },
  };
}

function onlyOn(channel: Channel, program: CompiledProgram): CompiledProgram {
  const [graph] = program.graphs.filter(({ journey }) => journey === JOURNEY);
  if (!graph) throw new Error(`the program has no journey "${JOURNEY}"`);
  const sent = Object.values(graph.nodes).flatMap((node) => (node.kind === "send" ? [node.message] : []));
  const messages = program.messages.map((each) =>
    sent.includes(each.name) ? withOnly(channel, each) : each,
  );
  return { ...program, graphs: [graph], messages };
}

/** An inbox and a banner say what the notification says. */
function withOnly(channel: Channel, message: CompiledMessage): CompiledMessage {
  const contents = Object.entries(message.contents).map(([key, content]) => {
    const { push } = content;
    return [key, { ...(push && { inbox: push, banner: push }), ...content }];
  });
  return { ...message, channels: [channel], contents: Object.fromEntries(contents) };
}

/** People who have done much: what an event reads and writes grows until their row is full of message ids. */
function identify(n: number, seen: number) {
  const detail = { messageId: `i-${n}-${seen}`, userId: `person-${n}`, timestamp: START, traits: {} };
  return { source: "bench", "detail-type": "Identify", detail };
}

function shipmentUpdated(n: number) {
  const parcel = { shipment_id: `parcel-${n}`, order_id: "1042", carrier: "Parcel Post" };
  return {
    source: "bench",
    "detail-type": "Shipment Updated",
    detail: {
      ...{ messageId: `s-${n}`, userId: `person-${n}`, timestamp: START },
      properties: { ...parcel, status: "shipped" },
    },
  };
}
