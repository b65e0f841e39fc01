import { equal, moreThan } from "../../core/condition";
import { type Instant, plus } from "../../core/instant";
import type { Graph } from "../../core/journeys/graph";
import type { Journey } from "../../core/journeys/journey";
import { type After, regionAt } from "../../core/journeys/region";
import type { JsonObject } from "../../core/json";
import type { CompiledProgram } from "../../core/program";
import type { Notice } from "../../core/runs/observe";
import type { Run } from "../../core/runs/run";
import { awaitedBy } from "../../core/runs/walk";
import { RunOver, type RunRef, type SendCommand, TimerMoved } from "../../core/sending/send-command";
import { fromTrigger } from "../../core/words/step-words";
import { observeEvent } from "../../lambdas/observe-event/observe-event";
import { takeSteps, waitForEvent } from "../../lambdas/take-steps/take-steps";
import { MemoryStore } from "../../local/memory-store";
import { aJourney, languageProgram, languageWords, say } from "../fixtures/language-program";
import { type CrashPoint, crashPoints, Life } from "../fixtures/mortal";

const { on, wait, waitUntilQuiet, waitUntilTriggerDate, waitUntilTime, waitFor, when } = languageWords;
const { ask, happened, answered, send, update, emit, call, leave, exit } = languageWords;
const booked = on("Trip Booked", { per: "trip_id" });
const hello = send(say("hello"));
const bye = send(say("bye"));
const START = "2026-03-02T09:00:00.000Z";

/** One person with one run; what machines do is done by the test, step by step. */
async function aWorld(journey: Journey, booking: JsonObject = {}) {
  let program: CompiledProgram = await languageProgram(journey);
  const graph = program.graphs[0] as Graph;
  const store = new MemoryStore();
  const clock = { now: START as Instant };
  const sends: SendCommand[] = [];
  const notices: Notice[] = [];
  const started: RunRef[] = [];
  const woken: string[] = [];
  const outside = {
    enqueueSend: async (command: SendCommand) => void sends.push(command),
    publish: async (some: readonly Notice[]) => void notices.push(...some),
    startExecution: async (ref: RunRef) => void started.push(ref),
    wakeExecution: async (token: string) => void woken.push(token),
  };
  const ports = (life = new Life()) => {
    const mortal = life.give(outside);
    return {
      program,
      store: life.give(store),
      now: () => clock.now,
      enqueueSend: (command: SendCommand) => mortal.enqueueSend(command),
      publish: (some: readonly Notice[]) => mortal.publish(some),
      startExecution: (ref: RunRef) => mortal.startExecution(ref),
      wakeExecution: (token: string) => mortal.wakeExecution(token),
    };
  };
  let observed = 0;
  const happens = async (event: string, properties: JsonObject = {}, at = clock.now) => {
    observed += 1;
    const detail = { messageId: `m${observed}`, userId: "ana", timestamp: at, properties };
    await observeEvent(JSON.stringify({ "detail-type": event, source: "test", detail }), {
      ...ports(),
      catalog: program.catalog,
      stopExecution: async () => undefined,
      publish: async () => undefined,
      keepRefused: async ({ refusal }) => {
        throw new Error(JSON.stringify(refusal));
      },
    });
  };
  await happens("Trip Booked", { trip_id: "rome", ...booking });
  const [ref] = started.splice(0) as [RunRef];
  const run = () => store.people.get("ana")?.runs.get("trip#rome") as Run;

  return {
    ...{ graph, store, sends, notices, started, woken, clock, ref, happens, run },
    later: (minutes: number) => {
      clock.now = plus(clock.now, { minutes });
    },
    deploy: async (next: Journey) => {
      program = await languageProgram(next);
      return program.graphs[0] as Graph;
    },
    /** What a machine asks when it comes to a node. */
    take: (enter: string, more: { after?: After; called?: unknown; dueAt?: Instant; life?: Life } = {}) => {
      const { region } = regionAt(graph, enter, more.after);
      const dueAt = more.dueAt ?? ref.dueAt;
      const called = more.called as { call: string; value?: unknown } | undefined;
      const request = { ...ref, ...(dueAt && { dueAt }), ...(called && { called }), take: region };
      return takeSteps(request, ports(more.life));
    },
    /** What a machine says when it stands in a wait for an event. */
    waitAt: (node: string, token: string, life?: Life) => {
      const at = graph.nodes[node] as Graph["nodes"][string] & { kind: "wait-for" };
      const request = { ...ref, waitFor: { node, paths: awaitedBy(at), atMost: at.atMost }, token };
      return waitForEvent(request, ports(life));
    },
    said: () => sends.map(({ message }) => message),
  };
}

