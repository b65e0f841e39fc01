import fc from "fast-check";
import { equal } from "../../../core/condition";
import type { Envelope } from "../../../core/events/envelope";
import { plus } from "../../../core/instant";
import { compileJourney, type Graph } from "../../../core/journeys/graph";
import type { Journey } from "../../../core/journeys/journey";
import { type Door, newPerson, type Person } from "../../../core/people/person";
import { foldTrigger, needsDoor } from "../../../core/runs/enter-run";
import type { RunFacts } from "../../../core/runs/fold-run";
import type { Run } from "../../../core/runs/run";
import { aJourney, languageSegments, languageWords, say } from "../../fixtures/language-program";

const {
  on,
  onDate,
  onEntering,
  onSchedule,
  send,
  wait,
  waitUntilQuiet,
  waitUntilTime,
  waitUntilTriggerDate,
} = languageWords;
const { waitFor, when } = languageWords;
const NOW = "2026-03-02T09:00:00.000Z";
const hello = send(say("hello"));
const minutes = (count: number) => plus(NOW, { minutes: count });

const graphOf = (trigger: Journey["trigger"], ...steps: Journey["steps"]): Graph =>
  compileJourney(aJourney(trigger, steps.length > 0 ? steps : [wait({ hours: 1 }), hello]), () => "hash");

const booked = (at = NOW, messageId = "m1", more: Partial<Envelope> = {}): Envelope => ({
  ...{ messageId, event: "Trip Booked", userId: "ana", timestamp: at, properties: { trip_id: "rome" } },
  ...{ traits: {}, context: {}, source: "test", replayed: false },
  ...more,
});

const enter = (
  graph: Graph,
  run: Run | undefined,
  envelope: Envelope,
  more: Partial<Omit<RunFacts, "person">> & { person?: Partial<Person> } = {},
) => {
  const { person, ...others } = more;
  return foldTrigger(graph, run, envelope, {
    ...{ key: { personId: "ana", correlation: "rome" }, now: envelope.timestamp },
    ...{ segments: languageSegments, zone: "UTC" },
    ...others,
    person: { ...newPerson("ana", NOW), ...person },
  });
};
const started = (graph: Graph) => enter(graph, undefined, booked()).run as Run;
const spoken = (graph: Graph): Run => ({
  ...started(graph),
  state: "ended",
  firstSentAt: minutes(60),
  ended: { at: minutes(60), reason: "completed" },
});
const why = ({ decision }: ReturnType<typeof enter>) => decision.reason ?? decision.outcome;

