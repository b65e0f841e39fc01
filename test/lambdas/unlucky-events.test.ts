import { compileProgram } from "../../core/compile-program";
import { equal } from "../../core/condition";
import { type Instant, plus } from "../../core/instant";
import type { Graph } from "../../core/journeys/graph";
import { compileMachine } from "../../core/journeys/machine";
import { regionAt } from "../../core/journeys/region";
import { consentsIn } from "../../core/people/consent-ledger";
import type { CompiledProgram } from "../../core/program";
import type { Run } from "../../core/runs/run";
import { awaitedBy } from "../../core/runs/walk";
import { segmentWordsFor } from "../../core/segments/segment";
import type { RunRef } from "../../core/sending/send-command";
import { wordsFor } from "../../core/words/words";
import { observeEvent } from "../../lambdas/observe-event/observe-event";
import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { takeSteps, waitForEvent } from "../../lambdas/take-steps/take-steps";
import { aJourney, languageEvents, languageProgram, languageWords, say } from "../fixtures/language-program";
import { type Happening, minute, observerWorld, START, storeWith, textOf } from "../fixtures/observer-world";
import { compilePlainMessage, plainBrand } from "../fixtures/plain-program";

const { on, onDate, onLeaving, wait, waitFor, when, ask, theTrigger, send, exit } = languageWords;
const hello = send(say("hello"));
const perTrip = { per: "trip_id" } as const;

const booked = (messageId: string, at: Instant, trip_id = "rome", seats = 2): Happening => ({
  event: "Trip Booked",
  messageId,
  at,
  properties: { trip_id, seats },
});
const read = (messageId: string, at: Instant): Happening => ({
  event: "Guide Read",
  messageId,
  at,
  properties: { guide: "alps" },
});
const running = (runs: readonly Run[]) =>
  runs.filter(({ state }) => state === "running").map(({ correlation }) => correlation);

describe("what time alone brings is brought once, whichever event comes between it and its timer", () => {
  it("a replayed event that comes when a date has passed starts what the date starts", async () => {
    const world = observerWorld(
      await languageProgram(aJourney(onDate("trial_ends"), [wait({ hours: 1 }), hello])),
    );
    await world.observe({
      event: "Identify",
      messageId: "m1",
      at: START,
      traits: { trial_ends: "2026-03-03" },
    });
    const due = world.timerAt();

    await world.observe({ ...read("m2", minute(-5)), replayed: true }, plus(due, { seconds: 30 }));
    await world.rings(due, plus(due, { seconds: 90 }));

    expect(world.decided()).toEqual(["started"]);
    expect(world.started).toHaveLength(1);
  });

  it("a late event that comes when a segment's window has passed starts what leaving the segment starts", async () => {
    const world = observerWorld(
      await languageProgram(aJourney(onLeaving("reader"), [wait({ hours: 1 }), hello])),
    );
    await world.observe(read("m1", START));
    const due = world.timerAt();

    await world.observe(booked("m2", plus(due, { days: -2 })), plus(due, { seconds: 30 }));
    await world.rings(due, plus(due, { seconds: 90 }));

    expect(world.decided()).toEqual(["started"]);
    expect(world.started).toHaveLength(1);
  });

  it("an observer that is overtaken by one with a later clock takes nobody back into a segment that they left", async () => {
    const world = observerWorld(await languageProgram(aJourney(onLeaving("reader"), [hello])));
    await world.observe(read("m1", START));
    const due = world.timerAt();
    let isOvertaken = false;
    const overtaken = storeWith(world.store, {
      savePerson: async (person) => {
        if (!isOvertaken) {
          isOvertaken = true;
          await world.observe(booked("m2", due, "oslo"), plus(due, { seconds: 0.05 }));
        }
        return world.store.savePerson(person);
      },
    });

    await world.observe(booked("m3", plus(due, { seconds: -1 })), plus(due, { seconds: -0.05 }), overtaken);
    await world.runsComplete(due);
    await world.rings(due, plus(due, { seconds: 90 }));

    expect(world.changesOf("reader")).toEqual(["Segment Entered", "Segment Left"]);
    expect(world.sends).toHaveLength(1);
  });
});

describe("an exit on leaving a segment", () => {
  it("ends a run where the event that takes the person out happened before the one that started it", async () => {
    const world = observerWorld(await undecidedProgram());
    await world.observe(booked("m1", minute(10)));

    await world.observe(
      { event: "Seat Chosen", messageId: "m2", at: minute(9), properties: { trip_id: "rome" } },
      minute(11),
    );

    expect(world.person().segments).toEqual({});
    expect(world.runs()).toMatchObject([{ state: "ended", ended: { reason: "decided" } }]);
  });
});