type World = Awaited<ReturnType<typeof aWorld>>;

/** Every place where a worker may die during some work. */
async function deathsIn(make: () => Promise<World>, work: (world: World, life: Life) => Promise<unknown>) {
  const life = new Life();
  await work(await make(), life);
  return crashPoints(life.calls);
}

describe("taking steps", () => {
  const asking = aJourney(booked, [
    wait({ hours: 1 }),
    ask(happened("Guide Read"), { yes: [send(say("yes"))], no: [send(say("no"))] }),
    emit("Upgrade Granted", { trip_id: fromTrigger("trip_id"), seat: "1A" }),
    update({ last_trip: fromTrigger("trip_id") }),
  ]);
  const enter = "ask happened Guide Read";

  it("puts messages on their queue and events on the bus, and keeps the ways it took, with the facts", async () => {
    const world = await aWorld(asking);

    const answer = await world.take(enter);

    expect(answer).toEqual({ to: null });
    expect(world.sends).toMatchObject([
      { message: "no", step: "send no", personId: "ana", execution: 1, last: true },
    ]);
    expect(world.notices).toMatchObject([
      { event: "Upgrade Granted", personId: "ana", properties: { trip_id: "rome", seat: "1A" } },
      { event: "Identify", traits: { last_trip: "rome" } },
    ]);
    expect(world.run().path).toMatchObject([
      { enter, to: null, ways: [{ node: enter, way: "no", facts: { event: "Guide Read", lastAt: null } }] },
    ]);
  });

  it("a second time takes the same ways, whatever has happened since", async () => {
    const world = await aWorld(asking);
    await world.take(enter);
    world.later(1);
    await world.happens("Guide Read", { guide: "alps" });

    await world.take(enter);

    expect(world.said()).toEqual(["no", "no"]);
    const [first, , second] = world.notices;
    expect(second?.messageId).toBe(first?.messageId);
  });

  it("by a worker that dies anywhere says one thing only, once another has repeated it", async () => {
    const points = await deathsIn(
      () => aWorld(asking),
      (world, life) => world.take(enter, { life }),
    );
    expect(points.length).toBeGreaterThan(8);
    for (const point of points) {
      const world = await aWorld(asking);
      const life = new Life(point);
      await life.outlive(world.take(enter, { life }));
      world.later(1);
      await world.happens("Guide Read", { guide: "alps" });

      await world.take(enter);

      expect({ point, steps: new Set(world.said()).size }).toEqual({ point, steps: 1 });
      expect(new Set(world.notices.map(({ messageId }) => messageId)).size).toBe(2);
      expect(world.run()).toMatchObject({ state: "running", path: [{ enter }] });
    }
  });

  it("that end without a message are over at once, by a worker that dies anywhere as well", async () => {
    const silent = aJourney(booked, [
      wait({ hours: 1 }),
      ask(happened("Guide Read"), { yes: [hello], no: [leave("never read")] }),
    ]);
    const points = await deathsIn(
      () => aWorld(silent),
      (world, life) => world.take(enter, { life }),
    );
    for (const point of points) {
      const world = await aWorld(silent);
      const life = new Life(point);
      await life.outlive(world.take(enter, { life }));

      await world.take(enter).catch((error: unknown) => expect(error).toBeInstanceOf(RunOver));

      expect(world.run()).toMatchObject({ state: "ended", ended: { reason: "left: never read" } });
      expect(world.said()).toEqual([]);
    }
  });

  it("of a run that has ended are none: the machine is told that it is over", async () => {
    const world = await aWorld({ ...asking, exits: [exit("canceled", "Trip Canceled")] });
    await world.happens("Trip Canceled", { trip_id: "rome" });

    await expect(world.take(enter)).rejects.toThrow(RunOver);
    expect(world.said()).toEqual([]);
  });

  it("of an execution that another has followed are none", async () => {
    const world = await aWorld({ ...asking, exits: [exit("canceled", "Trip Canceled")] });
    await world.happens("Trip Canceled", { trip_id: "rome" });
    world.later(1);
    await world.happens("Trip Booked", { trip_id: "rome" });
    expect(world.run()).toMatchObject({ state: "running", execution: 2 });

    await expect(world.take(enter)).rejects.toThrow(RunOver);
  });

  it("are no less taken because an event changes the run at the same moment", async () => {
    const world = await aWorld(asking);
    const save = world.store.saveRun.bind(world.store);
    let meddled = false;
    world.store.saveRun = async (run) => {
      if (!meddled) {
        meddled = true;
        world.later(1);
        await world.happens("Trip Booked", { trip_id: "rome", seats: 2 });
      }
      return save(run);
    };

    await world.take(enter);

    expect(world.said()).toEqual(["no"]);
    expect(world.run()).toMatchObject({ triggerId: "m2", path: [{ enter }] });
  });
});

