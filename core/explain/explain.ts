import { concerns } from "../events/correlation";
import { type Instant, inWords, plus } from "../instant";
import { type Graph, immediateSends } from "../journeys/graph";
import { EACH_EVENT, TIMER_EVENT } from "../journeys/trigger";
import type { JsonObject } from "../json";
import { zoneOfPerson } from "../people/derive";
import { newPerson } from "../people/person";
import type { Program } from "../program";
import { hasSpoken, type Run } from "../runs/run";
import type { SendRecord } from "../sending/ledger";
import { type EventRecord, LOST_EVENT, type PersonRows } from "../store";
import { decisionInWords, headOf, passedByInWords, perInWords } from "./explain-decision";
import { afterInWords, endingInWords, runLines, standOf, waitInWords } from "./explain-run";
import { type Decided, decisionsOf, TRIGGERED } from "./explain-seen";
import type { RuleLine } from "./explain-segment";
import { sendInWords } from "./explain-send";
import { startLines } from "./explain-start";
import { summaryOf } from "./explain-summary";
import { type ExplainMore, latestOf, runTelling, type Telling } from "./explain-telling";
import { matchInWords, timesIn } from "./explain-words";

export type { Stand } from "./explain-run";
export type { ExplainMore } from "./explain-telling";

/** What a line tells of; `now` and `start` are as things stand, everything else happened. */
export type LineKind = "event" | "step" | "call" | "wait" | "send" | "end" | "now" | "start";

/** One thing that was evaluated about a person, with what was seen then. */
export interface ExplanationLine {
  readonly at: Instant;
  readonly kind: LineKind;
  readonly sentence: string;
  readonly facts: { readonly [name: string]: unknown };
  /** Which run, where the journey tells runs apart. */
  readonly correlation?: string;
  /** Rule by rule, where a segment was asked. */
  readonly rules?: readonly RuleLine[];
}

/** Everything that one journey ever made of a person. */
export interface Explanation {
  readonly personId: string;
  readonly journey: string;
  /** IANA name of the zone that the sentences tell time in. */
  readonly zone: string;
  readonly now: Instant;
  /** The outcome in a few words. */
  readonly summary: string;
  /** In order of time; what is so now comes last. */
  readonly lines: readonly ExplanationLine[];
}

/**
 * Tells everything that was evaluated about a person for a journey, in order of time, with the facts seen then: what
 * each event meant, each way taken, each wait, each message, and how it stands now or why it never began.
 * @param graph the journey's current version
 */
export function explain(
  program: Program,
  graph: Graph,
  rows: PersonRows,
  now: Instant,
  more: ExplainMore = {},
): Explanation {
  const person = rows.person ?? newPerson("", now);
  const zone = zoneOfPerson(person, program);
  const telling: Telling = { program, graph, rows, now, zone, tell: timesIn(zone), more };
  const runs = rows.runs.filter(({ journey }) => journey === graph.journey);
  const decided = decisionsOf(graph, rows.events);
  const happened = [
    ...decided.map((one) => decisionLine(one, telling)),
    ...rows.events.flatMap((record) => passedBy(record, runs, decided, telling)),
    ...runs.flatMap((run) => linesOfRun(run, telling)),
    ...sendsOf(telling).map((send) => sendLine(send, telling)),
  ];
  const standing = [...runs.flatMap((run) => nowLines(run, telling)), ...startOf(runs, decided, telling)];
  return {
    personId: person.id,
    journey: graph.journey,
    zone,
    now,
    summary: summaryOf(runs, decided, telling),
    lines: [...inOrder(happened), ...standing],
  };
}

/** What happened at one instant, in the order in which one thing leads to the next. */
const ORDER: { readonly [K in LineKind]: number } = {
  event: 0,
  step: 1,
  call: 1,
  send: 2,
  wait: 3,
  end: 4,
  now: 5,
  start: 5,
};

function inOrder(lines: readonly ExplanationLine[]): ExplanationLine[] {
  return [...lines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : ORDER[a.kind] - ORDER[b.kind]));
}

function decisionLine({ record, decision, seen }: Decided, { graph, tell }: Telling): ExplanationLine {
  const { receivedAt } = record;
  return {
    at: receivedAt,
    kind: "event",
    sentence: decisionInWords({ graph, decision, seen, receivedAt, tell }),
    facts: {
      event: seen.event,
      messageId: record.messageId,
      outcome: decision.outcome,
      ...(decision.reason && { reason: decision.reason }),
      ...decision.facts,
    },
    ...which(decision.correlation),
  };
}

/** An event of a kind that the journey listens to, and that meant nothing to it. */
function passedBy(
  record: EventRecord,
  runs: readonly Run[],
  decided: readonly Decided[],
  { graph, tell }: Telling,
): ExplanationLine[] {
  const { event, receivedAt, messageId } = record;
  if (event === LOST_EVENT || event === TIMER_EVENT || !concerns(graph, event)) return [];
  if (decided.some((one) => one.record === record)) return [];
  const head = headOf({ graph, seen: record, receivedAt, tell });
  const line = (rest: string) => [
    { at: receivedAt, kind: "event" as const, sentence: `${head}: ${rest}`, facts: { event, messageId } },
  ];
  if (event === graph.trigger.event && graph.trigger.kind === "event") {
    return line("nothing was decided on it; the journey was most likely not there yet.");
  }
  const underWay = runs.some(
    ({ startedAt, ended }) =>
      startedAt !== undefined && startedAt <= receivedAt && (ended === undefined || ended.at >= receivedAt),
  );
  return underWay ? line(passedByInWords(graph, record)) : [];
}

