import { type BusEvent, type Envelope, parseEnvelope } from "../../core/events/envelope";
import { type Instant, later } from "../../core/instant";
import { TIMER_EVENT } from "../../core/journeys/trigger";
import { type CompiledProgram, eventsByLane } from "../../core/program";
import { personIdOf } from "../../core/runs/observe";
import type { RunDecision } from "../../core/runs/run";
import type { SendRecord } from "../../core/sending/ledger";
import type { ChannelProvider, Providers } from "../../lambdas/send-message/channel-provider";
import { CountingStore } from "../counting-store";
import type { Keep } from "../keep";
import { type Callees, LocalHerald } from "../local-herald";
import { asksNow } from "../machine-runner";
import { VirtualClock } from "../virtual-clock";
import { BacktestStore } from "./backtest-store";
import { NotAnEvent, readRecordedEvent } from "./recorded-event";
import { type BacktestTotals, TotalsCounter } from "./totals";

/** A line that was refused. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
  readonly detail: string;
}

export interface BacktestOptions {
  readonly program: CompiledProgram;
  /** The real time: a recording cannot hold events that have not happened yet. */
  readonly realNow: Instant;
  readonly onBadLine?: (bad: BadLine) => void;
  /** Called every `PROGRESS_EVERY` lines. */
  readonly onProgress?: (lines: number) => void;
  /** Somebody whose story is told, line by line, to `onStory`. */
  readonly person?: string;
  readonly onStory?: (line: string) => void;
  /** Stands in for what journeys call; where nothing does, a call fails and its `otherwise` is the answer. */
  readonly callees?: Callees;
}

const PROGRESS_EVERY = 20_000;

/** A prime, so that the rows measured are of every kind. */
const MEASURE_EVERY = 17;

/** Keeps nothing: a backtest is over when it is over. */
const KEEP_NOTHING: Keep = { put: async () => undefined, remove: async () => undefined, all: async () => [] };

/** Takes every message and lets it go. */
const NOWHERE: ChannelProvider = { send: async () => ({ outcome: "accepted", providerId: "backtest" }) };
const SEND_NOTHING: Providers = {
  email: NOWHERE,
  sms: NOWHERE,
  push: NOWHERE,
  inbox: NOWHERE,
  banner: NOWHERE,
};

/**
 * Runs recorded events through the whole program on a virtual clock and sends nothing. A line that repeats an event is
 * known as a duplicate for a week; the deployed Herald never forgets one.
 * @param lines one event each, in about the order of their time
 */
