import { type Envelope, parseBusEvent, type Refusal } from "../../core/events/envelope";
import type { EventCatalog } from "../../core/events/event-catalog";
import { type Instant, later } from "../../core/instant";
import { TIMER_EVENT } from "../../core/journeys/trigger";
import type { Derived } from "../../core/people/derive";
import { type Holding, lostTokens } from "../../core/people/holdings";
import { APPLIED_KEPT, type Person } from "../../core/people/person";
import type { Program } from "../../core/program";
import {
  applyTo,
  type Effect,
  type Notice,
  type Observation,
  observe,
  personIdOf,
  runName,
  runsTouched,
  type Touching,
} from "../../core/runs/observe";
import type { Run, RunDecision } from "../../core/runs/run";
import type { RunRef, SendCommand } from "../../core/sending/send-command";
import { type EventRecord, LOST_EVENT, type Loaded, type RunName, type Store } from "../../core/store";
import { noteSuppression } from "../shared/note-suppression";

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
  /** Goes on with an execution that waits for an event, by its task token. */
  readonly wakeExecution: (token: string) => Promise<void>;
  readonly publish: (notices: readonly Notice[]) => Promise<void>;
  readonly enqueueSend: (command: SendCommand) => Promise<void>;
  readonly keepRefused: (refused: RefusedEvent) => Promise<void>;
  /** Waits before somebody's row is read again that another writer has changed; left out where there is no other. */
  readonly backOff?: (attempt: number) => Promise<void>;
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
  const { store } = ports;
  // A timer that rings is due, whatever this machine's clock says.
  const now = envelope.event === TIMER_EVENT ? later(envelope.timestamp, ports.now()) : ports.now();
  const personId = personIdOf(envelope);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    if (attempt > 1) await ports.backOff?.(attempt - 1);
    const seen = await read(envelope, personId, ports, now);
    if (!seen) return { status: "duplicate", envelope };
    const { observation, again, recorded, derived } = seen;
    if (!again || observation.person !== seen.stored) {
      const person = again ? observation.person : await forgetOldest(observation.person, store, now);
      if (!(await store.savePerson(person))) continue;
    }
    if (!(await saveRuns(observation, store))) continue;
    if (!recorded) await store.saveEvent(recordOf(envelope, personId, now, observation, derived));
    await performAll(observation.effects, ports);
    return recorded
      ? { status: "duplicate", envelope }
      : { status: "observed", envelope, decisions: observation.decisions };
  }
  throw new Error(
    `person ${personId} changed ${MAX_ATTEMPTS} times while event ${envelope.messageId} was applied`,
  );
}

interface Seen {
  readonly observation: Observation;
  readonly stored: Person;
  readonly derived: readonly Derived[];
  /** The person has the event already. */
  readonly again: boolean;
  /** The event's own row is there. */
  readonly recorded: boolean;
}

/**
 * Reads what an event touches and says what it means. What comes of it by itself may touch other runs, which are read
 * only then.
 * @returns nothing where a timer rings for somebody who is not there
 */
async function read(
  envelope: Envelope,
  personId: string,
  { store, program }: ObserveEventPorts,
  now: Instant,
): Promise<Seen | undefined> {
  const expected = namesOf(runsTouched(program, [envelope], undefined));
  const stored = await store.load(personId, { runs: expected, eventId: envelope.messageId });
  if (!stored.person && envelope.event === TIMER_EVENT) return undefined;
  const before = appliedBefore(envelope, stored);
  const record = stored.event?.event === LOST_EVENT ? undefined : stored.event;
  // Told again without a time of its own, it has another than at first; it happened when it was first said to.
  const told = record ? { ...envelope, timestamp: record.timestamp } : envelope;
  const applied = applyTo(program, told, stored.person, before, now);
  const touching = runsTouched(program, applied.envelopes, applied.person);

  const runs = new Map<string, Run>();
  const keep = (names: readonly RunName[], loaded: readonly (Run | undefined)[]) =>
    loaded.forEach((run, index) => {
      const { journey, correlation } = names[index] as RunName;
      if (run) runs.set(runName(journey, correlation), run);
    });
  keep(expected, stored.runs);
  const more = [...namesOf(touching), ...doorsOf(touching, applied.person)].filter(
    ({ journey, correlation }) =>
      !expected.some((name) => name.journey === journey && name.correlation === correlation),
  );
  if (more.length > 0) keep(more, (await store.load(personId, { runs: more })).runs);

  const again = before !== undefined;
  const known = {
    runs,
    again,
    ...(record && { recorded: record.decisions }),
    ...(stored.person && { before: stored.person }),
  };
  const observation = observe(program, applied, touching, known, now);
  const recorded = record !== undefined;
  return { observation, derived: applied.derived, again, recorded, stored: applied.person };
}

