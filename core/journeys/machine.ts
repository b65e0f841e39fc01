import { inSeconds } from "../instant";
import type { JsonObject } from "../json";
import type { Purpose } from "../messages/message";
import { awaitedBy, specOf } from "../runs/walk";
import { ProgramError } from "../source-place";
import type { CallNode, Graph, GraphNode, NodeId, SendNode, WaitForNode } from "./graph";
import { type After, regionAt } from "./region";

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
      readonly Resource: `arn:aws:states:::${"lambda:invoke" | "lambda:invoke.waitForTaskToken" | "sqs:sendMessage" | "http:invoke"}`;
      readonly Arguments: JsonObject;
      readonly Output: string;
      readonly TimeoutSeconds: number;
      readonly Retry?: readonly JsonObject[];
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
  readonly takeSteps: string;
  readonly sendQueue: { readonly [P in Purpose]: string };
  /** The ARN of a Lambda that a journey calls by its name. */
  readonly lambda: (name: string) => string;
  /** The ARN of an EventBridge connection that a journey names. */
  readonly connection: (name: string) => string;
}

/** Step Functions takes definitions up to this many bytes (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_DEFINITION_BYTES = 1_000_000;

/** A moved timer and a run that is over are no failures: they go straight to their catchers. */
const SIGNALS = ["TimerMoved", "RunOver"];

/** Two minutes of doubling pauses whatever went wrong, then the execution fails and its alarm rings; a retry is billed as a transition. */
const PATIENCE = { IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2, JitterStrategy: "FULL" };
/** An hour, in which an observer who died before an event's row has come back for it. */
const NOT_YET = { ErrorEquals: ["TryAgainLater"], IntervalSeconds: 30, MaxAttempts: 7, BackoffRate: 2 };
const RETRY = [
  { ErrorEquals: SIGNALS, MaxAttempts: 0 },
  NOT_YET,
  { ErrorEquals: ["States.TaskFailed", "States.Timeout"], ...PATIENCE },
];
/** Where a timeout is the end of a wait, it is nothing to try again. */
const RETRY_FAILURES = [
  { ErrorEquals: SIGNALS, MaxAttempts: 0 },
  { ErrorEquals: ["States.TaskFailed"], ...PATIENCE },
];

const OVER = "over";
const ENTER = "enter";

/**
 * Compiles a graph to its state machine.
 * The machine only waits and calls; what lies between two waits is one region, walked in one call of `take-steps`, so
 * that a delayed message costs two states. A single send that nothing depends on goes straight to its queue.
 */
export function compileMachine(graph: Graph, resources: MachineResources): StateMachine {
  const machine = new MachineBuilder(graph, resources).build();
  const bytes = Buffer.byteLength(JSON.stringify(machine));
  if (bytes > MAX_DEFINITION_BYTES) {
    throw new ProgramError(
      `the journey "${graph.journey}" compiles to ${bytes} bytes; Step Functions takes ${MAX_DEFINITION_BYTES}: split it`,
    );
  }
  return machine;
}

class MachineBuilder {
  private readonly states: Record<string, State> = {};
  /** The state that stands for a node and what lies before it. */
  private readonly names = new Map<string, string>();

  constructor(
    private readonly graph: Graph,
    private readonly resources: MachineResources,
  ) {}

  build(): StateMachine {
    const { journey, version, description, start, onChange } = this.graph;
    // The first wait until a date is reckoned when the run starts: nothing has to be asked before it.
    const first = this.node(start).kind === "wait-until" ? this.waitUntil(start) : this.goTo(start);
    return {
      Comment: `${journey} ${version}: ${description}`,
      QueryLanguage: "JSONata",
      StartAt: onChange === "move" ? this.enterAnywhere(first) : first,
      States: this.states,
    };
  }

  /** A run that has moved from another version begins where it stood: any step may be the one. */
  private enterAnywhere(first: string): string {
    const { nodes, start } = this.graph;
    const Choices = Object.keys(nodes)
      .filter((id) => id !== start || ["wait-for", "wait-until"].includes(this.node(id).kind))
      .map((id) => ({
        Condition: `{% $states.input.from = ${JSON.stringify(id)} %}`,
        Next: this.region(id, this.node(id).kind === "wait-for" ? { woken: true } : undefined),
      }));
    if (Choices.length === 0) return first;
    this.states[ENTER] = { Type: "Choice", Choices, Default: first };
    return ENTER;
  }

