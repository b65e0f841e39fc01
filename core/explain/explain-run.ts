import { type Instant, inWords, later, plus } from "../instant";
import { type Graph, type GraphNode, type NodeId, nextOf } from "../journeys/graph";
import type { Question } from "../journeys/question";
import { stopsWalk } from "../journeys/region";
import { dueOf, type UntilFacts } from "../journeys/until";
import type { JsonObject } from "../json";
import { calleeInWords, orList, questionInWords, untilInWords, valuesInWords } from "../map/map-words";
import type { Run } from "../runs/run";
import { NO_EVENT, type Walk, type Way } from "../runs/walk";
import type { SendRecord } from "../sending/ledger";
import { LEFT } from "./explain-decision";
import { matchInWords, named, seenInWords, spaced, type TellTime, valueInWords } from "./explain-words";

/** Where a run's machine is, as whoever runs it knows. */
export interface Stand {
  readonly node: NodeId;
  readonly until?: Instant;
}

/** One thing on the way of a run, in the order of the way. */
export interface RunLine {
  readonly at: Instant;
  readonly kind: "step" | "call" | "wait" | "end";
  readonly sentence: string;
  readonly facts: JsonObject;
}

export interface RunTelling {
  readonly run: Run;
  /** Of the version that the run goes by; without it only what is kept on the run can be told. */
  readonly graph: Graph | undefined;
  /** The ledger rows of the run. */
  readonly sends: readonly SendRecord[];
  readonly tell: TellTime;
  readonly until: Omit<UntilFacts, "now">;
  readonly now: Instant;
}

/** A wait or a call that a run came to. */
interface Stop {
  readonly at: Instant;
  readonly node: NodeId;
  readonly until?: Instant;
}

/** The way of a run's current execution: questions and lots with the facts seen, answers, waits, the end. */
export function runLines(telling: RunTelling): RunLine[] {
  const { run } = telling;
  const stops = new Map(stopsOf(telling).map((stop) => [stop.node, stop]));
  const taken = (node: NodeId): RunLine[] => {
    const stop = stops.get(node);
    stops.delete(node);
    return (stop && stopLine(stop, telling)) ?? [];
  };
  const walks = (run.path ?? []).map((walk) => [
    ...walkLines(walk, telling),
    ...(walk.to === null ? [] : taken(walk.to)),
  ]);
  const others = [...stops.keys()].flatMap(taken);
  return [...others, ...walks.flat(), ...endLines(telling)];
}

/** Where a run waits now, as far as what is kept tells. */
export function standOf(telling: RunTelling): Stand | undefined {
  const last = stopsOf(telling).at(-1);
  return last && { node: last.node, ...(last.until && { until: last.until }) };
}

