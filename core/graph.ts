import { contentHash } from "./content-hash";
import { type Duration, inSeconds, inWords } from "./instant";
import type { Exit, Goal, Journey, Step, Trigger } from "./journey";
import type { Purpose } from "./message";
import { ProgramError } from "./source-place";

/** One message to send, pinned by content. */
export interface SendNode {
  readonly kind: "send";
  readonly message: string;
  readonly messageHash: string;
  readonly purpose: Purpose;
  readonly variant?: string;
  readonly next: NodeId | null;
}

export type GraphNode =
  | { readonly kind: "wait"; readonly for: Duration; readonly next: NodeId | null }
  | { readonly kind: "wait-until-quiet"; readonly for: Duration; readonly next: NodeId | null }
  | {
      readonly kind: "ask";
      readonly segment: string;
      readonly yes: NodeId | null;
      readonly no: NodeId | null;
    }
  | SendNode;

/** Names a node within its journey, in words: `send cart-last-call`. */
export type NodeId = string;

/** A journey as the machines know it: flat, plain, named by its content. `null` as a next node is the end. */
export interface Graph {
  readonly journey: string;
  readonly description: string;
  /** Hash of everything else here: one version of the journey. */
  readonly version: string;
  readonly trigger: Trigger;
  readonly exits: readonly Exit[];
  readonly goal?: Goal;
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
  if (new Set(journey.exits.map((exit) => exit.name)).size < journey.exits.length) {
    throw new ProgramError(`two exits of the journey "${name}" have the same name`, place);
  }
  const nodes: Record<NodeId, GraphNode> = {};
  const start = compileSteps(journey.steps, null, { journey, hashOf, nodes });
  checkQuietWait(journey);
  checkEnds(journey, nodes);
  checkLength(journey, nodes, start as NodeId);
  const graph = {
    journey: name,
    description: journey.description,
    trigger: journey.trigger,
    exits: journey.exits,
    ...(journey.goal && { goal: journey.goal }),
    start: start as NodeId,
    nodes,
  };
  return { ...graph, version: contentHash(graph) };
}

interface Compilation {
  readonly journey: Journey;
  readonly hashOf: (message: string) => string;
  readonly nodes: Record<NodeId, GraphNode>;
}

/** Compiles steps from the last to the first, so that each knows what follows it. */
function compileSteps(steps: readonly Step[], after: NodeId | null, compilation: Compilation): NodeId | null {
  return steps.reduceRight<NodeId | null>((next, step) => compileStep(step, next, compilation), after);
}

function compileStep(step: Step, next: NodeId | null, compilation: Compilation): NodeId {
  const { nodes, hashOf } = compilation;
  switch (step.step) {
    case "wait":
      return add(nodes, `wait ${inWords(step.for)}`, { kind: "wait", for: step.for, next });
    case "wait-until-quiet":
      return add(nodes, `wait until quiet for ${inWords(step.for)}`, {
        kind: "wait-until-quiet",
        for: step.for,
        next,
      });
    case "ask": {
      const yes = compileSteps(step.yes, next, compilation);
      const no = compileSteps(step.no, next, compilation);
      return add(nodes, `ask ${step.segment}`, { kind: "ask", segment: step.segment, yes, no });
    }
    case "send": {
      const { message, variant } = step;
      checkVariant(step);
      checkAbout(step, compilation.journey);
      return add(nodes, variant ? `send ${message.name} ${variant}` : `send ${message.name}`, {
        kind: "send",
        message: message.name,
        messageHash: hashOf(message.name),
        purpose: message.purpose,
        ...(variant && { variant }),
        next,
      });
    }
  }
}

function add(nodes: Record<NodeId, GraphNode>, id: string, node: GraphNode): NodeId {
  const short = id.slice(0, 70);
  let unique = short;
  for (let n = 2; Object.hasOwn(nodes, unique); n++) unique = `${short} (${n})`;
  nodes[unique] = node;
  return unique;
}

function checkVariant(step: Step & { step: "send" }): void {
  const { message, variant, place } = step;
  if (variant ? !message.variants.includes(variant) : message.variants.length > 0) {
    throw new ProgramError(
      `the message "${message.name}" has the variants ${message.variants.join(", ") || "(none)"}, got ${variant ?? "none"}`,
      place,
    );
  }
}

/** A message reads the properties of the event that started the run. */
function checkAbout({ message, place }: Step & { step: "send" }, { name, trigger }: Journey): void {
  if (message.event === trigger.event) return;
  throw new ProgramError(
    `the message "${message.name}" is about "${message.event}", but the journey "${name}" starts on "${trigger.event}"`,
    place,
  );
}

/** A wait that nothing follows would keep a run open for nothing. */
function checkEnds({ name, place }: Journey, nodes: Record<NodeId, GraphNode>): void {
  for (const [id, node] of Object.entries(nodes)) {
    if ((node.kind === "wait" || node.kind === "wait-until-quiet") && node.next === null) {
      throw new ProgramError(`nothing follows "${id}" in the journey "${name}"; take it out`, place);
    }
  }
}

/** Step Functions ends an execution after a year (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_SECONDS = 360 * 86_400;

function checkLength({ name, place }: Journey, nodes: Record<NodeId, GraphNode>, start: NodeId): void {
  const longest = (id: NodeId | null): number => {
    const node = id === null ? undefined : nodes[id];
    if (!node) return 0;
    if (node.kind === "ask") return Math.max(longest(node.yes), longest(node.no));
    return (node.kind === "send" ? 0 : inSeconds(node.for)) + longest(node.next);
  };
  if (longest(start) <= MAX_SECONDS) return;
  const days = Math.ceil(longest(start) / 86_400);
  throw new ProgramError(
    `the waits of the journey "${name}" add up to ${days} days; at most 360 fit an execution`,
    place,
  );
}

/** The timer that each trigger moves exists once, at the start of a run. */
function checkQuietWait(journey: Journey): void {
  const visit = (steps: readonly Step[], first: boolean): void => {
    steps.forEach((step, index) => {
      if (step.step === "wait-until-quiet" && !(first && index === 0)) {
        throw new ProgramError(
          "waitUntilQuiet can only be the first step of a journey",
          step.place ?? journey.place,
        );
      }
      if (step.step === "ask") {
        visit(step.yes, false);
        visit(step.no, false);
      }
    });
  };
  visit(journey.steps, true);
}

/** The sends of a graph that has no wait and asks nothing: they need no state machine. */
export function immediateSends(graph: Graph): readonly (SendNode & { readonly id: NodeId })[] | undefined {
  const sends: (SendNode & { id: NodeId })[] = [];
  for (let id: NodeId | null = graph.start; id !== null; ) {
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