  private node(id: NodeId): GraphNode {
    return this.graph.nodes[id] as GraphNode;
  }

  /** Where to go for the end or for a node that nothing has been reckoned of. */
  private to(next: NodeId | null): Transition {
    return next === null ? { End: true } : { Next: this.goTo(next) };
  }

  /** The state that does a node, added if it is not there yet. */
  private goTo(id: NodeId): string {
    const node = this.node(id);
    switch (node.kind) {
      case "wait":
        return this.once(id, "", (name) => {
          this.states[name] = { Type: "Wait", Seconds: inSeconds(node.for), ...this.to(node.next) };
        });
      case "wait-until-quiet":
        return this.once(id, "", (name) => {
          this.states[name] = {
            Type: "Wait",
            Timestamp: DUE_AT,
            Next: this.region(node.next, { quiet: true }, name),
          };
        });
      case "wait-for":
        return this.waitFor(id, node);
      case "call":
        return this.call(id, node);
      case "send":
        return this.isAlone(node) ? this.send(id, node) : this.region(id);
      default:
        return this.region(id);
    }
  }

  /** Whether a send can go to its queue without a call: a wait until a moment after it would have to be reckoned. */
  private isAlone({ next }: SendNode): boolean {
    if (next === null) return true;
    const { kind } = this.node(next);
    return kind === "wait" || kind === "wait-for" || kind === "call";
  }

  /** A wait whose end is known by the time the machine comes to it. */
  private waitUntil(id: NodeId): string {
    const node = this.node(id) as GraphNode & { kind: "wait-until" };
    return this.once(id, "reckoned", (name) => {
      const next = this.region(node.next, { until: node.until, behindSeconds: node.behindSeconds }, name);
      this.states[name] = { Type: "Wait", Timestamp: DUE_AT, Next: next };
    });
  }

  private waitFor(id: NodeId, node: WaitForNode): string {
    return this.once(id, "", (name) => {
      const next = this.region(id, { woken: true });
      const request = { waitFor: { node: id, paths: awaitedBy(node), atMost: node.atMost } };
      this.states[name] = {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
        Arguments: {
          FunctionName: this.resources.takeSteps,
          Payload: `{% $merge([$states.input, ${JSON.stringify(request)}, {'token': $states.context.Task.Token}]) %}`,
        },
        Output: SAME,
        TimeoutSeconds: inSeconds(node.atMost),
        Retry: RETRY_FAILURES,
        Catch: [{ ErrorEquals: ["States.Timeout"], Output: SAME, Next: next }, this.catchOver()],
        Next: next,
      };
    });
  }

