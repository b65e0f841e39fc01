import type { Graph, GraphNode, NodeId, SendNode } from "./graph";
import { inSeconds } from "./instant";
import type { JsonObject } from "./json";
import type { Purpose } from "./message";
import type { Question, SendSpec } from "./send-command";
import { ProgramError } from "./source-place";

/** A state machine in Amazon States Language, JSONata flavor. */
export interface StateMachine {
  readonly Comment: string;
  readonly QueryLanguage: "JSONata";
  readonly StartAt: string;
  readonly States: { readonly [name: string]: State };
}

/** The states Herald's machines are made of. */
export type State =
  | ({ readonly Type: "Wait"; readonly Seconds?: number; readonly Timestamp?: string } & Transition)
  | ({
      readonly Type: "Task";
      readonly Resource: "arn:aws:states:::lambda:invoke" | "arn:aws:states:::sqs:sendMessage";
      readonly Arguments: JsonObject;
      readonly Output: string;
      readonly TimeoutSeconds: number;
      readonly Retry: readonly JsonObject[];
      readonly Catch?: readonly { ErrorEquals: readonly string[]; Output: string; Next: string }[];
    } & Transition)
  | {
      readonly Type: "Choice";
      readonly Choices: readonly { readonly Condition: string; readonly Next: string }[];
      readonly Default: string;
    }
  | { readonly Type: "Succeed" };

type Transition = { readonly Next: string } | { readonly End: true };

/** What a machine calls, known only when deployed. */
export interface MachineResources {
  readonly answerQuestion: string;
  readonly sendQueue: { readonly [P in Purpose]: string };
}

/** Step Functions takes definitions up to this many bytes (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_DEFINITION_BYTES = 1_000_000;

/**
 * Two minutes of doubling pauses whatever went wrong, then the execution fails and its alarm rings; a retry is billed
 * as a transition. A moved timer is no failure: it goes straight to its catcher.
 */
const RETRY = [
  { ErrorEquals: ["TimerMoved"], MaxAttempts: 0 },
  {
    ErrorEquals: ["States.TaskFailed", "States.Timeout"],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 2,
    JitterStrategy: "FULL",
  },
];

/**
 * Compiles a graph to its state machine.
 * A wait is one state and a send is one; a question whose answers only choose what to send is folded into the send,
 * so a delayed message costs two states.
 */