/** What came of an event when it was applied, if it was. */
function appliedBefore({ messageId }: Envelope, { person, event }: Loaded): readonly Derived[] | undefined {
  if (event) return event.derived ?? [];
  return person?.applied.includes(messageId) ? (person.derived[messageId] ?? []) : undefined;
}

function namesOf({ touched }: Touching): RunName[] {
  const names = new Map(
    touched.map(({ graph: { journey }, correlation }) => [
      runName(journey, correlation),
      { journey, correlation },
    ]),
  );
  return [...names.values()];
}

/** The runs that people came to last, where a journey lets nobody be on two. */
function doorsOf({ touched }: Touching, { doors }: Person): RunName[] {
  return touched.flatMap(({ graph: { journey, trigger }, correlation }) => {
    const door = trigger.alongside ? undefined : doors[journey];
    return door && door.correlation !== correlation ? [{ journey, correlation: door.correlation }] : [];
  });
}

/** Lets go of the oldest remembered message id, once its event's row is sure to tell of it. */
async function forgetOldest(person: Person, store: Store, now: Instant): Promise<Person> {
  if (person.applied.length <= APPLIED_KEPT) return person;
  const [oldest, ...kept] = person.applied as [string, ...string[]];
  const { [oldest]: derived, ...others } = person.derived;
  if (!(await store.loadEvent(person.id, oldest))) {
    await store.saveEvent(markerOf(person.id, oldest, derived, now));
  }
  return { ...person, applied: kept, derived: derived ? others : person.derived };
}

async function saveRuns(observation: Observation, store: Store): Promise<boolean> {
  for (const run of observation.runs) if (!(await store.saveRun(run))) return false;
  return true;
}

/** What Herald says about itself goes out last, and together: nothing depends on it. */
async function performAll(effects: readonly Effect[], ports: ObserveEventPorts): Promise<void> {
  const notices: Notice[] = [];
  for (const effect of effects) {
    if (effect.effect === "publish") notices.push(effect.notice);
    else await perform(effect, ports);
  }
  if (notices.length > 0) await ports.publish(notices);
}

async function perform(
  effect: Exclude<Effect, { readonly effect: "publish" }>,
  ports: ObserveEventPorts,
): Promise<void> {
  switch (effect.effect) {
    case "start-execution":
      return ports.startExecution(effect.ref);
    case "stop-execution":
      return ports.stopExecution(effect.ref, effect.reason);
    case "wake-execution":
      return ports.wakeExecution(effect.token);
    case "send":
      return ports.enqueueSend(effect.command);
    case "suppress":
      await noteSuppression(ports.store, effect.said.channel, effect.said.address, [effect.said.word]);
      return;
    case "record-consent":
      return ports.store.saveConsent(effect.record);
    case "note-holder":
      return noteHolder(effect.personId, effect.holding, ports);
    case "set-timer":
      return ports.store.setTimer(effect.personId, effect.at);
    case "note-membership":
      return ports.store.noteMembership(effect.membership);
  }
}

/** Whoever had a device before loses it as soon as somebody else signs in on it. */
async function noteHolder(
  personId: string,
  { channel, address, at }: Holding,
  { store, publish }: ObserveEventPorts,
): Promise<void> {
  await store.noteHolder(channel, address, personId, at);
  if (channel !== "push") return;
  const lost = lostTokens(address, await store.listHolders(channel, address));
  if (lost.length > 0) await publish(lost);
}

function recordOf(
  envelope: Envelope,
  personId: string,
  receivedAt: Instant,
  { decisions }: Observation,
  derived: readonly Derived[],
): EventRecord {
  const { messageId, event, timestamp, source, properties, context } = envelope;
  const record = {
    personId,
    messageId,
    event,
    timestamp,
    receivedAt,
    source,
    properties,
    context,
    decisions,
  };
  return derived.length === 0 ? record : { ...record, derived };
}

/** Stands for an event that was applied but whose row was lost with its worker and never redelivered. */
function markerOf(
  personId: string,
  messageId: string,
  derived: readonly Derived[] | undefined,
  now: Instant,
): EventRecord {
  const lost = { event: LOST_EVENT, source: "herald", timestamp: now, receivedAt: now };
  const nothing = { properties: {}, context: {}, decisions: [] };
  return { personId, messageId, ...lost, ...nothing, ...(derived && { derived }) };
}
