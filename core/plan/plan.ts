import { matchesIn } from "../events/correlation";
import { named, times } from "../explain/explain-words";
import { type Graph, type GraphNode, immediateSends, type NodeId } from "../journeys/graph";
import { orList } from "../map/map-words";
import { awaitedBy } from "../runs/walk";
import { changedMessages, changesOf, startOf, stepChanges } from "./plan-changes";

/** A journey as it is in force somewhere, and as much of it as can be read there. */
export interface JourneyInForce {
  readonly journey: string;
  readonly version: string;
  readonly description: string;
  /** All of it; missing where only its machine can be read. */
  readonly graph?: Graph;
  /** The steps that its machine has. */
  readonly nodes: Graph["nodes"];
}

/** People on one version of a journey, at one step where that is known. */
export interface InFlight {
  readonly journey: string;
  /** The first eight characters of the version, or more. */
  readonly version: string;
  readonly count: number;
  readonly node?: NodeId;
}

/** What a plan is made from. */
export interface PlanParts {
  readonly before: readonly JourneyInForce[];
  /** The journeys to be deployed, and their steps read as those of `before` were. */
  readonly after: readonly { readonly graph: Graph; readonly nodes: Graph["nodes"] }[];
  readonly inFlight: readonly InFlight[];
  /** Versions that are known as a whole, for people who are on older ones. */
  readonly versions?: ReadonlyMap<string, Graph>;
  /** A journey without a machine cannot be seen on AWS, and one whose machine goes takes its executions with it. */
  readonly on: "aws" | "this-computer";
}

/** What a deployment does to one journey and to the people on it. */
export interface JourneyPlan {
  readonly journey: string;
  readonly change: "added" | "changed" | "removed" | "unchanged" | "cannot-be-seen";
  readonly from?: string;
  readonly to?: string;
  /** What is different, in words. */
  readonly changes: readonly string[];
  readonly inFlight: readonly InFlight[];
  /** What happens to the people in flight, in sentences. */
  readonly fate: readonly string[];
}

/** What a deployment of the program would do. */
export interface Plan {
  readonly journeys: readonly JourneyPlan[];
  /** What to know beside the journeys, in sentences. */
  readonly notes: readonly string[];
}

/** Compares a program with what is in force, and says what becomes of the people in flight. */
export function planOf(parts: PlanParts): Plan {
  const { before, after } = parts;
  const names = new Set([
    ...after.map(({ graph }) => graph.journey),
    ...before.map(({ journey }) => journey),
  ]);
  const journeys = [...names].map((journey) => journeyPlan(journey, parts));
  return { journeys, notes: notesOf(parts, journeys) };
}

function journeyPlan(journey: string, parts: PlanParts): JourneyPlan {
  const before = parts.before.find((one) => one.journey === journey);
  const after = parts.after.find(({ graph }) => graph.journey === journey);
  const inFlight = parts.inFlight.filter((one) => one.journey === journey && one.count > 0);
  const plan = { journey, inFlight, changes: [] };
  if (!after && before) {
    const fate = inFlight.length > 0 ? removedFate(parts) : [];
    return { ...plan, change: "removed", from: before.version, fate };
  }
  const { graph, nodes } = after as NonNullable<typeof after>;
  if (!before) {
    if (parts.on === "aws" && immediateSends(graph))
      return { ...plan, change: "cannot-be-seen", to: graph.version, fate: [] };
    const changes = [`starts on ${startOf(graph.trigger)}`];
    return { ...plan, change: "added", to: graph.version, changes, fate: [] };
  }
  const versions = { from: before.version, to: graph.version };
  if (before.version === graph.version) return { ...plan, ...versions, change: "unchanged", fate: [] };
  const changes = before.graph ? changesOf(before.graph, graph) : machineChanges(before, graph, nodes);
  const fate = inFlight.length > 0 ? changedFate(before, graph, nodes, inFlight, parts) : [];
  return { ...plan, ...versions, change: "changed", changes, fate };
}

