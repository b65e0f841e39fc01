import { contentHash } from "../content-hash";
import { type Duration, inSeconds } from "../instant";
import type { Channel, Purpose } from "../messages/message";
import { ProgramError } from "../source-place";
import type { Exit, Goal, Journey, OnChange, Stage } from "./journey";
import type { Question } from "./question";
import type { AnswerShape, Callee, EmittedValue, Step } from "./step";
import { type NamedStep, nameSteps } from "./step-names";
import type { EventMatch, Trigger } from "./trigger";
import type { Until } from "./until";

/** Names a node within its journey, in words: `send cart-last-call`. */
export type NodeId = string;

/** Where a node goes on; `null` is the end. */
type Next = NodeId | null;

type WaitNode = {
  readonly kind: "wait" | "wait-until-quiet";
  readonly for: Duration;
  readonly next: Next;
};

/** One message to send, pinned by content. */
export interface SendNode {
  readonly kind: "send";
  readonly message: string;
  readonly messageHash: string;
  readonly purpose: Purpose;
  readonly variant?: string;
  readonly channels?: readonly Channel[];
  readonly next: Next;
}

interface WaitUntilNode {
  readonly kind: "wait-until";
  readonly until: Until;
  /** The longest that what follows can take, as far as that is known: all of it must fit into a year. */
  readonly behindSeconds: number;
  readonly next: Next;
}

export interface WaitForNode {
  readonly kind: "wait-for";
  readonly paths: readonly (EventMatch & { readonly next: Next })[];
  readonly atMost: Duration;
  readonly otherwise: Next;
}

export interface CallNode {
  readonly kind: "call";
  readonly name: string;
  readonly callee: Callee;
  readonly answer: AnswerShape;
  readonly timeLimit: Duration;
  readonly otherwise: { readonly [field: string]: string | number | boolean };
  readonly next: Next;
}

export type GraphNode =
  | WaitNode
  | WaitUntilNode
  | WaitForNode
  | CallNode
  | { readonly kind: "ask"; readonly question: Question; readonly yes: Next; readonly no: Next }
  | {
      readonly kind: "split";
      readonly name: string;
      readonly arms: readonly { readonly name: string; readonly share: number; readonly next: Next }[];
    }
  | SendNode
  | {
      readonly kind: "update";
      readonly traits: { readonly [trait: string]: EmittedValue };
      readonly next: Next;
    }
  | {
      readonly kind: "emit";
      readonly event: string;
      readonly properties: { readonly [property: string]: EmittedValue };
      readonly next: Next;
    }
  | { readonly kind: "leave"; readonly reason: string };

/** A journey as the machines know it: flat, plain, without cycles, named by its content. */
export interface Graph {
  readonly journey: string;
  readonly description: string;
  readonly stage: Stage;
  /** Hash of everything else here: one version of the journey. */
  readonly version: string;
  readonly trigger: Trigger;
  readonly exits: readonly Exit[];
  readonly goal?: Goal;
  readonly priority: number;
  readonly onChange: OnChange;
  readonly start: NodeId;
  readonly nodes: { readonly [id: NodeId]: GraphNode };
}

/** What journeys, messages and variants are called: safe in keys, tags and names on AWS. */
export const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Leaves room for the state machine's prefix and an execution's suffix within Step Functions' 80 characters. */
const MAX_NAME_LENGTH = 60;

/**
 * Compiles a journey to its graph.
 * @param hashOf the content hash of each message by name
 * @throws ProgramError naming the file and line of what is wrong
 */
export function compileJourney(journey: Journey, hashOf: (message: string) => string): Graph {
  const { name, place } = journey;
  if (!NAME.test(name) || name.length > MAX_NAME_LENGTH) {
    throw new ProgramError(
      `a journey's name must be kebab-case and at most ${MAX_NAME_LENGTH} characters, got "${name}"`,
      place,
    );
  }
  if (journey.steps.length === 0) throw new ProgramError(`the journey "${name}" has no steps`, place);
  const nodes: Record<NodeId, GraphNode> = {};
  const named = nameSteps(journey.steps);
  const start = compileSteps(named, null, { hashOf, nodes, named }) as NodeId;
  // In reading order, whatever the order they were compiled in: pictures and tests list them so.
  const graph = {
    journey: name,
    description: journey.description,
    stage: journey.stage,
    trigger: withoutPlace(journey.trigger),
    exits: journey.exits,
    ...(journey.goal && { goal: journey.goal }),
    priority: journey.priority ?? 0,
    onChange: journey.onChange,
    start,
    nodes: Object.fromEntries(everyOne(named).map(({ id }) => [id, nodes[id] as GraphNode])),
  };
  return { ...graph, version: contentHash(graph) };
}

interface Compilation {
  readonly hashOf: (message: string) => string;
  readonly nodes: Record<NodeId, GraphNode>;
  readonly named: readonly NamedStep[];
}