describe("a wait that is over", () => {
  const quiet = aJourney(booked, [waitUntilQuiet({ hours: 1 }), hello]);
  const untilDate = waitUntilTriggerDate("starts_on", { days: -1, at: "18:00" });
  const dated = aJourney(booked, [untilDate, hello]);
  const after = {
    until: (untilDate as Extract<typeof untilDate, { step: "wait-until" }>).until,
    behindSeconds: 0,
  };

  it("until quiet is not over where the trigger came again: the machine is told until when", async () => {
    const world = await aWorld(quiet);
    world.later(30);
    await world.happens("Trip Booked", { trip_id: "rome" });
    world.later(30);

    const moved = world.take("send hello", { after: { quiet: true } });

    await expect(moved).rejects.toThrow(new TimerMoved("2026-03-02T10:30:00.000Z"));
    expect(world.said()).toEqual([]);

    world.later(30);
    await world.take("send hello", { after: { quiet: true }, dueAt: "2026-03-02T10:30:00.000Z" });
    expect(world.said()).toEqual(["hello"]);
  });

  it("until a date is not over where that date was put off", async () => {
    const world = await aWorld(dated, { starts_on: "2026-03-05" });
    expect(world.ref.dueAt).toBe("2026-03-04T18:00:00.000Z");
    world.later(1);
    await world.happens("Trip Booked", { trip_id: "rome", starts_on: "2026-03-09" });
    world.clock.now = "2026-03-04T18:00:00.000Z";

    await expect(world.take("send hello", { after })).rejects.toThrow(
      new TimerMoved("2026-03-08T18:00:00.000Z"),
    );
  });

  it("until a date goes on where the date was put off to a day that has passed, too", async () => {
    const world = await aWorld(dated, { starts_on: "2026-03-05" });
    world.later(1);
    await world.happens("Trip Booked", { trip_id: "rome", starts_on: "2026-03-06" });
    world.clock.now = "2026-03-07T00:00:00.000Z";

    await world.take("send hello", { after });

    expect(world.said()).toEqual(["hello"]);
  });

  it("until a date goes on where that date is no longer told", async () => {
    const world = await aWorld(dated, { starts_on: "2026-03-05" });
    world.later(1);
    await world.happens("Trip Booked", { trip_id: "rome" });
    world.clock.now = "2026-03-04T18:00:00.000Z";

    await world.take("send hello", { after });

    expect(world.said()).toEqual(["hello"]);
  });

  it("before another until a moment tells the machine when that one is over", async () => {
    const world = await aWorld(aJourney(booked, [wait({ hours: 1 }), waitUntilTime("18:30"), hello]));

    expect(await world.take("wait until 18:30")).toEqual({
      to: "wait until 18:30",
      dueAt: "2026-03-02T18:30:00.000Z",
    });
  });
});

