import { type Envelope, parseBusEvent, type Refusal } from "../../core/envelope";
import type { EventCatalog } from "../../core/event-catalog";
import type { Instant } from "../../core/instant";
import { type Effect, type Observation, observe, personIdOf, runsTouched } from "../../core/observe";
import { APPLIED_KEPT, type Person } from "../../core/person";
import type { Program } from "../../core/program";
import type { RunDecision } from "../../core/run";
import type { RunRef, SendCommand } from "../../core/send-command";
import { type EventRecord, LOST_EVENT, type Store } from "../../core/store";

/** An event that was refused, as kept for inspection. */
export interface RefusedEvent {
  readonly refusal: Refusal;
  readonly receivedAt: Instant;
  /** As it came; cut where it is too large to keep. */
  readonly text: string;
}

/** What the work needs of the outside. Every effect can be asked for twice. */
export interface ObserveEventPorts {
  readonly program: Program;
  readonly catalog: EventCatalog;
  readonly store: Store;
  readonly now: () => Instant;
  readonly startExecution: (ref: RunRef) => Promise<void>;
  readonly stopExecution: (ref: RunRef, reason: string) => Promise<void>;
  readonly enqueueSend: (command: SendCommand) => Promise<void>;
  readonly keepRefused: (refused: RefusedEvent) => Promise<void>;
}

export type ObserveEventResult =
  | { readonly status: "refused"; readonly refusal: Refusal }
  | { readonly status: "duplicate"; readonly envelope: Envelope }
  | { readonly status: "observed"; readonly envelope: Envelope; readonly decisions: readonly RunDecision[] };

/** Writers of one person's row that collide try again; more than this many in a row is a fault. */
const MAX_ATTEMPTS = 20;
const MAX_KEPT_TEXT = 64 * 1024;

/**
 * Observes one event: applies it to the person once, moves runs, then starts, stops and sends.
 * The order of writes lets a crash at any point be mended by the event's redelivery: the person (which remembers the
 * event), the runs (a fold that repeats harmlessly), the event's own row, the effects.
 * @param text JSON of the bus event
 */
export async function observeEvent(text: string, ports: ObserveEventPorts): Promise<ObserveEventResult> {
  const receivedAt = ports.now();
  const parsed = parseBusEvent(text, ports.catalog, receivedAt);
  if (!parsed.ok) {
    await ports.keepRefused({ refusal: parsed.refusal, receivedAt, text: text.slice(0, MAX_KEPT_TEXT) });
    return { status: "refused", refusal: parsed.refusal };
  }
  return observeEnvelope(parsed.envelope, ports);
}

/** Observes an event that has been checked already. */
export async function observeEnvelope(
  envelope: Envelope,
  ports: ObserveEventPorts,
): Promise<ObserveEventResult> {
  const { store, program } = ports;
  const now = ports.now();
  const personId = personIdOf(envelope);
  const touching = runsTouched(program, envelope);
  const names = touching.touched.map(({ graph, correlation }) => ({
    journey: graph.journey,
    correlation,
  }));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const stored = await store.load(personId, { runs: names, eventId: envelope.messageId });
    const applied =
      stored.event !== undefined || (stored.person?.applied.includes(envelope.messageId) ?? false);
    const observation = observe(program, envelope, { ...touching, ...stored, applied }, now);
    if (!applied) {
      const person = await forgetOldest(observation.person, store, now);
      if (!(await store.savePerson(person))) continue;
    }
    if (!(await saveRuns(observation, store))) continue;
    const recorded = stored.event !== undefined && stored.event.event !== LOST_EVENT;
    if (!recorded) await store.saveEvent(recordOf(envelope, personId, now, observation));
    for (const effect of observation.effects) await perform(effect, ports);
    return recorded
      ? { status: "duplicate", envelope }
      : { status: "observed", envelope, decisions: observation.decisions };
  }
  throw new Error(
    `person ${personId} changed ${MAX_ATTEMPTS} times while event ${envelope.messageId} was applied`,
  );
}

/** Lets go of the oldest remembered message id, once its event's row is sure to tell of it. */
async function forgetOldest(person: Person, store: Store, now: Instant): Promise<Person> {
  if (person.applied.length <= APPLIED_KEPT) return person;
  const [oldest, ...kept] = person.applied as [string, ...string[]];
  if (!(await store.loadEvent(person.id, oldest))) await store.saveEvent(markerOf(person.id, oldest, now));
  return { ...person, applied: kept };
}

async function saveRuns(observation: Observation, store: Store): Promise<boolean> {
  for (const run of observation.runs) if (!(await store.saveRun(run))) return false;
  return true;
}

async function perform(effect: Effect, ports: ObserveEventPorts): Promise<void> {
  switch (effect.effect) {
    case "start-execution":
      return ports.startExecution(effect.ref);
    case "stop-execution":
      return ports.stopExecution(effect.ref, effect.reason);
    case "send":
      return ports.enqueueSend(effect.command);
    case "suppress":
      return ports.store.saveSuppression(effect.suppression);
  }
}

function recordOf(
  envelope: Envelope,
  personId: string,
  receivedAt: Instant,
  { decisions }: Observation,
): EventRecord {
  const { messageId, event, timestamp, source, properties, context } = envelope;
  return { personId, messageId, event, timestamp, receivedAt, source, properties, context, decisions };
}

/** Stands for an event that was applied but whose row was lost with its worker and never redelivered. */
function markerOf(personId: string, messageId: string, now: Instant): EventRecord {
  const lost = { event: LOST_EVENT, source: "herald", timestamp: now, receivedAt: now };
  return { personId, messageId, ...lost, properties: {}, context: {}, decisions: [] };
}