  private call(id: NodeId, node: CallNode): string {
    return this.once(id, "", (name) => {
      const { name: call, answer, otherwise } = node;
      const next = this.region(node.next as NodeId, { call: { name: call, answer, otherwise } });
      const { arguments: Arguments, resource, value } = calling(node, this.resources);
      this.states[name] = {
        Type: "Task",
        Resource: resource,
        Arguments,
        Output: `{% $merge([$states.input, {'called': {'call': ${JSON.stringify(call)}, 'value': ${value}}}]) %}`,
        TimeoutSeconds: inSeconds(node.timeLimit),
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            Output: `{% $merge([$states.input, {'called': {'call': ${JSON.stringify(call)}}}]) %}`,
            Next: next,
          },
        ],
        Next: next,
      };
    });
  }

  private send(id: NodeId, node: SendNode): string {
    return this.once(id, "alone", (name) => {
      const spec = JSON.stringify(specOf(id, node));
      this.states[name] = {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage",
        Arguments: {
          QueueUrl: this.resources.sendQueue[node.purpose],
          MessageBody: `{% $string($merge([$states.input, ${spec}, {'at': $states.context.State.EnteredTime}])) %}`,
        },
        Output: SAME,
        TimeoutSeconds: 60,
        Retry: RETRY,
        ...this.to(node.next),
      };
    });
  }

  /**
   * A call of `take-steps` that walks the region at a node.
   * @param wait the wait before it, which a moved timer goes back to
   */
  private region(enter: NodeId | null, after?: After, wait?: string): string {
    if (enter === null) throw new Error(`nothing follows ${wait}`);
    const purpose = after ? `after ${wait ?? JSON.stringify(after)}` : "region";
    return this.once(enter, purpose, (name) => {
      const { region, exits } = regionAt(this.graph, enter, after);
      this.states[name] = {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: {
          FunctionName: this.resources.takeSteps,
          Payload: `{% $merge([$states.input, ${JSON.stringify({ take: region })}]) %}`,
        },
        Output: "{% $merge([$states.input, $states.result.Payload]) %}",
        TimeoutSeconds: 60,
        Retry: RETRY,
        Catch: [
          ...(wait ? [{ ErrorEquals: ["TimerMoved"], Output: MOVED, Next: wait }] : []),
          this.catchOver(),
        ],
        ...this.leaveRegion(name, exits),
      };
    });
  }

  /** On from a region: straight where there is one way, by a choice where there are several. */
  private leaveRegion(name: string, exits: readonly (NodeId | null)[]): Transition {
    const targets = exits.map((exit) => ({ exit, state: exit === null ? undefined : this.stopState(exit) }));
    const [only] = targets;
    if (targets.length === 1) return only?.state === undefined ? { End: true } : { Next: only.state };
    const choice = this.free(`${name}: which way`);
    const choices = targets.flatMap(({ exit, state }) =>
      state === undefined
        ? []
        : [{ Condition: `{% $states.input.to = ${JSON.stringify(exit)} %}`, Next: state }],
    );
    const ends = targets.some(({ state }) => state === undefined);
    const Default = ends ? this.over() : (choices.pop()?.Next as string);
    this.states[choice] = { Type: "Choice", Choices: choices, Default };
    return { Next: choice };
  }

  private stopState(id: NodeId): string {
    return this.node(id).kind === "wait-until" ? this.waitUntil(id) : this.goTo(id);
  }

  private catchOver() {
    return { ErrorEquals: ["RunOver"], Output: SAME, Next: this.over() };
  }

  private over(): string {
    this.states[OVER] ??= { Type: "Succeed" };
    return OVER;
  }

  /** Adds the state for a node and what lies before it, once; named after the node where that name is free. */
  private once(id: NodeId, purpose: string, add: (name: string) => void): string {
    const key = JSON.stringify([id, purpose]);
    const before = this.names.get(key);
    if (before !== undefined) return before;
    const name = this.free(id);
    this.names.set(key, name);
    // Holds the name while what follows is added.
    this.states[name] = { Type: "Succeed" };
    add(name);
    return name;
  }

  private free(name: string): string {
    let free = name.slice(0, 80);
    for (let n = 2; Object.hasOwn(this.states, free) || free === OVER || free === ENTER; n++) {
      free = `${name.slice(0, 75)} #${n}`;
    }
    return free;
  }
}

const SAME = "{% $states.input %}";
const DUE_AT = "{% $states.input.dueAt %}";
const MOVED = "{% $merge([$states.input, {'dueAt': $parse($states.errorOutput.Cause).errorMessage}]) %}";

/** The same as text, for an address that takes no body. */
const asked = (call: string): JsonObject => ({
  call,
  personId: "{% $states.input.personId %}",
  journey: "{% $states.input.journey %}",
  correlation: "{% $states.input.correlation %}",
});

/** What the called side is told, and what is taken of its answer: no more than was asked for fits into a state. */
function calling({ callee, name, answer }: CallNode, resources: MachineResources) {
  const body = `{% $merge([$states.input, ${JSON.stringify({ call: name })}]) %}`;
  const picked = (from: string) =>
    `{${Object.keys(answer)
      .map((field) => `${JSON.stringify(field)}: ${from}.\`${field}\``)
      .join(", ")}}`;
  if ("lambda" in callee) {
    return {
      resource: "arn:aws:states:::lambda:invoke" as const,
      arguments: { FunctionName: resources.lambda(callee.lambda), Payload: body },
      value: picked("$states.result.Payload"),
    };
  }
  const { method, url, connection } = callee.http;
  return {
    resource: "arn:aws:states:::http:invoke" as const,
    arguments: {
      ApiEndpoint: url,
      Method: method,
      Authentication: { ConnectionArn: resources.connection(connection) },
      ...(method === "POST" ? { RequestBody: body } : { QueryParameters: asked(name) }),
    },
    value: picked("$states.result.ResponseBody"),
  };
}
