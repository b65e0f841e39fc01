import { Heap } from "heap-js";
import { type Instant, plus } from "../core/instant";
import type { State, StateMachine } from "../core/journeys/machine";
import type { JsonObject } from "../core/json";
import { evaluate } from "./jsonata-expression";

/** One execution of a state machine, as data: it can be stored and taken up again. */
export interface Execution {
  readonly name: string;
  readonly machine: StateMachine;
  readonly status: "running" | "succeeded" | "failed" | "stopped";
  /** The state it is in, or was in last. */
  readonly state: string;
  readonly input: JsonObject;
  /** When a wait or a pause before a retry is over; missing while a state is being worked on. */
  readonly wakeAt?: Instant;
  /** What wakes a task that waits for it before its time limit. */
  readonly token?: string;
  readonly retries: number;
  /** What Step Functions bills. */
  readonly statesEntered: number;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly error?: string;
}

/** What machines call, and where executions are kept. */
export interface MachineRunnerPorts {
  readonly now: () => Instant;
  readonly invoke: (functionName: string, payload: JsonObject) => Promise<unknown>;
  readonly sendMessage: (queueUrl: string, body: string) => Promise<void>;
  /** Calls an address through a connection; gives the body of the answer. */
  readonly request?: (request: JsonObject) => Promise<unknown>;
  /** Called before an execution goes on from a new state, so that a crash repeats that state and loses none. */
  readonly keep?: (execution: Execution) => Promise<void>;
}

type Task = State & { readonly Type: "Task" };

/** A place in the queue of waits; void once the execution waits for something else. */
interface Alarm {
  readonly at: Instant;
  readonly name: string;
}

