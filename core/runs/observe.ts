import { concerns, correlationOf, isAboutMessage } from "../events/correlation";
import type { Envelope } from "../events/envelope";
import { type Instant, later } from "../instant";
import { type Graph, immediateSends } from "../journeys/graph";
import { DERIVED_EVENTS, isDerived, TIMER_EVENT } from "../journeys/trigger";
import type { JsonObject } from "../json";
import { type ConsentRecord, consentRecordIn } from "../people/consent-ledger";
import { aged, type Derived, momentsKey, nextTimer, zoneOfPerson } from "../people/derive";
import { type Holding, newHoldings } from "../people/holdings";
import { needsOf } from "../people/needs";
import { applyEvent, type Looked, lookAgain, newPerson, type Person, textTrait } from "../people/person";
import type { AddressWord } from "../people/suppression";
import { suppressionIn } from "../people/suppression-in";
import type { Program } from "../program";
import type { RunRef, SendCommand } from "../sending/send-command";
import { foldRun, type RunFacts, type RunStep } from "./fold-run";
import { type Run, type RunDecision, refOf } from "./run";
import { specOf } from "./walk";

/** What must happen outside after an observation is stored; all of it can be repeated without harm. */
export type Effect =
  | { readonly effect: "start-execution"; readonly ref: RunRef }
  | { readonly effect: "stop-execution"; readonly ref: RunRef; readonly reason: string }
  | { readonly effect: "wake-execution"; readonly token: string; readonly ref: RunRef }
  | { readonly effect: "send"; readonly command: SendCommand }
  | { readonly effect: "record-consent"; readonly record: ConsentRecord }
  | { readonly effect: "suppress"; readonly said: AddressWord }
  | { readonly effect: "note-holder"; readonly personId: string; readonly holding: Holding }
  | { readonly effect: "set-timer"; readonly personId: string; readonly at: Instant }
  | { readonly effect: "note-membership"; readonly membership: Membership }
  | { readonly effect: "publish"; readonly notice: Notice };

/** Whether a person is in a segment, as the segment's list keeps it. */
export interface Membership {
  readonly segment: string;
  readonly personId: string;
  readonly member: boolean;
  readonly since: Instant;
  /** The revision of the person that this was found at: an older finding never replaces a newer. */
  readonly revision: number;
}

/** Something Herald says about itself on the bus. */
export interface Notice {
  readonly event: string;
  readonly messageId: string;
  readonly personId: string;
  readonly timestamp: Instant;
  readonly properties: JsonObject;
  readonly traits?: JsonObject;
}

/** An event applied to its person, before any run has been looked at. */
export interface Applied {
  readonly person: Person;
  /** What came of it by itself; the first is the event, the others happen right after it. */
  readonly envelopes: readonly [Envelope, ...Envelope[]];
  readonly derived: readonly Derived[];
}

/** Which run an event may touch. */
interface TouchedRun {
  readonly graph: Graph;
  readonly correlation: string;
  readonly envelope: Envelope;
}

/** The runs that an event may touch, and the journeys it cannot because it lacks the property they tell runs by. */
export interface Touching {
  readonly touched: readonly TouchedRun[];
  readonly untouched: readonly RunDecision[];
}

/** What one event changes. */
export interface Observation {
  readonly person: Person;
  /** Only the runs that changed. */
  readonly runs: readonly Run[];
  readonly decisions: readonly RunDecision[];
  readonly effects: readonly Effect[];
}

/** The row of a person that an event belongs to: a user, or an anonymous visitor not yet known by name. */
export function personIdOf(envelope: Envelope): string {
  return envelope.userId ?? `anonymous:${envelope.anonymousId}`;
}

/** Which runs to read before an event can be observed, also for what came of it by itself. */
export function runsTouched(
  program: Program,
  envelopes: readonly Envelope[],
  person: Person | undefined,
): Touching {
  const touched: TouchedRun[] = [];
  const untouched: RunDecision[] = [];
  for (const envelope of envelopes) {
    for (const graph of concerned(program, envelope.event)) {
      const correlation = correlationOf(graph, envelope, person);
      if (correlation !== undefined) {
        touched.push({ graph, correlation, envelope });
        continue;
      }
      if (graph.trigger.moment || isAboutMessage(envelope.event)) continue;
      const outcome = graph.trigger.event === envelope.event ? "not-entered" : "ended-nothing";
      const facts = { missing: graph.trigger.per };
      untouched.push({ journey: graph.journey, correlation: "", outcome, reason: "no-correlation", facts });
    }
  }
  return { touched, untouched };
}