describe("a trigger", () => {
  const graph = graphOf(on("Trip Booked", { per: "trip_id" }));

  it("begins a run, by the event's time, about that event", () => {
    expect(enter(graph, undefined, booked(NOW), { now: minutes(5) })).toMatchObject({
      decision: { outcome: "started", facts: { eventAt: NOW } },
      run: {
        ...{ state: "running", execution: 1, version: graph.version, startedAt: minutes(5) },
        ...{ enteredAt: NOW, triggeredAt: NOW, triggerId: "m1", startedBy: "m1", revision: 0 },
      },
    });
  });

  it("that comes again while the run lives changes what it is about, and an older one changes nothing", () => {
    const run = started(graph);

    const newer = enter(graph, run, booked(minutes(5), "m2"));
    expect(newer).toMatchObject({ decision: { outcome: "content-updated" }, run: { triggerId: "m2" } });
    const older = enter(graph, newer.run, booked(minutes(3), "m3"), { now: minutes(6) });
    expect(older).toMatchObject({ decision: { outcome: "late-trigger" } });
    expect(older.run).toBe(newer.run);
  });

  it("moves the timer of a quiet wait as long as that lasts, counted from the event's time", () => {
    const quiet = graphOf(on("Trip Booked", { per: "trip_id" }), waitUntilQuiet({ hours: 1 }), hello);
    const run = started(quiet);
    expect(run.dueAt).toBe(minutes(60));

    const moved = enter(quiet, run, booked(minutes(50), "m2"), { now: minutes(55) });
    expect(moved).toMatchObject({ decision: { outcome: "timer-moved" }, run: { dueAt: minutes(110) } });
    const late = enter(quiet, run, booked(minutes(59), "m2"), { now: minutes(60) });
    expect(late).toMatchObject({ decision: { outcome: "content-updated" }, run: { dueAt: minutes(60) } });
  });

  it("ends in the same run in whatever order two of its events come", () => {
    const quiet = graphOf(on("Trip Booked", { per: "trip_id" }), waitUntilQuiet({ hours: 1 }), hello);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 6 }).chain((times) =>
          fc.tuple(
            fc.constant(times),
            fc.shuffledSubarray(
              times.map((_, index) => index),
              { minLength: times.length },
            ),
          ),
        ),
        ([times, order]) => {
          const now = minutes(51);
          const fold = (indexes: readonly number[]) =>
            indexes.reduce<Run | undefined>(
              (run, index) =>
                enter(quiet, run, booked(minutes(times[index] as number), `m${index}`), { now }).run,
              undefined,
            );

          const one = fold(times.map((_, index) => index));
          const other = fold(order);
          expect(other).toMatchObject({
            triggerId: one?.triggerId,
            triggeredAt: one?.triggeredAt,
            dueAt: one?.dueAt,
          });
        },
      ),
    );
  });

  it("starts nothing that an exit has closed since, but does after it", () => {
    const closed: Run = { ...started(graph), state: "closed", execution: 0, closedAt: minutes(10) };

    expect(why(enter(graph, closed, booked(minutes(10), "m2")))).toBe("already-closed");
    expect(enter(graph, closed, booked(minutes(11), "m3"))).toMatchObject({
      decision: { outcome: "started" },
      run: { execution: 1, closedAt: minutes(10) },
    });
  });

  it("starts nothing where it is too old, replayed, or the person is not meant", () => {
    const choosy = graphOf(
      on("Trip Booked", {
        per: "trip_id",
        ignoreAfter: { hours: 1 },
        person: { plan: equal("club") },
        segment: "member",
      }),
    );
    const member = { traits: { plan: { value: "club", at: NOW } } };

    expect(why(enter(choosy, undefined, booked(), { now: minutes(61), person: member }))).toBe(
      "event-too-old",
    );
    expect(why(enter(choosy, undefined, booked(NOW, "m1", { replayed: true }), { person: member }))).toBe(
      "replayed",
    );
    expect(enter(choosy, undefined, booked()).decision).toMatchObject({
      reason: "person-conditions-not-met",
      facts: { plan: null },
    });
    const reader = graphOf(on("Trip Booked", { per: "trip_id", segment: "reader" }));
    expect(why(enter(reader, undefined, booked()))).toBe("not-in-segment");
    expect(why(enter(choosy, undefined, booked(), { now: minutes(60), person: member }))).toBe("started");
  });

  it("starts nothing that would wait for a date that is missing, past or too far ahead", () => {
    const waitsFor = (how: object, starts_on?: string) =>
      why(
        enter(
          graphOf(on("Trip Booked", { per: "trip_id" }), waitUntilTriggerDate("starts_on", how), hello),
          undefined,
          booked(NOW, "m1", { properties: { trip_id: "rome", ...(starts_on && { starts_on }) } }),
        ),
      );

    expect(waitsFor({})).toBe("no-date");
    expect(waitsFor({ ifPast: "leave" }, "2026-01-01")).toBe("date-passed");
    expect(waitsFor({}, "2028-01-01")).toBe("too-far-ahead");
    expect(waitsFor({}, "2026-04-01")).toBe("started");
  });

  it("gives the run what its first wait must know", () => {
    const evening = graphOf(on("Trip Booked", { per: "trip_id" }), waitUntilTime("18:00"), hello);
    expect(started(evening).dueAt).toBe("2026-03-02T18:00:00.000Z");

    const awaits = graphOf(
      on("Trip Booked", { per: "trip_id" }),
      waitFor([when("Seat Chosen", [hello])], { atMost: { days: 1 } }),
    );
    expect(started(awaits).waiting).toEqual({
      node: "wait for Seat Chosen",
      paths: [{ event: "Seat Chosen", where: {} }],
      since: NOW,
    });
  });

  it("that Herald made itself is what the run is about; any other is found by its id", () => {
    const derived = { event: "Segment Entered", properties: { segment: "member" } };
    const run = enter(graphOf(onEntering("member")), undefined, booked(NOW, "m1/1", derived)).run;

    expect(run?.about).toEqual({ segment: "member" });
    expect(started(graph).about).toBeUndefined();
  });
});