/** Runs Herald's state machines in this process, on whatever clock it is given. */
export class MachineRunner {
  private readonly executions = new Map<string, Execution>();
  /** Those that a restart caught in the middle of a state. */
  private readonly interrupted: string[] = [];
  private readonly byToken = new Map<string, string>();
  private readonly alarms = new Heap<Alarm>((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

  constructor(private readonly ports: MachineRunnerPorts) {}

  /** Takes up an execution that was kept before a restart; one caught in the middle of a state repeats that state. */
  restore(execution: Execution): void {
    this.remember(execution);
    if (isInterrupted(execution)) this.interrupted.push(execution.name);
  }

  get(name: string): Execution | undefined {
    return this.executions.get(name);
  }

  all(): Iterable<Execution> {
    return this.executions.values();
  }

  /** Forgets executions that are over. */
  prune(): void {
    for (const { name, status } of this.executions.values())
      if (status !== "running") this.executions.delete(name);
    for (const [token, name] of this.byToken) if (!this.executions.has(name)) this.byToken.delete(token);
  }

  /** Starts an execution and runs it to its first wait; starting a name twice changes nothing. */
  async start(name: string, machine: StateMachine, input: JsonObject): Promise<void> {
    if (this.executions.has(name)) return;
    const startedAt = this.ports.now();
    await this.proceed({
      ...{ name, machine, input, startedAt },
      status: "running",
      state: machine.StartAt,
      retries: 0,
      statesEntered: 1,
    });
  }

  /** Ends the wait of a task by its token; one that is over is left alone. */
  async succeed(token: string): Promise<void> {
    const execution = this.byToken.get(token);
    if (execution === undefined) return;
    const waiting = this.executions.get(execution);
    if (waiting?.status !== "running" || waiting.token !== token) return;
    const state = waiting.machine.States[waiting.state] as Task;
    const { token: _token, ...rest } = waiting;
    const next = await this.leave(rest, state, await this.outputOf(state, waiting.input, {}));
    if (next) await this.proceed(next);
  }

  /** Stops an execution wherever it is; one that is over or unknown is left alone. */
  async stop(name: string): Promise<void> {
    const execution = this.executions.get(name);
    if (execution?.status === "running") await this.finish(execution, "stopped");
  }

  /** When the next wait is over. */
  nextWakeAt(): Instant | undefined {
    if (this.interrupted.length > 0) return this.ports.now();
    for (let alarm = this.alarms.peek(); alarm; alarm = this.alarms.peek()) {
      if (this.isDue(alarm)) return alarm.at;
      this.alarms.pop();
    }
    return undefined;
  }

  /** Runs on every execution whose wait is over by now, the earliest first. */
  async wake(): Promise<void> {
    for (const name of this.interrupted.splice(0)) {
      const execution = this.executions.get(name);
      if (execution && isInterrupted(execution)) await this.proceed(execution);
    }
    for (
      let next = this.nextWakeAt();
      next !== undefined && next <= this.ports.now();
      next = this.nextWakeAt()
    ) {
      const { name } = this.alarms.pop() as Alarm;
      await this.proceed(this.executions.get(name) as Execution);
    }
  }

  /** Works from state to state until the execution waits or is over. */
  private async proceed(execution: Execution): Promise<void> {
    let current: Execution | undefined = execution;
    while (current?.status === "running") {
      await this.keep(current);
      current = await this.work(current);
      const stored = this.executions.get(execution.name);
      if (stored && stored.status !== "running") return;
    }
  }

  /** One state; gives the execution in its next state, or nothing where it now waits. */
  private async work(execution: Execution): Promise<Execution | undefined> {
    const state = execution.machine.States[execution.state];
    if (!state) throw new Error(`${execution.name}: there is no state "${execution.state}"`);
    switch (state.Type) {
      case "Wait":
        return this.workWait(execution, state);
      case "Task":
        return this.workTask(execution, state);
      case "Choice":
        return this.workChoice(execution, state);
      case "Succeed":
        return this.finish(execution, "succeeded");
    }
  }

  private async workChoice(
    execution: Execution,
    state: State & { Type: "Choice" },
  ): Promise<Execution | undefined> {
    for (const { Condition, Next } of state.Choices) {
      const answer = await evaluate(Condition, { input: execution.input });
      if (answer === true) return enter(execution, Next, execution.input);
      if (answer === false) continue;
      const error = `States.QueryEvaluationError: ${Condition} must be true or false, got ${JSON.stringify(answer)}`;
      return this.finish({ ...execution, error }, "failed");
    }
    return enter(execution, state.Default, execution.input);
  }

  private async workWait(
    execution: Execution,
    state: State & { Type: "Wait" },
  ): Promise<Execution | undefined> {
    const { now } = this.ports;
    let wakeAt = execution.wakeAt;
    if (wakeAt === undefined) {
      wakeAt =
        state.Timestamp === undefined
          ? plus(now(), { seconds: state.Seconds ?? 0 })
          : String(await evaluate(state.Timestamp, { input: execution.input }));
    }
    if (wakeAt > now()) {
      await this.keep({ ...execution, wakeAt });
      return undefined;
    }
    return this.leave(execution, state, execution.input);
  }

  private async workTask(execution: Execution, state: Task): Promise<Execution | undefined> {
    const { input } = execution;
    try {
      if (state.Resource.endsWith(".waitForTaskToken")) return await this.workCallback(execution, state);
      const result = await this.call(state, input);
      return await this.leave(execution, state, await this.outputOf(state, input, result));
    } catch (error) {
      return this.fail(execution, state, error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** A task that goes on when its token comes back, or fails when its time is up. */
  private async workCallback(execution: Execution, state: Task): Promise<Execution | undefined> {
    const { token, wakeAt, input } = execution;
    if (token !== undefined && wakeAt !== undefined && wakeAt <= this.ports.now()) {
      const { token: _token, ...late } = execution;
      const timeout = new Error(`no answer within ${state.TimeoutSeconds} seconds`);
      timeout.name = "States.Timeout";
      return this.fail(late, state, timeout);
    }
    const issued = `${execution.name}/${execution.state}/${execution.statesEntered}`;
    const limit = plus(this.ports.now(), { seconds: state.TimeoutSeconds });
    const waiting = { ...execution, token: issued, wakeAt: limit };
    this.remember(waiting);
    const given = (await evaluate(state.Arguments, {
      input,
      context: { Task: { Token: issued } },
    })) as Record<string, unknown>;
    await this.ports.invoke(String(given.FunctionName), given.Payload as JsonObject);
    // Kept only now, so that a crash before repeats the call; it may have gone on already.
    if (this.executions.get(execution.name) === waiting) await this.keep(waiting);
    return undefined;
  }

  private async outputOf(state: Task, input: JsonObject, result: unknown): Promise<JsonObject> {
    return (await evaluate(state.Output, { input, result })) as JsonObject;
  }

  private async call(state: Task, input: JsonObject): Promise<unknown> {
    const context = { State: { EnteredTime: this.ports.now() } };
    const given = (await evaluate(state.Arguments, { input, context })) as Record<string, unknown>;
    if (state.Resource === "arn:aws:states:::sqs:sendMessage") {
      await this.ports.sendMessage(String(given.QueueUrl), String(given.MessageBody));
      return {};
    }
    if (state.Resource === "arn:aws:states:::http:invoke") {
      return { StatusCode: 200, ResponseBody: await this.ports.request?.(given) };
    }
    const payload = await this.ports.invoke(String(given.FunctionName), given.Payload as JsonObject);
    return { StatusCode: 200, Payload: payload };
  }

  private async fail(execution: Execution, state: Task, error: Error): Promise<Execution | undefined> {
    const retry = state.Retry?.find(({ ErrorEquals }) => isOneOf(error, ErrorEquals as string[]));
    if (retry && execution.retries < (retry.MaxAttempts as number)) {
      const seconds = (retry.IntervalSeconds as number) * (retry.BackoffRate as number) ** execution.retries;
      const wakeAt = plus(this.ports.now(), { seconds });
      const again = { retries: execution.retries + 1, statesEntered: execution.statesEntered + 1 };
      await this.keep({ ...execution, ...again, wakeAt });
      return undefined;
    }
    const caught = state.Catch?.find(({ ErrorEquals }) => isOneOf(error, ErrorEquals));
    if (caught) {
      const errorOutput = {
        Error: error.name,
        Cause: JSON.stringify({ errorType: error.name, errorMessage: error.message }),
      };
      const output = (await evaluate(caught.Output, { input: execution.input, errorOutput })) as JsonObject;
      return enter(execution, caught.Next, output);
    }
    return this.finish({ ...execution, error: `${error.name}: ${error.message}` }, "failed");
  }

  private async leave(
    execution: Execution,
    state: State,
    output: JsonObject,
  ): Promise<Execution | undefined> {
    return "Next" in state ? enter(execution, state.Next, output) : this.finish(execution, "succeeded");
  }

  private async finish(execution: Execution, status: "succeeded" | "failed" | "stopped"): Promise<undefined> {
    const { wakeAt: _wakeAt, token: _token, ...rest } = execution;
    await this.keep({ ...rest, status, endedAt: this.ports.now() });
  }

  private async keep(execution: Execution): Promise<void> {
    this.remember(execution);
    await this.ports.keep?.(execution);
  }

  private remember(execution: Execution): void {
    const { name, status, wakeAt, token } = execution;
    this.executions.set(name, execution);
    if (token !== undefined) this.byToken.set(token, name);
    if (status === "running" && wakeAt !== undefined) this.alarms.push({ at: wakeAt, name });
  }

  private isDue({ at, name }: Alarm): boolean {
    const execution = this.executions.get(name);
    return execution?.status === "running" && execution.wakeAt === at;
  }
}

function isInterrupted({ status, wakeAt }: Execution): boolean {
  return status === "running" && wakeAt === undefined;
}

function enter(
  { wakeAt: _wakeAt, token: _token, ...execution }: Execution,
  state: string,
  input: JsonObject,
): Execution {
  return { ...execution, state, input, retries: 0, statesEntered: execution.statesEntered + 1 };
}

/** Whether an error is named, or falls under Step Functions' word for any error of a task. */
function isOneOf({ name }: Error, errorEquals: readonly string[]): boolean {
  if (errorEquals.includes(name) || errorEquals.includes("States.ALL")) return true;
  return name !== "States.Timeout" && errorEquals.includes("States.TaskFailed");
}

/** Whether an execution is about to call `take-steps`: a Lambda invocation. */
export function asksNow({ status, state, machine }: Execution): boolean {
  const current = machine.States[state];
  return status === "running" && current?.Type === "Task" && current.Resource.includes(":lambda:invoke");
}