/**
 * Applies an event to its person.
 * @param applied what came of the event when it was applied before; `undefined` if it is new
 */
export function applyTo(
  program: Program,
  envelope: Envelope,
  stored: Person | undefined,
  applied: readonly Derived[] | undefined,
  clock: Instant,
): Applied {
  const now = later(clock, stored?.seenTo);
  const before = stored ?? { ...newPerson(personIdOf(envelope), envelope.timestamp), seenTo: now };
  if (applied) return { person: before, derived: applied, envelopes: withDerived(envelope, applied) };
  const looked = personAfter(program, before, envelope, now);
  const { derived, wakeAt } = aged(program, before, looked, envelope, now);
  const timerAt = nextTimer(before.timerAt, wakeAt, now);
  const { timerAt: _before, ...person } = looked.person;
  return {
    person: {
      ...person,
      seenTo: now,
      timerFor: momentsKey(program),
      ...(timerAt !== undefined && { timerAt }),
      derived: derived.length === 0 ? person.derived : { ...person.derived, [envelope.messageId]: derived },
    },
    derived,
    envelopes: withDerived(envelope, derived),
  };
}

/** A timer tells nothing of the person but that time has passed. */
function personAfter(program: Program, before: Person, envelope: Envelope, now: Instant): Looked {
  const { segments } = program;
  if (envelope.event !== TIMER_EVENT) {
    return applyEvent(before, envelope, { needs: needsOf(program), segments }, now);
  }
  return lookAgain({ ...before, applied: [...before.applied, envelope.messageId] }, segments, now);
}

function withDerived(envelope: Envelope, derived: readonly Derived[]): [Envelope, ...Envelope[]] {
  const own = derived.map((each, index) => ({
    ...envelope,
    event: each.event,
    timestamp: each.timestamp,
    properties: each.properties,
    ...(each.byTime && { replayed: false }),
    messageId: `${envelope.messageId}/${index + 1}`,
    traits: {},
  }));
  return [envelope, ...own];
}

/** What is stored by the time an event is observed. */
export interface StoredBefore {
  /** The runs of the touched, by `runName`. */
  readonly runs: ReadonlyMap<string, Run>;
  /** Whether the person had this event already; then only unfinished effects are asked for again. */
  readonly again: boolean;
  /** What was decided when the event's own row was written: by then its runs were stored, and it changes none again. */
  readonly recorded?: readonly RunDecision[];
  /** Left out where nobody was there, or it is not known any more who. */
  readonly before?: Person;
}

/** What an event means: to the person, to their runs, and to the world outside. */
export function observe(
  program: Program,
  { person: applied, derived, envelopes }: Applied,
  { touched, untouched }: Touching,
  stored: StoredBefore,
  now: Instant,
): Observation {
  let person = applied;
  const runs = new Map<string, Run>();
  const decisions: RunDecision[] = [...untouched];
  const effects: Effect[] = [];
  const zone = zoneOfPerson(person, program);

  for (const { graph, correlation, envelope } of touched) {
    const { journey } = graph;
    const name = runName(journey, correlation);
    const run = runs.get(name) ?? stored.runs.get(name);
    const door = person.doors[journey];
    const other =
      door && door.correlation !== correlation
        ? stored.runs.get(runName(journey, door.correlation))
        : undefined;
    const key = { personId: person.id, correlation };
    const facts: RunFacts = { key, now, person, segments: program.segments, zone, ...(other && { other }) };
    const step = stored.recorded
      ? repeated(stored.recorded, run, key.correlation, journey)
      : foldRun(graph, run, envelope, facts);
    if (!step) continue;
    decisions.push(step.decision);
    if (step.door) person = { ...person, doors: { ...person.doors, [journey]: step.door } };
    if (step.run && step.run !== run) runs.set(name, step.run);
    effects.push(...effectsOf(graph, run, step, envelope, stored.again));
  }

  const [envelope] = envelopes;
  const record = consentRecordIn(envelope, person, now);
  if (record) effects.push({ effect: "record-consent", record });
  // An address that came later is not the one that bounced.
  const isTheirs = (person.traits.email?.at ?? "") <= envelope.timestamp;
  const said = suppressionIn(envelope, isTheirs ? textTrait(person, "email") : undefined);
  if (said) effects.push({ effect: "suppress", said });
  const before = stored.again ? undefined : stored.before;
  for (const holding of newHoldings(before, person, envelope))
    effects.push({ effect: "note-holder", personId: person.id, holding });
  const { timerAt } = person;
  if (timerAt !== undefined && (stored.again || timerAt !== stored.before?.timerAt)) {
    effects.push({ effect: "set-timer", personId: person.id, at: timerAt });
  }
  effects.push(...membershipEffects(person, derived, envelope, stored.again));
  return { person, runs: [...runs.values()], decisions, effects };
}