describe("a wait for an event", () => {
  const waits = aJourney(booked, [
    wait({ hours: 1 }),
    ask("frequent", { yes: [hello] }),
    waitFor([when("Seat Chosen", [send(say("seat"))])], {
      atMost: { days: 1 },
      otherwise: [send(say("late"))],
    }),
  ]);
  const node = "wait for Seat Chosen";
  const before = "ask frequent";
  const after = { woken: true } as const;
  const seat = { trip_id: "rome" };

  it("is woken by the event, by its token, and goes that event's way", async () => {
    const world = await aWorld(waits);
    await world.take(before);
    await world.waitAt(node, "token-1");
    world.later(1);
    await world.happens("Seat Chosen", seat);

    expect(world.woken).toEqual(["token-1"]);
    await world.take(node, { after });
    expect(world.said()).toEqual(["seat"]);
    expect(world.run().path?.at(-1)?.ways).toMatchObject([
      { node, way: "0", facts: { event: "Seat Chosen" } },
    ]);
  });

  it("is not missed by an event between the walk that led there and the machine's word that it waits", async () => {
    const world = await aWorld(waits);
    await world.take(before);
    world.later(1);
    await world.happens("Seat Chosen", seat);
    expect(world.woken).toEqual([]);

    await world.waitAt(node, "token-1");

    expect(world.woken).toEqual(["token-1"]);
    await world.take(node, { after });
    expect(world.said()).toEqual(["seat"]);
  });

  it("does not count an event from before it, however late it comes", async () => {
    const world = await aWorld(waits);
    world.later(60);
    await world.take(before);
    await world.waitAt(node, "token-1");
    await world.happens("Seat Chosen", seat, plus(world.clock.now, { minutes: -1 }));

    expect(world.woken).toEqual([]);
  });

  it("counts an event from after the walk that led there, also where that walk was repeated", async () => {
    const world = await aWorld(waits);
    await world.take(before);
    world.later(2);
    await world.take(before);
    await world.waitAt(node, "token-1");

    await world.happens("Seat Chosen", seat, plus(world.clock.now, { minutes: -1 }));

    expect(world.woken).toEqual(["token-1"]);
  });

  it("that is registered by a worker that dies anywhere wakes the machine all the same", async () => {
    const registered = async (early: boolean, point?: CrashPoint) => {
      const world = await aWorld(waits);
      await world.take(before);
      world.later(1);
      if (early) await world.happens("Seat Chosen", seat);
      const life = new Life(point);
      await life.outlive(world.waitAt(node, "token-1", life));
      if (point) await world.waitAt(node, "token-2");
      if (!early) await world.happens("Seat Chosen", seat);
      return { world, life };
    };
    for (const early of [true, false]) {
      const { life } = await registered(early);
      for (const point of crashPoints(life.calls)) {
        const { world } = await registered(early, point);

        expect(world.woken).toContain("token-2");
        await world.take(node, { after });
        expect(world.said()).toEqual(["seat"]);
      }
    }
  });

  it("whose time is up goes the other way, and an event after that changes nothing", async () => {
    const world = await aWorld(waits);
    await world.take(before);
    await world.waitAt(node, "token-1");
    world.later(24 * 60);
    await world.take(node, { after });
    await world.happens("Seat Chosen", seat);
    await world.take(node, { after });

    expect(world.woken).toEqual([]);
    expect(world.said()).toEqual(["late", "late"]);
  });

  it("whose time was up just as the event came goes the event's way: the run's row is the truth", async () => {
    const world = await aWorld(waits);
    await world.take(before);
    await world.waitAt(node, "token-1");
    world.later(24 * 60);
    await world.happens("Seat Chosen", seat);

    await world.take(node, { after });

    expect(world.said()).toEqual(["seat"]);
  });

  it("of a run that has ended is none", async () => {
    const world = await aWorld({ ...waits, exits: [exit("canceled", "Trip Canceled")] });
    await world.take(before);
    await world.happens("Trip Canceled", { trip_id: "rome" });

    await expect(world.waitAt(node, "token-1")).rejects.toThrow(RunOver);
  });
});

describe("the answer of a call", () => {
  const calls = aJourney(booked, [
    call("offer", {
      lambda: "offer",
      answer: { title: "text", price: "number", open: "boolean" },
      timeLimit: { seconds: 5 },
      otherwise: { title: "nothing", price: 0, open: false },
    }),
    ask(answered("offer", { price: moreThan(0), open: equal(true) }), { yes: [hello], no: [bye] }),
  ]);
  const enter = "ask answer offer";
  const offer = { title: "A room", price: 80, open: true };
  const otherwise = { title: "nothing", price: 0, open: false };
  const behind = (world: World, called: unknown) => {
    const {
      name,
      answer,
      otherwise: instead,
    } = world.graph.nodes["call offer"] as Graph["nodes"][string] & {
      kind: "call";
    };
    return { after: { call: { name, answer, otherwise: instead } }, called };
  };
  const answering = async (called: unknown) => {
    const world = await aWorld(calls);
    await world.take(enter, behind(world, called));
    return world;
  };

  it("is kept on the run, without what was not asked for", async () => {
    const world = await answering({ call: "offer", value: { ...offer, secret: "key" } });

    expect(world.run().answers).toEqual({ offer });
    expect(world.said()).toEqual(["hello"]);
  });

  it.each([
    ["none came", { call: "offer" }],
    ["the machine tells of none at all", undefined],
    ["it is about another call", { call: "weather", value: offer }],
    ["it is a text", { call: "offer", value: "A room" }],
    ["it is null", { call: "offer", value: null }],
    ["it is a list", { call: "offer", value: [offer] }],
    ["a field is missing", { call: "offer", value: { title: "A room", price: 80 } }],
    ["a number is a text", { call: "offer", value: { ...offer, price: "80" } }],
    ["a text is a number", { call: "offer", value: { ...offer, title: 7 } }],
    ["a yes is a text", { call: "offer", value: { ...offer, open: "true" } }],
    ["a field is null", { call: "offer", value: { ...offer, open: null } }],
  ])("is what stands for it where %s", async (_, called) => {
    const world = await answering(called);

    expect(world.run().answers).toEqual({ offer: otherwise });
    expect(world.said()).toEqual(["bye"]);
  });

  it("stays what it was, whatever a repetition brings", async () => {
    const world = await answering({ call: "offer" });

    await world.take(enter, behind(world, { call: "offer", value: offer }));

    expect(world.run().answers).toEqual({ offer: otherwise });
    expect(world.said()).toEqual(["bye", "bye"]);
  });

  it("is one, by a worker that dies anywhere", async () => {
    const called = { call: "offer", value: offer };
    const points = await deathsIn(
      () => aWorld(calls),
      (world, life) => world.take(enter, { ...behind(world, called), life }),
    );
    for (const point of points) {
      const world = await aWorld(calls);
      const life = new Life(point);
      await life.outlive(world.take(enter, { ...behind(world, called), life }));

      await world.take(enter, behind(world, called));

      expect(world.run().answers).toEqual({ offer });
      expect(new Set(world.said())).toEqual(new Set(["hello"]));
    }
  });
});