describe("an event whose observer died, delivered again when others have been observed meanwhile", () => {
  it("wakes the run that waits for it", async () => {
    const steps = [waitFor([when("Seat Chosen", [hello])], { atMost: { days: 9 } })];
    const program = await languageProgram(aJourney(on("Trip Booked", perTrip), steps));
    const world = observerWorld(program);
    await world.observe(booked("m1", START));
    await waitForEvent(waitAtStart(program, world.started), world.ports(START));
    const chosen: Happening = {
      event: "Seat Chosen",
      messageId: "m2",
      at: minute(5),
      properties: { trip_id: "rome" },
    };
    await world.diesObserving(chosen);
    await world.observe(booked("m3", minute(6)));

    await world.observe(chosen, minute(8));

    expect(world.woken).toEqual(["token"]);
    expect(world.decided()).toEqual(["started", "content-updated", "woken: wait for Seat Chosen"]);
  });

  it("starts the only run of a journey that lets nobody be on two", async () => {
    const trigger = on("Trip Booked", { ...perTrip, alongside: false, again: "always" });
    const exits = [exit("canceled", "Trip Canceled")];
    const world = observerWorld(
      await languageProgram(aJourney(trigger, [wait({ days: 9 }), hello], { exits })),
    );
    await world.observe(booked("m1", START, "rome"));
    await world.diesObserving(booked("m2", minute(5), "oslo"));
    await world.observe({
      event: "Trip Canceled",
      messageId: "m3",
      at: minute(6),
      properties: { trip_id: "rome" },
    });

    await world.observe(booked("m2", minute(5), "oslo"), minute(8));
    await world.observe(booked("m4", minute(20), "milan"));

    expect(running(world.runs())).toEqual(["oslo"]);
    expect(world.decided().at(-1)).toBe("not-entered: another-run-lives");
  });

  it("starts the only run of a journey that everybody comes to once", async () => {
    const trigger = on("Trip Booked", { ...perTrip, again: "once", segment: "member" });
    const world = observerWorld(await languageProgram(aJourney(trigger, [wait({ days: 9 }), hello])));
    await world.diesObserving(booked("m1", minute(5), "oslo"));
    await world.observe({ event: "Identify", messageId: "m2", at: minute(6), traits: { plan: "club" } });

    await world.observe(booked("m1", minute(5), "oslo"), minute(8));
    await world.observe(booked("m3", minute(20), "milan"));

    expect(running(world.runs())).toEqual(["oslo"]);
    expect(world.decided().at(-1)).toBe("not-entered: once");
  });

  it("starts no run again that has taken up a later trigger and is through", async () => {
    const trigger = on("Trip Booked", { ...perTrip, again: "always" });
    const world = observerWorld(await languageProgram(aJourney(trigger, [wait({ minutes: 7 }), hello])));
    await world.observe(booked("m1", START));
    await world.diesObserving(booked("m2", minute(5)));
    await world.observe(booked("m3", minute(6)));
    await world.runsComplete(minute(7));

    await world.observe(booked("m2", minute(5)), minute(8));

    expect(world.started).toHaveLength(1);
    expect(world.runs()).toMatchObject([{ state: "ended", execution: 1 }]);
  });
});

describe("a run whose latest trigger has no row yet, because its observer died", () => {
  const twoSeats = ask(theTrigger({ seats: equal(2) }), { yes: [hello] });
  const journey = aJourney(on("Trip Booked", perTrip), [wait({ hours: 1 }), twoSeats]);

  it("goes on as soon as the trigger is delivered again, and not before", async () => {
    const program = await languageProgram(journey);
    const world = observerWorld(program);
    await world.observe(booked("m1", START, "rome", 1));
    await world.diesObserving(booked("m2", minute(59)));
    const [ref] = world.started as [RunRef];
    const { region } = regionAt(graphOf(program), afterTheWait(program));
    const takes = (now: Instant) => takeSteps({ ...ref, take: region }, world.ports(now));

    await expect(takes(minute(60))).rejects.toThrow(TryAgainLater);
    await expect(takes(minute(62))).rejects.toThrow(TryAgainLater);
    await world.observe(booked("m2", minute(59)), minute(63));
    await takes(minute(64));

    expect(world.sends.map(({ message }) => message)).toEqual(["hello"]);
  });

  it("is waited for by its machine longer than a quarter of an hour", async () => {
    const graph = graphOf(await languageProgram(journey));

    const { States } = compileMachine(graph, {
      takeSteps: "take-steps",
      sendQueue: { marketing: "marketing", transactional: "transactional" },
      lambda: (name) => name,
      connection: (name) => name,
    });

    const patience = Object.values(States).flatMap((state) =>
      state.Type === "Task" ? [secondsOfPatience(state.Retry ?? [], new TryAgainLater("").name)] : [],
    );
    expect(patience.length).toBeGreaterThan(0);
    for (const seconds of patience) expect(seconds).toBeGreaterThan(15 * 60);
  });
});