export async function backtest(
  lines: AsyncIterable<string> | Iterable<string>,
  options: BacktestOptions,
): Promise<BacktestTotals> {
  const { program } = options;
  const clock = new VirtualClock("1970-01-01T00:00:00.000Z");
  const counter = new TotalsCounter();
  const memory = new BacktestStore(clock.now, (run) => {
    counter.ended(run);
    const reason = run.ended?.reason;
    if (run.personId === options.person && reason !== "completed") {
      tell(run.ended?.at ?? "", `run of ${run.journey} (${run.correlation}) ended: ${reason}`);
    }
  });
  const store = new CountingStore(memory, MEASURE_EVERY);
  const used = { statesEntered: 0, executions: 0, questions: 0, ownEvents: 0 };
  const tell = (at: Instant, what: string) => options.onStory?.(`${at}  ${what}`);
  const recount = (envelope: Envelope, decisions: readonly RunDecision[]): void => {
    for (const decision of decisions) counter.decided(decision);
    const saysNothing = envelope.event === TIMER_EVENT && decisions.length === 0;
    if (personIdOf(envelope) !== options.person || saysNothing) return;
    tell(envelope.timestamp, envelope.event);
    for (const { journey, correlation, outcome, reason } of decisions) {
      tell(envelope.timestamp, `  ${journey} (${correlation}): ${outcome}${reason ? `, ${reason}` : ""}`);
    }
  };
  const herald = await LocalHerald.start({
    program,
    store,
    keep: KEEP_NOTHING,
    clock,
    providers: SEND_NOTHING,
    callees: options.callees ?? {},
    watch: {
      observed(result) {
        if (result.status !== "observed") return;
        const { envelope, decisions } = result;
        if (envelope.event !== TIMER_EVENT) used.ownEvents += 1;
        recount(envelope, decisions);
      },
      sent(record, command) {
        counter.sent(record, command);
        if (record.personId !== options.person) return;
        const what = `${record.message}${record.variant ? ` (${record.variant})` : ""} by ${record.channel}`;
        tell(record.at, toldOf(record, what));
      },
      moved(execution) {
        if (asksNow(execution)) used.questions += 1;
        if (execution.status === "running") return;
        used.statesEntered += execution.statesEntered;
        used.executions += 1;
      },
    },
  });
  const routed = routedBy(program);

  const observe = async (event: BusEvent, line: number): Promise<void> => {
    const at = timeOf(event, clock.now());
    if (at > options.realNow) return refuse(line, "timestamp-in-the-future", `${at} has not happened yet`);
    const parsed = parseEnvelope(event, program.catalog, later(at, clock.now()));
    if (!parsed.ok) return refuse(line, parsed.refusal.reason, parsed.refusal.detail);
    const { envelope } = parsed;
    await herald.advanceTo(at);
    counter.seen(envelope.timestamp);
    if (!routed(envelope.event)) {
      counter.events.notRouted += 1;
      return;
    }
    const result = await herald.receiveEnvelope(envelope);
    if (result.status === "duplicate") counter.events.duplicate += 1;
    if (result.status !== "observed") return;
    counter.events.observed += 1;
    recount(envelope, result.decisions);
  };
  const refuse = (line: number, reason: string, detail: string): void => {
    counter.refused(reason);
    options.onBadLine?.({ line, reason, detail });
  };

  for await (const text of lines) {
    if (text.trim() === "") continue;
    const line = ++counter.events.read;
    if (line % PROGRESS_EVERY === 0) {
      options.onProgress?.(line);
      herald.runner.prune();
      memory.forget();
    }
    let event: BusEvent;
    try {
      event = readRecordedEvent(text);
    } catch (error) {
      if (!(error instanceof NotAnEvent)) throw error;
      refuse(line, "not-an-event", error.message);
      continue;
    }
    await observe(event, line);
  }
  // Runs under way go on to their end, but what only time would bring is no part of the recording.
  memory.stopTimers();
  for (let next = herald.nextDueAt(); next !== undefined; next = herald.nextDueAt())
    await herald.advanceTo(next);

  const { readUnits, writeUnits, timersDue } = store;
  const counted = { readUnits, writeUnits, timersDue, moves: memory.moves };
  return counter.totals({ people: memory.people.size, ...used, ...counted });
}

/** What the rules on the bus let through: events the program or Herald refers to, and names nobody knows. */
function routedBy(program: CompiledProgram): (event: string) => boolean {
  const { engagement, transactional } = eventsByLane(program, program.catalog);
  const wanted = new Set([...engagement, ...transactional]);
  return (event) => wanted.has(event) || !Object.hasOwn(program.catalog, event);
}

/** When an event says it happened; the clock's time where it does not say, which the checks then refuse. */
function timeOf({ detail, time }: BusEvent, now: Instant): Instant {
  const said = (detail as { timestamp?: unknown } | undefined)?.timestamp ?? time;
  const ms = typeof said === "string" ? Date.parse(said) : Number.NaN;
  return Number.isNaN(ms) ? now : new Date(ms).toISOString();
}

function toldOf({ status, subject, reason, until }: SendRecord, what: string): string {
  if (status === "accepted") return `sent ${what}${subject ? `: "${subject}"` : ""}`;
  return status === "deferred" ? `put off ${what} until ${until}: ${reason}` : `not sent ${what}: ${reason}`;
}