function linesOfRun(run: Run, telling: Telling): ExplanationLine[] {
  if (run.startedAt === undefined) return [];
  const { graph } = telling;
  const lines: ExplanationLine[] = runLines(runTelling(run, telling)).map((line) => ({
    ...line,
    ...which(run.correlation),
  }));
  if (run.version === graph.version) return lines;
  const known = telling.more.versions?.has(run.version)
    ? ""
    : "; what that one said is not known here, so its steps are told by their names";
  const sentence = `This run goes by another version of the journey (${run.version.slice(0, 8)}) than the present one (${graph.version.slice(0, 8)})${known}.`;
  const facts = { version: run.version, present: graph.version };
  return [{ at: run.startedAt, kind: "step", sentence, facts, ...which(run.correlation) }, ...lines];
}

function sendsOf({ graph, rows }: Telling): readonly SendRecord[] {
  return rows.sends.filter(({ journey }) => journey === graph.journey);
}

function sendLine(send: SendRecord, { tell }: Telling): ExplanationLine {
  const { at, status, reason, channel, step, message, facts, correlation } = send;
  return {
    at,
    kind: "send",
    sentence: sendInWords(send, tell),
    facts: { step, message, channel, status, ...(reason && { reason }), ...facts },
    ...which(correlation),
  };
}

/** How a run stands, and what may still come of it. */
function nowLines(run: Run, telling: Telling): ExplanationLine[] {
  const { graph, now, tell } = telling;
  const line = (sentence: string, facts: JsonObject): ExplanationLine[] => [
    { at: now, kind: "now", sentence, facts: { state: run.state, ...facts }, ...which(run.correlation) },
  ];
  if (run.state === "closed") {
    const at = run.closedAt ? ` on ${tell(run.closedAt)}` : "";
    return line(`Closed: what ends the run came${at}, before anything had started it.`, {});
  }
  if (run.state === "ended") {
    const { at, reason } = run.ended as NonNullable<Run["ended"]>;
    return line(`Over since ${tell(at)}: ${endingInWords(reason)}.${goalWindow(run, telling)}`, { reason });
  }
  return line(...standInWords(run, telling, graph));
}

function standInWords(run: Run, telling: Telling, graph: Graph): [string, JsonObject] {
  const { now, tell, more } = telling;
  const own = runTelling(run, telling);
  const stand = more.standOf?.(run) ?? standOf(own);
  const since = run.startedAt ? ` since ${tell(run.startedAt)}` : "";
  if (!stand) {
    const sends = immediateSends(own.graph ?? graph);
    const what = sends ? "its messages are on their way out" : "it is being worked on";
    return [`On it${since}: ${what}.${goalWindow(run, telling)}`, {}];
  }
  const { node: id, until } = stand;
  const node = own.graph?.nodes[id];
  const waits = node ? waitInWords(node, until, tell) : `at “${id}”${until ? ` until ${tell(until)}` : ""}`;
  const due = until && until <= now ? " That time has come: it goes on as soon as Herald works on it." : "";
  const after = own.graph && node ? ` ${afterInWords(own.graph, id)}` : "";
  const sentence = `On it${since}, and waits ${waits}.${due}${after}${goalWindow(run, telling)}`;
  return [sentence, { node: id, ...(until && { until }) }];
}

function goalWindow({ firstSentAt, goal }: Run, { graph, now, tell }: Telling): string {
  if (goal || !graph.goal || firstSentAt === undefined) return "";
  const until = plus(firstSentAt, graph.goal.within);
  if (until < now) return "";
  return ` ${matchInWords(graph.goal)} counts as its goal until ${tell(until)}.`;
}

/** Why it never began, or when it may begin again. */
function startOf(runs: readonly Run[], decided: readonly Decided[], telling: Telling): ExplanationLine[] {
  const { program, graph, rows, now, tell } = telling;
  const { person } = rows;
  if (!person || runs.some(({ state }) => state === "running")) return [];
  const begun = runs.filter(({ startedAt }) => startedAt !== undefined);
  const { trigger } = graph;
  if (begun.length > 0 && !trigger.moment && trigger.kind !== "segment") {
    const sentence = againInWords(runs, telling);
    return sentence ? [{ at: now, kind: "start", sentence, facts: {} }] : [];
  }
  const hasCome = decided.some(({ decision }) => TRIGGERED.includes(decision.outcome));
  const lines = startLines({ program, graph, person, now, tell, hasCome });
  const again = begun.length > 0 ? againInWords(runs, telling) : undefined;
  return [
    ...lines.map((line): ExplanationLine => ({ at: now, kind: "start", ...line })),
    ...(again ? [{ at: now, kind: "start" as const, sentence: again, facts: {} }] : []),
  ];
}

function againInWords(runs: readonly Run[], { graph, rows, now, tell }: Telling): string | undefined {
  const { again, per, moment } = graph.trigger;
  const latest = latestOf(runs);
  if (!per && latest && !hasSpoken(latest)) {
    return "Nothing had been said, so the next trigger starts it again at once.";
  }
  if (again === "once") return "It takes everyone once, so it does not start for this person again.";
  if (typeof again === "object") {
    const door = rows.person?.doors[graph.journey]?.at ?? latest?.enteredAt;
    const from = door && plus(door, again.every);
    if (!from || from <= now) return undefined;
    return `It takes the same person at most every ${inWords(again.every)}: from ${tell(from)} on it may start again.`;
  }
  if (again === "always" || moment || per === EACH_EVENT) return undefined;
  return per
    ? `Another ${perInWords(graph)} starts a run of its own; the same one is spoken of once.`
    : "It speaks to everyone once: whoever has heard it, or went through it, is not taken again.";
}

function which(correlation: string): { readonly correlation?: string } {
  return correlation === "-" || correlation === "" ? {} : { correlation };
}