/** Whoever booked and has chosen no seat is undecided; a journey ends when they are no more. */
function undecidedProgram(): Promise<CompiledProgram> {
  const { defineSegment, has, not, all } = segmentWordsFor(languageEvents);
  const undecided = defineSegment("Booked, no seat.", all(has("Trip Booked"), not(has("Seat Chosen"))));
  const segments = { undecided };
  const words = wordsFor(languageEvents, segments);
  const trip = words.journey("trip", {
    description: "For a test.",
    stage: "purchase",
    trigger: words.onEntering("undecided"),
    exits: [words.exitOnLeaving("decided", "undecided")],
    steps: [words.wait({ days: 1 }), hello],
  });
  const parts = { brand: plainBrand, catalog: languageEvents, journeys: [trip], messages: [say("hello")] };
  return compileProgram({ ...parts, segments }, compilePlainMessage);
}

function graphOf({ graphs }: CompiledProgram): Graph {
  return graphs[0] as Graph;
}

function afterTheWait(program: CompiledProgram): string {
  const { nodes, start } = graphOf(program);
  const { next } = nodes[start] as Graph["nodes"][string] & { kind: "wait" };
  return next as string;
}

/** What a machine says that begins with a wait for an event. */
function waitAtStart(program: CompiledProgram, [ref]: readonly RunRef[]) {
  const { nodes, start } = graphOf(program);
  const node = nodes[start] as Graph["nodes"][string] & { kind: "wait-for" };
  const waitFor = { node: start, paths: awaitedBy(node), atMost: node.atMost };
  return { ...(ref as RunRef), waitFor, token: "token" };
}

/** One entry of a state's `Retry`, https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html. */
interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}

/** How long a state surely goes on trying after an error: the first retrier that names it counts, and full jitter may pause for no time at all. */
function secondsOfPatience(retry: readonly object[], error: string): number {
  const names = [error, "States.TaskFailed", "States.ALL"];
  const first = (retry as readonly Retrier[]).find(({ ErrorEquals }) =>
    ErrorEquals.some((name) => names.includes(name)),
  );
  if (!first || first.JitterStrategy === "FULL") return 0;
  const { IntervalSeconds, MaxAttempts, BackoffRate } = first;
  return Array.from({ length: MaxAttempts }, (_, n) => IntervalSeconds * BackoffRate ** n).reduce(
    (sum, pause) => sum + pause,
    0,
  );
}

it("an event that others get ahead of waits longer each time, and is applied in the end", async () => {
  const world = observerWorld(await languageProgram());
  const waits: number[] = [];
  let ahead = 3;
  const contended = storeWith(world.store, {
    savePerson: async (person) => (ahead-- > 0 ? false : world.store.savePerson(person)),
  });
  const ports = {
    ...world.ports(START, contended),
    backOff: async (attempt: number) => void waits.push(attempt),
  };

  const { status } = await observeEvent(textOf(booked("m-1", START)), ports);

  expect([status, waits]).toEqual(["observed", [1, 2, 3]]);
  expect(world.person().applied).toEqual(["m-1"]);
});

it("E-43: a bounce that is told late, or again, is not the bounce of an address that came after it", async () => {
  const world = observerWorld(await languageProgram());
  const named = (minutes: number, email: string): Happening => ({
    ...{ event: "Identify", messageId: `named-${minutes}`, at: minute(minutes), traits: { email } },
  });
  const bounced: Happening = {
    ...{
      event: "Email Bounced",
      messageId: "bounced",
      at: minute(5),
      properties: { bounce_type: "permanent" },
    },
  };
  const isSuppressed = async (email: string) =>
    "hard-bounce" in (await world.store.loadSuppression("email", email)).causes;

  await world.observe(named(0, "wrong@example.com"));
  await world.observe(bounced, minute(6));
  await world.observe(named(10, "right@example.com"));
  await world.observe(bounced, minute(11));
  await world.observe({ ...bounced, messageId: "bounced-too" }, minute(12));

  expect([await isSuppressed("wrong@example.com"), await isSuppressed("right@example.com")]).toEqual([
    true,
    false,
  ]);
});

it("P-4: a yes that is told again with a later time is no second yes, on no record", async () => {
  const world = observerWorld(await languageProgram());
  const said = (event: string, messageId: string, at: number): Happening => ({
    ...{ event, messageId, at: minute(at), properties: { topic: "news", channel: "email" } },
  });

  await world.observe(said("Consent Given", "yes", 0));
  await world.observe(said("Consent Withdrawn", "no", 1));
  await world.observe(said("Consent Given", "yes", 2));

  expect(consentsIn(await world.store.loadConsents("ana"))["news/email"]).toMatchObject({ given: false });
  expect(world.person().consents["news/email"]).toMatchObject({ given: false });
});