/** Everything that the run stopped at, in order: what its walks led to, and what lies behind its sends and waits. */
function stopsOf(telling: RunTelling): Stop[] {
  const { run, graph } = telling;
  const { startedAt } = run;
  if (!graph || startedAt === undefined) {
    return (run.path ?? []).flatMap(({ at, to, dueAt }) =>
      to === null ? [] : [{ at, node: to, ...(dueAt && { until: dueAt }) }],
    );
  }
  const anchors = [
    { at: startedAt, next: graph.start as NodeId | null, due: undefined },
    ...(run.path ?? []).map((walk) => ({ at: leftAt(walk, telling), next: walk.to, due: walk.dueAt })),
    ...aloneSends(telling).map(({ at, step }) => {
      const node = graph.nodes[step];
      return { at, next: node?.kind === "send" ? node.next : null, due: undefined };
    }),
  ];
  const stops = new Map<NodeId, Stop>();
  for (const { at, next, due } of anchors) {
    for (
      let from: { at: Instant; next: NodeId | null; due?: Instant | undefined } | undefined = {
        at,
        next,
        due,
      };
      from;
    ) {
      const id = stopAfter(graph, from.next);
      if (id === undefined || stops.has(id)) break;
      const until = from.due ?? untilOf(id, from.at, telling);
      stops.set(id, { at: from.at, node: id, ...(until && { until }) });
      from = passed(graph.nodes[id] as GraphNode, until, telling);
    }
  }
  const inTime = [...stops.values()].filter(({ at }) => run.ended === undefined || at <= run.ended.at);
  return inTime.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** On from a wait of known length that is over. */
function passed(node: GraphNode, until: Instant | undefined, { run, now }: RunTelling) {
  if (until === undefined || until > now || (run.ended && until > run.ended.at)) return undefined;
  return node.kind === "wait" || node.kind === "wait-until" || node.kind === "wait-until-quiet"
    ? { at: until, next: node.next }
    : undefined;
}

/** The next node the machine does, where no question lies before it. */
function stopAfter(graph: Graph, from: NodeId | null): NodeId | undefined {
  for (let id = from; id !== null; ) {
    const node: GraphNode | undefined = graph.nodes[id];
    if (!node) return undefined;
    if (stopsWalk(node)) return id;
    if (node.kind !== "send" && node.kind !== "update" && node.kind !== "emit") return undefined;
    id = node.next;
  }
  return undefined;
}

/** When a stretch was behind the run: its messages leave after its ways were chosen. */
function leftAt(walk: Walk, { graph, sends, run }: RunTelling): Instant {
  const passed = graph ? passedBy(walk, graph) : [];
  const sent = sends.filter(({ execution, step }) => execution === run.execution && passed.includes(step));
  return sent.reduce((latest, { at }) => later(at, latest), walk.at);
}

/** Sends of this execution that no recorded stretch passes. */
function aloneSends({ run, graph, sends }: RunTelling): readonly SendRecord[] {
  const walked = new Set((run.path ?? []).flatMap((walk) => (graph ? passedBy(walk, graph) : [])));
  return sends.filter(({ execution, step }) => execution === run.execution && !walked.has(step));
}

/** The nodes that a stretch passed, in order. */
function passedBy({ enter, to, ways }: Walk, graph: Graph): NodeId[] {
  const nodes: NodeId[] = [];
  for (let id: NodeId | null = enter; id !== null && id !== to; ) {
    const node: GraphNode | undefined = graph.nodes[id];
    if (!node || nodes.includes(id)) break;
    nodes.push(id);
    const way = ways.find((one) => one.node === id)?.way;
    id = way === undefined ? (nextOf(node)[0] ?? null) : nextByWay(node, way);
  }
  return nodes;
}

function nextByWay(node: GraphNode, way: string): NodeId | null {
  switch (node.kind) {
    case "ask":
      return way === "yes" ? node.yes : node.no;
    case "split":
      return node.arms.find(({ name }) => name === way)?.next ?? null;
    case "wait-for":
      return way === NO_EVENT ? node.otherwise : (node.paths[Number(way)]?.next ?? null);
    default:
      return null;
  }
}

function untilOf(id: NodeId, at: Instant, { run, graph, until }: RunTelling): Instant | undefined {
  const node = graph?.nodes[id];
  switch (node?.kind) {
    case "wait":
      return plus(at, node.for);
    case "wait-until-quiet":
      return run.dueAt;
    case "wait-until": {
      if (id === graph?.start && run.dueAt) return run.dueAt;
      const due = dueOf(node.until, { ...until, now: at });
      return "at" in due ? due.at : undefined;
    }
    case "wait-for":
      return plus(run.waiting?.node === id ? run.waiting.since : at, node.atMost);
    default:
      return undefined;
  }
}

function walkLines(walk: Walk, telling: RunTelling): RunLine[] {
  const { graph } = telling;
  const { at } = walk;
  const line = (kind: RunLine["kind"], sentence: string, facts: JsonObject = {}) => ({
    at,
    kind,
    sentence,
    facts,
  });
  const ways = new Map(walk.ways.map((way) => [way.node, way]));
  if (!graph?.nodes[walk.enter]) {
    return walk.ways.map(({ node, way, facts }) =>
      line("step", `At “${node}” it went on by “${way}”${seenOf(facts)}.`, facts),
    );
  }
  const answer = answerBefore(walk.enter, telling);
  const lines = answer ? [line("call", answer.sentence, answer.facts)] : [];
  for (const id of passedBy(walk, graph)) {
    const node = graph.nodes[id] as GraphNode;
    const way = ways.get(id);
    if (way) lines.push(line("step", wayInWords(node, way, telling), { way: way.way, ...way.facts }));
    if (node.kind === "update")
      lines.push(line("step", `Noted of the person: ${valuesInWords(node.traits)}.`));
    if (node.kind === "emit") lines.push(line("step", `Put “${node.event}” on the bus.`));
  }
  return lines;
}

/** What a call answered that the stretch begins behind. */
function answerBefore(enter: NodeId, { run, graph }: RunTelling) {
  const calls = Object.values(graph?.nodes ?? {}).filter((node) => node.kind === "call");
  const call = calls.find((node) => node.next === enter && run.answers?.[node.name] !== undefined);
  const given = call && run.answers?.[call.name];
  if (!call || !given) return undefined;
  const isOtherwise = Object.entries(call.otherwise).every(([field, value]) => given[field] === value);
  const fields = Object.entries(given).map(([field, value]) => `${spaced(field)} is ${valueInWords(value)}`);
  const stands = isOtherwise
    ? " That is what the journey takes where no answer comes in time, or one of another shape."
    : "";
  return { sentence: `“${call.name}” answered: ${fields.join(", ")}.${stands}`, facts: given };
}

function wayInWords(node: GraphNode, { way, facts }: Way, { tell }: RunTelling): string {
  switch (node.kind) {
    case "ask":
      return `Asked “${questionInWords(node.question)}” The answer was ${way}${answerSeen(node.question, facts, tell)}.`;
    case "split": {
      const total = node.arms.reduce((sum, { share }) => sum + share, 0);
      const arm = node.arms.find(({ name }) => name === way);
      const share = arm ? `, which ${Math.round((arm.share / total) * 100)}% of people take` : "";
      return `By lot, this person is in the arm “${way}” of “${node.name}”${share}, and always will be.`;
    }
    case "wait-for": {
      if (way === NO_EVENT) {
        return `Nothing it waited for came within ${inWords(node.atMost)} (${orList(node.paths.map(matchInWords))}), so it went on without.`;
      }
      return `“${facts.event}” came${typeof facts.at === "string" ? ` on ${tell(facts.at)}` : ""}, so it went on from its wait.`;
    }
    default:
      return `Went on by “${way}”${seenOf(facts)}.`;
  }
}

/** The facts a question was answered by. */
function answerSeen(question: Question, facts: JsonObject, tell: TellTime): string {
  const lastAt = typeof facts.lastAt === "string" ? facts.lastAt : undefined;
  switch (question.asks) {
    case "segment":
      return "";
    case "happened":
      return lastAt ? `: it last happened on ${tell(lastAt)}` : ": it never did, as far as is known";
    case "message": {
      const status = facts.status === null ? "not sent at all" : String(facts.status);
      const reason = facts.reason ? `, ${facts.reason}` : "";
      const last = lastAt ? `, last on ${tell(lastAt)}` : "";
      return `: the message was ${status}${reason}${last}`;
    }
    default:
      return seenOf(facts);
  }
}

function seenOf(facts: JsonObject): string {
  return Object.keys(facts).length > 0 ? `: ${seenInWords(facts)}` : "";
}

function stopLine({ at, node: id, until }: Stop, { graph, tell, run }: RunTelling): RunLine[] {
  const node = graph?.nodes[id];
  const facts = { node: id, ...(until && { until }) };
  const line = (kind: RunLine["kind"], sentence: string): RunLine[] => [{ at, kind, sentence, facts }];
  if (node?.kind === "call") {
    return line(
      "call",
      `Asked “${node.name}” (${calleeInWords(node.callee)}), for ${inWords(node.timeLimit)} at most.`,
    );
  }
  // Told with the event that began it and each that moved it.
  if (node?.kind === "wait-until-quiet" && at === run.startedAt) return [];
  return line(
    "wait",
    `From here it waits ${node ? waitInWords(node, until, tell) : `at “${id}”${untilText(until, tell)}`}.`,
  );
}

/** What is waited for, and until when: "1 day, until 3 Mar 2026, 10:00 (09:00 UTC)". */
export function waitInWords(node: GraphNode, until: Instant | undefined, tell: TellTime): string {
  const to = untilText(until, tell);
  switch (node.kind) {
    case "wait":
      return `${inWords(node.for)}${until ? `,${to}` : ""}`;
    case "wait-until-quiet":
      return `until there is no new trigger for ${inWords(node.for)}${until ? `:${to}` : ""}`;
    case "wait-until":
      return until ? `${to.trim()} – ${untilInWords(node.until)}` : `until ${untilInWords(node.until)}`;
    case "wait-for": {
      const by = until ? `,${to} at the latest` : ` for ${inWords(node.atMost)} at most`;
      return `for ${orList(node.paths.map(matchInWords))}${by}`;
    }
    case "call":
      return `for an answer of ${named(node.name)}`;
    default:
      return to.trim();
  }
}

function untilText(until: Instant | undefined, tell: TellTime): string {
  return until ? ` until ${tell(until)}` : "";
}

function endLines({ run }: RunTelling): RunLine[] {
  const { ended } = run;
  if (!ended) return [];
  const { at, reason } = ended;
  const line = (sentence: string): RunLine[] => [{ at, kind: "end", sentence, facts: { reason } }];
  if (reason === "completed") return line("Went through to the journey's end.");
  if (reason === "journey-changed") {
    return line("A deployment changed the journey, which says that people on their way end then.");
  }
  const left = /^left: (.*)$/s.exec(reason)?.[1];
  if (left !== undefined) {
    const why = Object.hasOwn(LEFT, left) ? LEFT[left as keyof typeof LEFT] : left;
    return line(`Left the journey at this point: ${why}.`);
  }
  // An exit and the goal are told with the event that brought them.
  return [];
}

/** How a run ended, in a few words. */
export function endingInWords(reason: string): string {
  if (reason === "completed") return "went through to its end";
  if (reason === "goal") return "reached the goal";
  if (reason === "journey-changed") return "ended by a deployment that changed the journey";
  const left = /^left: (.*)$/s.exec(reason)?.[1];
  if (left !== undefined)
    return `left: ${Object.hasOwn(LEFT, left) ? LEFT[left as keyof typeof LEFT] : left}`;
  return `ended by the exit ${named(reason)}`;
}

/** What comes after a node, in the words nodes are named by. */
export function afterInWords(graph: Graph, id: NodeId): string {
  const node = graph.nodes[id];
  if (!node) return "";
  const nexts = [...new Set(nextOf(node))].map((next) => (next === null ? "the end" : named(next)));
  return nexts.length > 0 ? `After that: ${orList(nexts)}.` : "";
}