describe("a journey that has changed", () => {
  const first = aJourney(booked, [wait({ hours: 1 }), ask("frequent", { yes: [hello], no: [bye] })]);
  const changed = (onChange: Journey["onChange"], steps: Journey["steps"] = first.steps) =>
    aJourney(booked, [...steps, wait({ days: 1 }), send(say("new"))], { onChange });
  const enter = "ask frequent";

  it("lets people finish as they began, unless it says otherwise", async () => {
    const world = await aWorld(first);
    await world.deploy(changed("keep"));

    await world.take(enter);

    expect(world.said()).toEqual(["bye"]);
    expect(world.started).toEqual([]);
  });

  it("ends its people at their next step, where it says so", async () => {
    const world = await aWorld(first);
    await world.deploy(changed("end"));

    await expect(world.take(enter)).rejects.toThrow(RunOver);
    await expect(world.take(enter)).rejects.toThrow(RunOver);

    expect(world.run()).toMatchObject({ state: "ended", ended: { reason: "journey-changed" } });
    expect(world.said()).toEqual([]);
  });

  it("takes its people along to the step they stand before, where it says so", async () => {
    const world = await aWorld(first);
    const graph = await world.deploy(changed("move"));

    await expect(world.take(enter)).rejects.toThrow(RunOver);

    expect(world.started).toMatchObject([{ version: graph.version, execution: 2, from: enter }]);
    expect(world.run()).toMatchObject({ state: "running", version: graph.version, execution: 2 });
    expect(world.said()).toEqual([]);
  });

  // A worker that dies between the two leaves a run that no machine is on.
  it("takes them along also by a worker that dies anywhere", async () => {
    const points = await deathsIn(
      async () => {
        const world = await aWorld(first);
        await world.deploy(changed("move"));
        return world;
      },
      (world, life) => world.take(enter, { life }).catch(() => undefined),
    );
    for (const point of points) {
      const world = await aWorld(first);
      await world.deploy(changed("move"));
      const life = new Life(point);
      await life.outlive(world.take(enter, { life }).catch(() => undefined));

      await expect(world.take(enter)).rejects.toThrow(RunOver);

      const executions = new Set(world.started.map(({ execution }) => execution));
      expect({ point, executions, runs: world.run().execution }).toEqual({
        point,
        executions: new Set([2]),
        runs: 2,
      });
    }
  });

  it("leaves those where they are who stand before a step that is gone", async () => {
    const world = await aWorld(first);
    await world.deploy(changed("move", [wait({ hours: 1 }), ask("reader", { yes: [hello], no: [bye] })]));

    await world.take(enter);

    expect(world.said()).toEqual(["bye"]);
    expect(world.started).toEqual([]);
  });

  it("leaves those where they are whose call was just answered", async () => {
    const how = {
      lambda: "offer",
      answer: { price: "number" },
      timeLimit: { seconds: 5 },
      otherwise: { price: 0 },
    } as const;
    const steps = [
      call("offer", how),
      ask(answered("offer", { price: moreThan(0) }), { yes: [hello], no: [bye] }),
    ];
    const world = await aWorld(aJourney(booked, steps));
    await world.deploy(changed("move", steps));
    const asked = { name: "offer", answer: how.answer, otherwise: how.otherwise };

    await world.take("ask answer offer", {
      after: { call: asked },
      called: { call: "offer", value: { price: 5 } },
    });

    expect(world.said()).toEqual(["hello"]);
  });
});
