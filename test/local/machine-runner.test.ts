import { inSeconds, plus } from "../../core/instant";
import type { State, StateMachine } from "../../core/journeys/machine";
import type { JsonObject } from "../../core/json";
import { TimerMoved } from "../../core/sending/send-command";
import { type Execution, MachineRunner } from "../../local/machine-runner";
import { VirtualClock } from "../../local/virtual-clock";

const START = "2026-03-02T09:00:00.000Z";
const HOUR = { hours: 1 };

const machineOf = (States: Record<string, State>): StateMachine => ({
  Comment: "a test",
  QueryLanguage: "JSONata",
  StartAt: Object.keys(States)[0] as string,
  States,
});

const wait = (transition: { Next: string } | { End: true }): State => ({
  Type: "Wait",
  Seconds: inSeconds(HOUR),
  ...transition,
});

const call = (payload: unknown, more: object = {}): State =>
  ({
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: "answer", Payload: payload },
    Output: "{% $merge([$states.input, {'answer': $states.result.Payload.answer}]) %}",
    TimeoutSeconds: 60,
    Retry: [],
    End: true,
    ...more,
  }) as State;

/** A runner, its clock, and what its machines called. */
function aRunner(answer: (payload: JsonObject, times: number) => unknown = () => ({ answer: true })) {
  const clock = new VirtualClock(START);
  const calls: { at: string; payload: JsonObject }[] = [];
  const kept = new Map<string, Execution>();
  const ports = {
    now: clock.now,
    invoke: async (_name: string, payload: JsonObject) => {
      calls.push({ at: clock.now(), payload });
      return answer(payload, calls.length);
    },
    sendMessage: async (_queue: string, body: string) => {
      calls.push({ at: clock.now(), payload: JSON.parse(body) });
    },
    keep: async (execution: Execution) => void kept.set(execution.name, execution),
  };
  const runner = new MachineRunner(ports);
  const advance = async (instant: string) => {
    clock.moveTo(instant);
    await runner.wake();
  };
  return { clock, calls, kept, runner, ports, advance };
}

describe("Wait", () => {
  test("a wait of seconds ends when they are over, and not before", async () => {
    const { runner, calls, advance } = aRunner();
    await runner.start("one", machineOf({ pause: wait({ Next: "ask" }), ask: call({}) }), {});

    expect(runner.nextWakeAt()).toBe(plus(START, HOUR));
    await advance(plus(START, { minutes: 59 }));
    expect(calls).toHaveLength(0);
    await advance(plus(START, HOUR));

    expect(calls).toHaveLength(1);
    expect(runner.get("one")).toMatchObject({ status: "succeeded", statesEntered: 2 });
  });

  test("a wait until an instant reads it from the input", async () => {
    const { runner } = aRunner();
    const until = plus(START, { days: 2 });
    const machine = machineOf({ pause: { Type: "Wait", Timestamp: "{% $states.input.dueAt %}", End: true } });

    await runner.start("one", machine, { dueAt: until });

    expect(runner.get("one")).toMatchObject({ status: "running", state: "pause", wakeAt: until });
  });

  test("a wait until an instant that is past is no wait", async () => {
    const { runner } = aRunner();
    const machine = machineOf({ pause: { Type: "Wait", Timestamp: "{% $states.input.dueAt %}", End: true } });

    await runner.start("one", machine, { dueAt: START });

    expect(runner.get("one")?.status).toBe("succeeded");
  });

  test("waits end in the order of their instants, whatever the order they began in", async () => {
    const { runner, calls, advance } = aRunner();
    const machine = machineOf({
      pause: { Type: "Wait", Timestamp: "{% $states.input.dueAt %}", Next: "ask" },
      ask: call("{% {'who': $states.input.who} %}"),
    });
    for (const [who, hours] of [
      ["c", 3],
      ["a", 1],
      ["b", 2],
    ] as const)
      await runner.start(who, machine, { who, dueAt: plus(START, { hours }) });

    await advance(plus(START, { hours: 3 }));

    expect(calls.map(({ payload }) => payload.who)).toEqual(["a", "b", "c"]);
  });
});