/** A machine tells the steps and the description; of the rest, only that it is another. */
function machineChanges(before: JourneyInForce, after: Graph, nodes: Graph["nodes"]): string[] {
  const steps = stepChanges(before.nodes, nodes);
  const words = before.description === after.description ? [] : ["the description"];
  if (steps.length > 0 || words.length > 0) return [...steps, ...words];
  return ["its trigger, exits, goal or limits; which of them cannot be read from a deployed stack"];
}

function removedFate({ on }: Pick<PlanParts, "on">): string[] {
  if (on === "aws") {
    return [
      "Their machine is deleted with the journey, and Step Functions ends its executions at their next step: they get nothing more.",
      "To let them finish, keep the journey until nobody is in flight, with a trigger that nothing meets.",
    ];
  }
  return [
    "They finish as they began.",
    "Nothing ends them any more, neither an exit nor the goal, and whoever waits for an event goes on only when the wait has lasted its longest.",
  ];
}

function changedFate(
  before: JourneyInForce,
  after: Graph,
  nodes: Graph["nodes"],
  inFlight: readonly InFlight[],
  parts: PlanParts,
): string[] {
  if (parts.on === "aws" && immediateSends(after)) {
    return ["The journey needs no machine any more.", ...removedFate(parts)];
  }
  const words = changedMessages(before.nodes, nodes);
  return [
    ...fateOf(after, inFlight, parts),
    ...(words.length > 0 && after.onChange === "keep"
      ? [`They still get the old words of ${orList(words.map(named))}.`]
      : []),
    "Exits, goal and repeated triggers are judged by the new version for them too, from the deployment on.",
    ...lostEvents(before, after, inFlight, parts),
    ...lostRuns(before, after),
  ];
}

function fateOf(after: Graph, inFlight: readonly InFlight[], { versions }: PlanParts): string[] {
  switch (after.onChange) {
    case "keep":
      return ["They finish the steps that they began with."];
    case "end":
      return [
        "They end when next a question is asked, or a wait until a date or a time is over (the journey says onChange: end). A message that comes right after a plain wait still goes out before that.",
      ];
    case "move": {
      const general =
        "They go on in the new version when next a question is asked, or a wait until a date or a time is over, if the step they come to is still there and is no wait for an event; otherwise they go on as they began and it is looked at again further on (the journey says onChange: move).";
      const told = inFlight.flatMap((one) => moveOf(one, after, versions?.get(one.version)) ?? []);
      if (told.length === inFlight.length) return [general, ...told];
      return [general, "How many wait before which step cannot be told from here."];
    }
  }
}

/** What becomes of those who wait at a step, as `take-steps` decides when the wait is over. */
function moveOf({ node: id, count }: InFlight, after: Graph, before: Graph | undefined): string | undefined {
  const node = id === undefined ? undefined : before?.nodes[id];
  if (!before || id === undefined || !node) return undefined;
  const who = `${times(count, "person").replace(/persons$/, "people")} at ${named(id)}`;
  const enter = enterAfter(id, node, before);
  if (enter === undefined) return `${who}: go on as they began, for nothing is asked right after it.`;
  const [here, there] = [before.nodes[enter], after.nodes[enter]];
  if (enter !== id && here?.kind === "wait-for") {
    return `${who}: go on as they began until ${named(enter)} is over, for nobody is moved into a wait for an event.`;
  }
  const same =
    here &&
    there &&
    (here.kind === "wait-for" && there.kind === "wait-for"
      ? JSON.stringify(awaitedBy(here)) === JSON.stringify(awaitedBy(there))
      : here.kind === there.kind);
  return same
    ? `${who}: go on in the new version at ${named(enter)}.`
    : `${who}: go on as they began, for the new version has no ${named(enter)} of that kind.`;
}