/** What an event meant to a run when it was recorded, for what must still be done outside. */
function repeated(
  recorded: readonly RunDecision[],
  run: Run | undefined,
  correlation: string,
  journey: string,
): RunStep | undefined {
  const decision = recorded.find((each) => each.journey === journey && each.correlation === correlation);
  return decision && { run, decision };
}

/** Names a run within its person. */
export function runName(journey: string, correlation: string): string {
  return `${journey}#${correlation}`;
}

function concerned(program: Program, event: string): readonly Graph[] {
  let byEvent = graphsByEvent.get(program);
  if (!byEvent) {
    byEvent = new Map();
    graphsByEvent.set(program, byEvent);
  }
  let graphs = byEvent.get(event);
  if (!graphs) {
    graphs = program.graphs.filter((graph) => concerns(graph, event)).sort((a, b) => b.priority - a.priority);
    byEvent.set(event, graphs);
  }
  return graphs;
}
const graphsByEvent = new WeakMap<Program, Map<string, readonly Graph[]>>();

function effectsOf(
  graph: Graph,
  before: Run | undefined,
  { run, decision }: RunStep,
  envelope: Envelope,
  again: boolean,
): Effect[] {
  if (!run) return [];
  const ref = refOf(run);
  if (run.woken?.by === envelope.messageId && run.woken.token && run.state === "running") {
    return [{ effect: "wake-execution", token: run.woken.token, ref }];
  }
  if (run.state === "running") {
    const started = before?.state !== "running" || (again && run.startedBy === envelope.messageId);
    if (!started) return [];
    const notice = noticeOf("Journey Started", run, envelope, {});
    const sends = immediateSends(graph);
    if (!sends) return [{ effect: "start-execution", ref }, notice];
    return [
      ...sends.map((send) => ({
        effect: "send" as const,
        command: { ...ref, ...specOf(send.id, send), at: run.startedAt ?? envelope.timestamp },
      })),
      notice,
    ];
  }
  if (run.state === "ended" && run.execution > 0 && (before?.state === "running" || again)) {
    const reason = run.ended?.reason ?? "ended";
    const isThis = decision.outcome === "exited" || decision.outcome === "goal-reached";
    return [
      { effect: "stop-execution", ref, reason },
      ...(isThis ? [noticeOf("Journey Ended", run, envelope, { reason })] : []),
    ];
  }
  return [];
}

function noticeOf(event: string, run: Run, envelope: Envelope, more: JsonObject): Effect {
  const { journey, correlation, personId } = run;
  const messageId = `${envelope.messageId}/${journey}`;
  const properties = { journey, correlation, ...more };
  return {
    effect: "publish",
    notice: { event, messageId, personId, timestamp: envelope.timestamp, properties },
  };
}

function membershipEffects(
  person: Person,
  derived: readonly Derived[],
  envelope: Envelope,
  again: boolean,
): Effect[] {
  return derived.flatMap(({ event, timestamp, properties }, index): Effect[] => {
    const { segment } = properties;
    if (typeof segment !== "string" || !isDerived(event)) return [];
    const member = event === DERIVED_EVENTS.entered;
    // A repetition knows no more than that the row has this revision by now; what is so then is noted.
    const isSo = Object.hasOwn(person.segments, segment);
    const since = (again ? person.segments[segment] : undefined) ?? timestamp;
    const revision = person.revision + (again ? 0 : 1);
    const membership = { segment, personId: person.id, member: again ? isSo : member, since, revision };
    const messageId = `${envelope.messageId}/${index + 1}`;
    const notice = { event, messageId, personId: person.id, timestamp, properties };
    return [
      { effect: "note-membership", membership },
      { effect: "publish", notice },
    ];
  });
}
