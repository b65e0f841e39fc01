import { type CompiledProgram, eventsByLane } from "../core/program";
import { costOf, totalOf, type Usage } from "../local/cost";
import { CountingStore } from "../local/counting-store";
import { MemoryKeep } from "../local/keep";
import { LocalHerald } from "../local/local-herald";
import { asksNow } from "../local/machine-runner";
import { MemoryStore } from "../local/memory-store";
import { Outbox } from "../local/outbox";
import { VirtualClock } from "../local/virtual-clock";
import { HAPPY_PATHS, type HappyPath } from "./happy-paths";
import { noticesIn, REQUESTS_PER_QUEUE_MESSAGE } from "./per-email";

const START = "2026-03-02T09:00:00.000Z";
const PEOPLE = 10;
/** The wait and the send. */
const STATES_PER_MESSAGE = 2;

/** What one journey uses, from end to end and for each message. */
export interface JourneyUsage {
  readonly journey: string;
  /** Sent to one person on the happy path. */
  readonly messages: number;
  /** For each message; of all channels, though only emails are paid by SES. */
  readonly each: Usage;
}

/** Walks everybody through one journey's happy path, in a program that has no other, and counts. */
export async function usageOfJourney(program: CompiledProgram, journey: string): Promise<JourneyUsage> {
  const happy = HAPPY_PATHS[journey];
  if (!happy) throw new Error(`bench/happy-paths.ts has no way through "${journey}"`);
  const alone = { ...program, graphs: program.graphs.filter((graph) => graph.journey === journey) };
  const walker = await startWalk(alone);
  for (let n = 0; n < PEOPLE; n++) await walker.introduce(`person-${n}`, happy);
  const before = walker.counted();
  for (const step of happy.path) {
    if (!isStep(step)) await walker.herald.advance(step);
    else for (let n = 0; n < PEOPLE; n++) await walker.receive(`person-${n}`, step);
  }
  const after = walker.counted();
  const messages = after.messages - before.messages;
  // A journey that says nothing itself is counted by the person.
  const shared = messages || PEOPLE;
  const used = (name: keyof typeof after) => (after[name] - before[name]) / shared;
  const { graphs: _graphs, ...rest } = program;
  const transactional = new Set(
    eventsByLane({ ...rest, graphs: alone.graphs }, program.catalog).transactional,
  );
  const queued = happy.path.filter((step) => isStep(step) && !transactional.has(step[0])).length;
  const observed = used("events") + used("timers");
  return {
    journey,
    messages: messages / PEOPLE,
    each: {
      emails: messages / shared,
      statesEntered: used("states"),
      executions: used("executions"),
      lambdaInvocations: observed + used("questions") + used("sends"),
      readUnits: used("readUnits"),
      writeUnits: used("writeUnits"),
      queueRequests:
        REQUESTS_PER_QUEUE_MESSAGE * ((queued * PEOPLE) / shared + used("timers") + used("sends")),
      busEvents: used("events") + used("notices"),
    },
  };
}

/** A table of all journeys: a message's states, calls, units and price per million. */
export async function perJourneyRows(program: CompiledProgram): Promise<string[][]> {
  const rows = [["journey", "messages", "states", "Lambda", "reads", "writes", "queue", "$ per million"]];
  for (const { journey } of program.graphs) {
    const { messages, each } = await usageOfJourney(program, journey);
    const { total } = totalOf(costOf(timesMillion(each)));
    const { statesEntered, lambdaInvocations, readUnits, writeUnits, queueRequests } = each;
    const numbers = [messages, statesEntered, lambdaInvocations, readUnits, writeUnits, queueRequests, total];
    const mark = statesEntered > STATES_PER_MESSAGE ? " (!)" : "";
    rows.push([journey + mark, ...numbers.map((value) => value.toFixed(2))]);
  }
  return rows;
}

function timesMillion(each: Usage): Usage {
  return Object.fromEntries(
    Object.entries(each).map(([name, value]) => [name, value * 1e6]),
  ) as unknown as Usage;
}

async function startWalk(program: CompiledProgram) {
  const clock = new VirtualClock(START);
  const count = { events: 0, notices: 0, questions: 0, states: 0, executions: 0, sends: 0 };
  const memory = new MemoryStore();
  const store = new CountingStore(
    Object.assign(memory, {
      noteMembership: async () => {
        count.notices += 1;
      },
    }),
  );
  const outbox = new Outbox(clock.now);
  const herald = await LocalHerald.start({
    program,
    store,
    keep: new MemoryKeep(),
    clock,
    providers: outbox.providers,
    callees: { "best-offer": () => ({ offer: "Fernweh Club", saving: 42.6 }) },
    watch: {
      observed: (result) => {
        count.notices += noticesIn(result);
      },
      sent: () => {
        count.sends += 1;
      },
      moved: (execution) => {
        if (asksNow(execution)) count.questions += 1;
        if (execution.status === "running") return;
        count.states += execution.statesEntered;
        count.executions += 1;
      },
    },
  });
  const receive = async (userId: string, [event, properties, traits]: HappyStep) => {
    count.events += 1;
    const messageId = `m${count.events}`;
    const detail = { messageId, userId, timestamp: clock.now(), properties, ...(traits && { traits }) };
    const result = await herald.receive({ source: "bench", "detail-type": event, detail });
    if (result.status === "refused") throw new Error(`${event}: ${result.refusal.detail}`);
  };
  const agreed = program.messages.flatMap(({ topic, channels }) =>
    topic ? [{ topic, channel: channels.includes("email") ? "email" : channels[0] }] : [],
  );
  return {
    herald,
    receive,
    async introduce(userId: string, { traits, before = [] }: HappyPath): Promise<void> {
      const known = { email: `${userId}@example.com`, first_name: "Ana", locale: "en-US", timezone: "UTC" };
      await receive(userId, ["Identify", {}, { ...known, ...traits }]);
      for (const consent of agreed) await receive(userId, ["Consent Given", consent]);
      for (const step of before) await receive(userId, step);
    },
    counted: () => ({
      ...count,
      timers: store.timersDue,
      readUnits: store.readUnits,
      writeUnits: store.writeUnits,
      messages: outbox.items.length,
    }),
  };
}

type HappyStep = Exclude<HappyPath["path"][number], { readonly days?: number }>;

function isStep(step: HappyPath["path"][number]): step is HappyStep {
  return Array.isArray(step);
}