describe("coming again", () => {
  const door = (correlation: string, at = NOW, by = "m1"): { person: { doors: { trip: Door } } } => ({
    person: { doors: { trip: { at, correlation, by } } },
  });
  const perTrip = (how: Parameters<typeof on<"Trip Booked">>[1]) =>
    graphOf(on("Trip Booked", { per: "trip_id", ...how }));
  const again = (graph: Graph, run: Run | undefined, days: number, more: Parameters<typeof enter>[3] = {}) =>
    enter(graph, run, booked(plus(NOW, { days }), "m2"), more);

  it("once: is refused for this trip and for every other", () => {
    const graph = perTrip({ again: "once" });

    expect(why(again(graph, spoken(graph), 300))).toBe("once-per-correlation");
    expect(why(again(graph, undefined, 300, door("oslo")))).toBe("once");
    expect(again(graph, undefined, 300, door("oslo")).decision.facts).toMatchObject({ enteredBefore: NOW });
  });

  it("once per correlation: is refused for this trip only", () => {
    const graph = perTrip({});

    expect(why(again(graph, spoken(graph), 300))).toBe("once-per-correlation");
    expect(why(again(graph, undefined, 1, door("oslo")))).toBe("started");
  });

  it("once per correlation: a run that an exit ended before its first message does not count", () => {
    const graph = perTrip({});
    const silent: Run = { ...started(graph), state: "ended", ended: { at: NOW, reason: "canceled" } };

    const { run, decision } = again(graph, silent, 1);

    expect(decision.outcome).toBe("restarted");
    expect(run).toMatchObject({ execution: 2 });
    expect(run).not.toHaveProperty("entry");
    expect(run).not.toHaveProperty("ended");
  });

  it("always: is another entry of the same run, whose messages are new ones", () => {
    const graph = perTrip({ again: "always" });

    const { run } = again(graph, { ...spoken(graph), path: [], answers: { offer: { price: 1 } } }, 1);

    expect(run).toMatchObject({ entry: 2, execution: 2, state: "running" });
    for (const old of ["path", "answers", "firstSentAt", "goal", "woken"])
      expect(run).not.toHaveProperty(old);
  });

  it("every so long: is refused until exactly then, whatever trip it was for", () => {
    const graph = perTrip({ again: { every: { days: 3 } } });
    const spokenOfRome = spoken(graph);

    expect(why(again(graph, spokenOfRome, 2.99, door("rome")))).toBe("too-soon");
    expect(why(again(graph, undefined, 2.99, door("oslo")))).toBe("too-soon");
    expect(why(again(graph, spokenOfRome, 3, door("rome")))).toBe("restarted");
    expect(why(again(graph, undefined, 3, door("oslo")))).toBe("started");
  });

  it("not alongside: is refused while another run lives, not after it", () => {
    const graph = perTrip({ alongside: false });
    const other = { ...started(graph), correlation: "oslo" };

    expect(again(graph, undefined, 1, { ...door("oslo"), other }).decision).toMatchObject({
      reason: "another-run-lives",
      facts: { other: "oslo" },
    });
    const over: Run = { ...other, state: "ended" };
    expect(why(again(graph, undefined, 1, { ...door("oslo"), other: over }))).toBe("started");
  });

  it("by the very event that opened the door is not coming again", () => {
    const graph = perTrip({ again: "once" });

    expect(why(enter(graph, undefined, booked(), door("oslo", NOW, "m1")))).toBe("started");
  });

  it("opens the door where the journey has to know", () => {
    expect(enter(perTrip({ again: "once" }), undefined, booked()).door).toEqual({
      at: NOW,
      correlation: "rome",
      by: "m1",
    });
    expect(enter(perTrip({}), undefined, booked()).door).toBeUndefined();
    const asks = (trigger: Journey["trigger"]) => needsDoor(graphOf(trigger).trigger);
    expect(asks(on("Trip Booked", { again: "once" }))).toBe(false);
    expect(asks(on("Trip Booked", { again: { every: { days: 1 } } }))).toBe(true);
    expect(asks(on("Trip Booked", { per: "trip_id", alongside: false }))).toBe(true);
    expect(asks(onDate("birthday"))).toBe(true);
    expect(asks(onSchedule({ at: "10:00" }, { segment: "member" }))).toBe(true);
  });
});