describe("Task", () => {
  test("a call gets the arguments as evaluated, and its answer goes into the output", async () => {
    const { runner, calls } = aRunner(() => ({ answer: false }));

    await runner.start(
      "one",
      machineOf({ ask: call("{% $merge([$states.input, {'segment': 'loyal'}]) %}") }),
      { personId: "ana" },
    );

    expect(calls[0]?.payload).toEqual({ personId: "ana", segment: "loyal" });
    expect(runner.get("one")?.status).toBe("succeeded");
  });

  test("a queue gets the message body", async () => {
    const { runner, calls } = aRunner();
    const send: State = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments: {
        QueueUrl: "marketing",
        MessageBody: "{% $string($merge([$states.input, {'step': 's'}])) %}",
      },
      Output: "{% $states.input %}",
      TimeoutSeconds: 60,
      Retry: [],
      End: true,
    };

    await runner.start("one", machineOf({ send }), { personId: "ana" });

    expect(calls[0]?.payload).toEqual({ personId: "ana", step: "s" });
  });

  test("an error that nothing catches fails the execution and says why", async () => {
    const { runner } = aRunner(() => {
      throw new Error("no such person");
    });

    await runner.start("one", machineOf({ ask: call({}) }), {});

    expect(runner.get("one")).toMatchObject({
      status: "failed",
      error: "Error: no such person",
      endedAt: START,
    });
  });

  test("one that fails leaves the others running", async () => {
    const { runner, advance } = aRunner((payload) => {
      if (payload.who === "bad") throw new Error("no");
      return { answer: true };
    });
    const machine = machineOf({
      pause: wait({ Next: "ask" }),
      ask: call("{% {'who': $states.input.who} %}"),
    });
    await runner.start("bad", machine, { who: "bad" });
    await runner.start("good", machine, { who: "good" });

    await advance(plus(START, HOUR));

    expect([runner.get("bad")?.status, runner.get("good")?.status]).toEqual(["failed", "succeeded"]);
  });
});

describe("Catch", () => {
  test("a moved timer sends the machine back to its wait, with the new instant", async () => {
    const moved = plus(START, { hours: 2 });
    const { runner, calls, advance } = aRunner((_payload, times) => {
      if (times === 1) throw new TimerMoved(moved);
      return { answer: true };
    });
    const machine = machineOf({
      pause: { Type: "Wait", Timestamp: "{% $states.input.dueAt %}", Next: "ask" },
      ask: call("{% $states.input %}", {
        Catch: [
          {
            ErrorEquals: ["TimerMoved"],
            Output:
              "{% $merge([$states.input, {'dueAt': $parse($states.errorOutput.Cause).errorMessage}]) %}",
            Next: "pause",
          },
        ],
      }),
    });
    await runner.start("one", machine, { dueAt: plus(START, HOUR) });

    await advance(plus(START, HOUR));
    expect(runner.get("one")).toMatchObject({ state: "pause", wakeAt: moved });
    await advance(moved);

    expect(calls.map(({ at }) => at)).toEqual([plus(START, HOUR), moved]);
    expect(runner.get("one")).toMatchObject({ status: "succeeded", statesEntered: 4 });
  });

  test("an error of another name is not caught", async () => {
    const { runner } = aRunner(() => {
      throw new Error("no");
    });
    const Catch = [{ ErrorEquals: ["TimerMoved"], Output: "{% $states.input %}", Next: "ask" }];

    await runner.start("one", machineOf({ ask: call({}, { Catch }) }), {});

    expect(runner.get("one")?.status).toBe("failed");
  });
});

describe("Choice", () => {
  const machine = machineOf({
    which: {
      Type: "Choice",
      Choices: [{ Condition: "{% $states.input.answer = true %}", Next: "yes" }],
      Default: "no",
    },
    yes: { Type: "Succeed" },
    no: { Type: "Succeed" },
  });

  test.each([
    [true, "yes"],
    [false, "no"],
    [null, "no"],
    ["true", "no"],
  ])("an answer of %p leads to %s", async (answer, state) => {
    const { runner } = aRunner();

    await runner.start("one", machine, { answer });

    expect(runner.get("one")).toMatchObject({ status: "succeeded", state });
  });

  test("a condition that is neither true nor false fails the execution, as on AWS", async () => {
    const { runner } = aRunner();
    const vague = machineOf({
      which: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.answer %}", Next: "yes" }],
        Default: "yes",
      },
      yes: { Type: "Succeed" },
    });

    await runner.start("one", vague, { answer: null });

    expect(runner.get("one")).toMatchObject({ status: "failed", state: "which" });
    expect(runner.get("one")?.error).toMatch(/^States.QueryEvaluationError/);
  });
});