/** Compiles steps from the last to the first, so that each knows what follows it. */
function compileSteps(steps: readonly NamedStep[], after: Next, compilation: Compilation): Next {
  return steps.reduceRight<Next>((next, step) => {
    compilation.nodes[step.id] = nodeOf(step, next, compilation);
    return step.id;
  }, after);
}

function nodeOf({ step, inside }: NamedStep, next: Next, compilation: Compilation): GraphNode {
  const way = (index: number): Next => compileSteps(inside[index] ?? [], next, compilation);
  switch (step.step) {
    case "wait":
    case "wait-until-quiet":
      return { kind: step.step, for: step.for, next };
    case "wait-until":
      return {
        kind: step.step,
        until: step.until,
        behindSeconds: longestFrom(next, compilation.nodes),
        next,
      };
    case "wait-for": {
      const paths = step.paths.map(({ steps: _steps, ...match }, index) => ({ ...match, next: way(index) }));
      return { kind: "wait-for", paths, atMost: step.atMost, otherwise: way(step.paths.length) };
    }
    case "ask":
      return { kind: "ask", question: withSteps(step.question, compilation), yes: way(0), no: way(1) };
    case "split": {
      const arms = step.arms.map(({ name, share }, index) => ({ name, share, next: way(index) }));
      return { kind: "split", name: step.name, arms };
    }
    case "send":
      return sendNode(step, next, compilation);
    case "update":
      return { kind: "update", traits: step.traits, next };
    case "emit":
      return { kind: "emit", event: step.event, properties: step.properties, next };
    case "call": {
      const { name, callee, answer, timeLimit, otherwise } = step;
      return { kind: "call", name, callee, answer, timeLimit, otherwise, next };
    }
    case "leave":
      return { kind: "leave", reason: step.reason };
  }
}

function sendNode(step: Step & { step: "send" }, next: Next, { hashOf }: Compilation): SendNode {
  const { message, variant, channels } = step;
  return {
    kind: "send",
    message: message.name,
    messageHash: hashOf(message.name),
    purpose: message.purpose,
    ...(variant && { variant }),
    ...(channels && { channels }),
    next,
  };
}

/** A question about a message is answered from the ledger rows of the steps that send it. */
function withSteps(question: Question, { named }: Compilation): Question {
  if (question.asks !== "message") return question;
  const sends = everyOne(named).filter(
    ({ step }) => step.step === "send" && step.message.name === question.message,
  );
  return { ...question, steps: sends.map(({ id }) => id) };
}

function everyOne(steps: readonly NamedStep[]): NamedStep[] {
  return steps.flatMap((step) => [step, ...step.inside.flatMap(everyOne)]);
}

/** Where a trigger is written must not change the journey's version. */
function withoutPlace({ place: _place, ...trigger }: Trigger): Trigger {
  return trigger;
}

/** The nodes that may come right after a node. */
export function nextOf(node: GraphNode): readonly Next[] {
  switch (node.kind) {
    case "ask":
      return [node.yes, node.no];
    case "split":
      return node.arms.map(({ next }) => next);
    case "wait-for":
      return [...node.paths.map(({ next }) => next), node.otherwise];
    case "leave":
      return [null];
    default:
      return [node.next];
  }
}

/** The sends of a graph that has no wait and asks nothing: they need no state machine. */
export function immediateSends(graph: Graph): readonly (SendNode & { readonly id: NodeId })[] | undefined {
  const sends: (SendNode & { id: NodeId })[] = [];
  for (let id: Next = graph.start; id !== null; ) {
    const node: GraphNode | undefined = graph.nodes[id];
    if (node?.kind !== "send") return undefined;
    sends.push({ ...node, id });
    id = node.next;
  }
  return sends;
}

/** How long the trigger must be quiet before the first step, where the journey says so. */
export function quietTimeOf(graph: Graph): Duration | undefined {
  const first = graph.nodes[graph.start];
  return first?.kind === "wait-until-quiet" ? first.for : undefined;
}

/** The longest a person can be on the way, in seconds, as far as the waits have a known length. */
export function longestSeconds({ start, nodes }: Pick<Graph, "start" | "nodes">): number {
  return longestFrom(start, nodes);
}

function longestFrom(from: Next, nodes: Graph["nodes"]): number {
  const known = new Map<NodeId, number>();
  const longest = (id: Next): number => {
    if (id === null) return 0;
    const before = known.get(id);
    if (before !== undefined) return before;
    const node = nodes[id] as GraphNode;
    const seconds = Math.max(...nextOf(node).map(longest)) + ownSeconds(node);
    known.set(id, seconds);
    return seconds;
  };
  return longest(from);
}

function ownSeconds(node: GraphNode): number {
  switch (node.kind) {
    case "wait":
    case "wait-until-quiet":
      return inSeconds(node.for);
    case "wait-until":
      return node.until.until === "local-time" ? inSeconds(node.until.after ?? {}) : 0;
    case "wait-for":
      return inSeconds(node.atMost);
    case "call":
      return inSeconds(node.timeLimit);
    default:
      return 0;
  }
}