export function compileMachine(graph: Graph, resources: MachineResources): StateMachine {
  const states: Record<string, State> = {};
  const done = new Set<NodeId>();

  const visit = (id: NodeId | null): void => {
    if (id === null || done.has(id)) return;
    done.add(id);
    const node = graph.nodes[id] as GraphNode;
    for (const next of addStates(id, node)) visit(next);
  };

  const addStates = (id: NodeId, node: GraphNode): (NodeId | null)[] => {
    switch (node.kind) {
      case "wait":
        states[id] = { Type: "Wait", Seconds: inSeconds(node.for), ...to(node.next) };
        return [node.next];
      case "wait-until-quiet":
        return addQuietWait(id, node);
      case "ask":
        return addQuestion(id, node);
      case "send":
        states[id] = sendState(node, id);
        return [node.next];
    }
  };

  /** The state after a quiet wait must be able to go back to it, so it is always a call of `answer-question`. */
  const addQuietWait = (id: NodeId, node: GraphNode & { kind: "wait-until-quiet" }): (NodeId | null)[] => {
    const next = node.next === null ? undefined : graph.nodes[node.next];
    const timestamp = "{% $states.input.dueAt %}";
    if (next?.kind === "ask") {
      states[id] = { Type: "Wait", Timestamp: timestamp, Next: node.next as NodeId };
      done.add(node.next as NodeId);
      return addQuestion(node.next as NodeId, next, id);
    }
    if (next?.kind === "send") {
      states[id] = { Type: "Wait", Timestamp: timestamp, Next: node.next as NodeId };
      done.add(node.next as NodeId);
      states[node.next as NodeId] = questionState(
        { always: specOf(node.next as NodeId, next) },
        id,
        to(next.next),
      );
      return [next.next];
    }
    const check = `check ${id}`.slice(0, 80);
    states[id] = { Type: "Wait", Timestamp: timestamp, Next: check };
    states[check] = questionState({}, id, to(node.next));
    return [node.next];
  };

  const addQuestion = (
    id: NodeId,
    node: GraphNode & { kind: "ask" },
    quietWait?: NodeId,
  ): (NodeId | null)[] => {
    const { segment } = node;
    const fold = foldOf(graph, node);
    if (fold) {
      const yes = fold.yes && specOf(fold.yes, graph.nodes[fold.yes] as SendNode, id);
      const no = fold.no && specOf(fold.no, graph.nodes[fold.no] as SendNode, id);
      states[id] = questionState(
        {
          segment,
          ...(yes && { yes }),
          ...(no && { no }),
          ...overAfter(fold.next === null && !yes, fold.next === null && !no),
        },
        quietWait,
        to(fold.next),
      );
      return [fold.next];
    }
    const choice = `${id}: which way`.slice(0, 80);
    const end = `${id}: end`.slice(0, 80);
    if (node.yes === null || node.no === null) states[end] = { Type: "Succeed" };
    const question = { segment, ...overAfter(node.yes === null, node.no === null) };
    states[id] = { ...questionState(question, quietWait, { Next: choice }), Output: WITH_ANSWER };
    states[choice] = {
      Type: "Choice",
      Choices: [{ Condition: "{% $states.input.answer = true %}", Next: node.yes ?? end }],
      Default: node.no ?? end,
    };
    return [node.yes, node.no];
  };

  const questionState = (
    question: JsonObject,
    quietWait: NodeId | undefined,
    transition: Transition,
  ): State & { Type: "Task" } => ({
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: {
      FunctionName: resources.answerQuestion,
      Payload: merged(quietWait ? { ...question, quiet: true } : question),
    },
    Output: SAME,
    TimeoutSeconds: 60,
    Retry: RETRY,
    ...(quietWait && { Catch: [{ ErrorEquals: ["TimerMoved"], Output: MOVED, Next: quietWait }] }),
    ...transition,
  });

  const sendState = (node: SendNode, id: NodeId): State => ({
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage",
    Arguments: {
      QueueUrl: resources.sendQueue[node.purpose],
      MessageBody: `{% $string($merge([$states.input, ${JSON.stringify(specOf(id, node))}])) %}`,
    },
    Output: SAME,
    TimeoutSeconds: 60,
    Retry: RETRY,
    ...to(node.next),
  });

  visit(graph.start);
  const machine: StateMachine = {
    Comment: `${graph.journey} ${graph.version}: ${graph.description}`,
    QueryLanguage: "JSONata",
    StartAt: graph.start,
    States: states,
  };
  const bytes = Buffer.byteLength(JSON.stringify(machine));
  if (bytes > MAX_DEFINITION_BYTES) {
    throw new ProgramError(
      `the journey "${graph.journey}" compiles to ${bytes} bytes; Step Functions takes ${MAX_DEFINITION_BYTES}: split it`,
    );
  }
  return machine;
}

const SAME = "{% $states.input %}";
const WITH_ANSWER = "{% $merge([$states.input, {'answer': $states.result.Payload.answer}]) %}";
const MOVED = "{% $merge([$states.input, {'dueAt': $parse($states.errorOutput.Cause).errorMessage}]) %}";

const merged = (constants: JsonObject): string =>
  `{% $merge([$states.input, ${JSON.stringify(constants)}]) %}`;

const to = (next: NodeId | null): Transition => (next === null ? { End: true } : { Next: next });

/** What a send node hands to the send queue. */
export function specOf(id: NodeId, node: SendNode, slot = id): SendSpec {
  const { message, messageHash, purpose, variant, next } = node;
  return { step: id, slot, message, messageHash, purpose, ...(variant && { variant }), last: next === null };
}

/** The answers after which nothing comes, where there are any. */
function overAfter(yes: boolean, no: boolean): Pick<Question, "over"> {
  const over = [...(yes ? ["yes" as const] : []), ...(no ? ["no" as const] : [])];
  return over.length > 0 ? { over } : {};
}

/** A question whose every answer sends at most one message and then goes on at the same place. */
function foldOf(
  graph: Graph,
  { yes, no }: { readonly yes: NodeId | null; readonly no: NodeId | null },
): { readonly yes?: NodeId; readonly no?: NodeId; readonly next: NodeId | null } | undefined {
  const afterYes = afterSend(graph, yes);
  const afterNo = afterSend(graph, no);
  if (yes !== null && afterYes === no) return { yes, next: no };
  if (no !== null && afterNo === yes) return { no, next: yes };
  if (yes !== null && no !== null && afterYes !== undefined && afterYes === afterNo)
    return { yes, no, next: afterYes };
  return undefined;
}

/** What follows a node if it is a send; `undefined` if it is not. */
function afterSend(graph: Graph, id: NodeId | null): NodeId | null | undefined {
  const node = id === null ? undefined : graph.nodes[id];
  return node?.kind === "send" ? node.next : undefined;
}