/** The step at which it is asked whether to move, after a stop. */
function enterAfter(id: NodeId, node: GraphNode, { nodes }: Graph): NodeId | undefined {
  if (node.kind === "wait-for") return id;
  if (node.kind === "call" || !("next" in node) || node.next === null) return undefined;
  const next = nodes[node.next];
  const isAlone = node.kind === "wait" && next?.kind === "send" && isPlainStop(next.next, nodes);
  return isAlone || (node.kind === "wait" && isPlainStop(node.next, nodes)) ? undefined : node.next;
}

/** Whether the machine goes on to it without asking. */
function isPlainStop(id: NodeId | null, nodes: Graph["nodes"]): boolean {
  const kind = id === null ? undefined : nodes[id]?.kind;
  return id === null || kind === "wait" || kind === "wait-for" || kind === "call";
}

/** Events that people wait for and that the new version does not listen to: nobody tells their runs of them. */
function lostEvents(
  before: JourneyInForce,
  after: Graph,
  inFlight: readonly InFlight[],
  { versions }: PlanParts,
): string[] {
  const heard = new Set(matchesIn(after).map(({ event }) => event));
  const older = inFlight.map(({ version }) => versions?.get(version)?.nodes ?? {});
  const old: readonly Graph["nodes"][] = [before.nodes, ...older];
  const awaited = old.flatMap((nodes) =>
    Object.values(nodes).flatMap((node) =>
      node.kind === "wait-for" ? node.paths.map(({ event }) => event) : [],
    ),
  );
  const lost = [...new Set(awaited)].filter((event) => !heard.has(event));
  if (lost.length === 0) return [];
  return [
    `Whoever waits for ${orList(lost.map(named))} is not woken by it any more, for the new version does not mention it: they go on when the wait has lasted its longest.`,
  ];
}

/** Where runs are told apart otherwise, events find the new runs and not the old. */
function lostRuns({ graph: before }: JourneyInForce, after: Graph): string[] {
  if (!before || before.trigger.per === after.trigger.per) return [];
  return [
    "The new version tells runs apart otherwise, so events no longer reach runs that are under way: neither an exit nor the goal ends them, and nothing wakes them.",
  ];
}

function notesOf({ on, after }: PlanParts, journeys: readonly JourneyPlan[]): string[] {
  const unseen = journeys.filter(({ change }) => change === "cannot-be-seen");
  const dated = journeys.filter(
    ({ change, journey }) => change === "added" && startsOnMoment(journey, after),
  );
  const asking = after.some(({ graph }) => Object.values(graph.nodes).some(({ kind }) => kind === "ask"));
  return [
    ...(unseen.length > 0
      ? [
          `${andList(unseen.map(({ journey }) => journey))} only ${unseen.length === 1 ? "sends" : "send"} at once and ${unseen.length === 1 ? "has" : "have"} no machine, so whether and how ${unseen.length === 1 ? "it is" : "they are"} deployed cannot be seen; nobody is ever in flight there.`,
        ]
      : []),
    ...(dated.length > 0
      ? [
          `${andList(dated.map(({ journey }) => journey))} ${dated.length === 1 ? "starts" : "start"} by time alone, and people who are known already come in only once something happens to them. After the deployment, to set everybody's timer: npm run segments -- --recount.`,
        ]
      : []),
    ...(on === "aws"
      ? [
          "Of a deployed journey only its machine can be read: its steps and messages, not its trigger, exits, goal and limits.",
        ]
      : []),
    `Segments are not kept with what is in force, so a changed one cannot be seen here. After a deployment that changes one: npm run segments -- --recount.${asking ? " People in flight are asked by the new segments at once." : ""}`,
  ];
}

function startsOnMoment(journey: string, after: PlanParts["after"]): boolean {
  return after.some(({ graph }) => graph.journey === journey && graph.trigger.moment !== undefined);
}

function andList(names: readonly string[]): string {
  return orList(names).replace(/ or ([^ ]*)$/, " and $1");
}