describe("Retry", () => {
  const throttled = () => Object.assign(new Error("slow down"), { name: "Lambda.TooManyRequestsException" });
  const Retry = [
    { ErrorEquals: ["Lambda.TooManyRequestsException"], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 },
  ];

  test("a call is repeated after pauses that double, each billed as a state", async () => {
    const { runner, calls, advance } = aRunner((_payload, times) => {
      if (times < 3) throw throttled();
      return { answer: true };
    });

    await runner.start("one", machineOf({ ask: call({}, { Retry }) }), {});
    expect(runner.nextWakeAt()).toBe(plus(START, { seconds: 2 }));
    await advance(plus(START, { seconds: 2 }));
    expect(runner.nextWakeAt()).toBe(plus(START, { seconds: 6 }));
    await advance(plus(START, { seconds: 6 }));

    expect(calls).toHaveLength(3);
    expect(runner.get("one")).toMatchObject({ status: "succeeded", statesEntered: 3 });
  });

  test("a call that keeps failing is given up", async () => {
    const { runner, calls, advance } = aRunner(() => {
      throw throttled();
    });

    await runner.start("one", machineOf({ ask: call({}, { Retry }) }), {});
    for (let next = runner.nextWakeAt(); next; next = runner.nextWakeAt()) await advance(next);

    expect(calls).toHaveLength(4);
    expect(runner.get("one")).toMatchObject({
      status: "failed",
      error: "Lambda.TooManyRequestsException: slow down",
    });
  });
});

describe("starting and stopping", () => {
  const machine = machineOf({ pause: wait({ Next: "ask" }), ask: call({}) });

  test("a name that was started is not started again, not even when it is over", async () => {
    const { runner, calls, advance } = aRunner();
    await runner.start("one", machine, {});
    await runner.start("one", machine, {});
    await advance(plus(START, HOUR));

    await runner.start("one", machine, {});
    await advance(plus(START, { hours: 2 }));

    expect(calls).toHaveLength(1);
  });

  test("a stopped execution never goes on", async () => {
    const { runner, calls, advance } = aRunner();
    await runner.start("one", machine, {});

    await runner.stop("one");
    await advance(plus(START, HOUR));

    expect(calls).toHaveLength(0);
    expect(runner.nextWakeAt()).toBeUndefined();
    expect(runner.get("one")).toMatchObject({ status: "stopped", state: "pause", endedAt: START });
  });

  test("one that is stopped by the very call it makes goes no further", async () => {
    const stops: (() => Promise<void>)[] = [];
    const { runner, calls } = aRunner(async () => {
      await stops[0]?.();
      return { answer: true };
    });
    stops.push(() => runner.stop("one"));

    await runner.start(
      "one",
      machineOf({ ask: call({}, { Next: "again", End: undefined }), again: call({}) }),
      {},
    );

    expect(calls).toHaveLength(1);
    expect(runner.get("one")?.status).toBe("stopped");
  });
});

describe("taking up after a restart", () => {
  const machine = machineOf({
    first: call({}, { Next: "pause", End: undefined }),
    pause: wait({ Next: "second" }),
    second: call({}),
  });
  const base = {
    name: "one",
    machine,
    status: "running",
    input: {},
    retries: 0,
    statesEntered: 1,
    startedAt: START,
  } as const;

  test("a wait that was kept goes on to its instant", async () => {
    const { runner, calls, advance } = aRunner();
    runner.restore({ ...base, state: "pause", wakeAt: plus(START, HOUR) });

    await advance(plus(START, { minutes: 59 }));
    expect(calls).toHaveLength(0);
    await advance(plus(START, HOUR));

    expect(calls).toHaveLength(1);
  });

  test("a wait that ended meanwhile ends at once", async () => {
    const { runner, calls } = aRunner();
    runner.restore({ ...base, state: "pause", wakeAt: plus(START, { hours: -1 }) });

    await runner.wake();

    expect(calls).toHaveLength(1);
  });

  test("a call that was cut off is made again", async () => {
    const { runner, calls } = aRunner();
    runner.restore({ ...base, state: "first" });

    expect(runner.nextWakeAt()).toBe(START);
    await runner.wake();

    expect(calls).toHaveLength(1);
    expect(runner.get("one")).toMatchObject({ state: "pause", wakeAt: plus(START, HOUR) });
  });

  test("a wait that was cut off before its end was known is waited in full, not skipped", async () => {
    const { runner, calls } = aRunner();
    runner.restore({ ...base, state: "pause" });

    await runner.wake();

    expect(calls).toHaveLength(0);
    expect(runner.nextWakeAt()).toBe(plus(START, HOUR));
  });

  test("one that was stopped before it could be taken up stays stopped", async () => {
    const { runner, calls } = aRunner();
    runner.restore({ ...base, state: "first" });
    await runner.stop("one");

    await runner.wake();

    expect(calls).toHaveLength(0);
  });

  test("whatever is kept can be taken up by another runner, at every moment of its life", async () => {
    const { runner, kept, clock, calls, ports } = aRunner();
    await runner.start("one", machine, {});
    const second = new MachineRunner(ports);
    second.restore(kept.get("one") as Execution);

    clock.moveTo(plus(START, HOUR));
    await second.wake();

    expect(calls).toHaveLength(2);
    expect(kept.get("one")?.status).toBe("succeeded");
  });
});
