import { equal } from "../../../core/condition";
import type { Graph } from "../../../core/journeys/graph";
import type { Journey } from "../../../core/journeys/journey";
import { type InFlight, type JourneyPlan, type Plan, type PlanParts, planOf } from "../../../core/plan/plan";
import type { CompiledProgram } from "../../../core/program";
import { aJourney, languageProgram, languageWords, say } from "../../fixtures/language-program";

const { ask, exit, goal, happened, on, onDate, send, split, traits, wait, waitFor, waitUntilQuiet, when } =
  languageWords;

const perTrip = on("Trip Booked", { per: "trip_id" });
const hello = send(say("hello"));
const bye = send(say("bye"));
const steps = [wait({ days: 1 }), ask(traits({ plan: equal("club") }), { yes: [bye], no: [hello] })];
const trip = aJourney(perTrip, steps);

const inForce = ({ graphs }: CompiledProgram): PlanParts["before"] =>
  graphs.map((graph) => ({ ...graph, graph, nodes: graph.nodes }));

async function plan(
  before: readonly Journey[],
  after: readonly Journey[],
  at: readonly Omit<InFlight, "journey" | "version">[] = [],
  more: Partial<PlanParts> = {},
): Promise<Plan> {
  const [old, now] = [await languageProgram(...before), await languageProgram(...after)];
  const { version = "" } = old.graphs[0] ?? {};
  return planOf({
    before: inForce(old),
    after: now.graphs.map((graph) => ({ graph, nodes: graph.nodes })),
    inFlight: at.map((one) => ({ journey: "trip", version, ...one })),
    versions: new Map(old.graphs.map((graph: Graph) => [graph.version, graph])),
    on: "this-computer",
    ...more,
  });
}

const first = ({ journeys: [one] }: Plan) => one as JourneyPlan;
const changes = async (before: Journey, after: Journey) => first(await plan([before], [after])).changes;

describe("a plan", () => {
  it("tells what is new, what goes and what stays", async () => {
    const other = aJourney(perTrip, steps, { name: "other" });
    const old = aJourney(perTrip, steps, { name: "old" });

    const { journeys } = await plan([trip, old], [trip, other], [{ count: 2, node: "wait 1 day" }]);

    expect(journeys).toMatchObject([
      { journey: "trip", change: "unchanged", fate: [], inFlight: [{ count: 2 }] },
      { journey: "other", change: "added", changes: ["starts on “Trip Booked”"] },
      { journey: "old", change: "removed", fate: [] },
    ]);
  });

  it("says that a new journey on a date misses people who are known, until their timers are set", async () => {
    const birthday = aJourney(onDate("birthday", { yearly: true }), [hello], { name: "birthday" });

    const [note] = (await plan([trip], [trip, birthday])).notes;

    expect(note).toMatch(/^birthday starts by time alone, .* npm run segments -- --recount\.$/);
    expect((await plan([trip, birthday], [trip, birthday])).notes).not.toContain(note);
  });

  it("says that nobody is moved into a wait for an event", async () => {
    const then = waitFor([when("Seat Chosen", [bye])], { atMost: { days: 2 } });
    const before = aJourney(perTrip, [waitUntilQuiet({ hours: 1 }), then], { onChange: "move" });
    const after = aJourney(perTrip, [waitUntilQuiet({ hours: 1 }), then, hello], { onChange: "move" });
    const [node = ""] = Object.keys((await languageProgram(before)).graphs[0]?.nodes ?? {});

    const { fate } = first(await plan([before], [after], [{ count: 3, node }]));

    expect(fate.join(" ")).toMatch(
      /3 people at .*: go on as they began until .* is over, for nobody is moved into a wait for an event/,
    );
  });

  it("names the steps that come, go and change", async () => {
    const asksNew = ask(traits({ plan: equal("gold") }), { yes: [bye], no: [hello] });
    const half = { short: { share: 1, steps: [hello] }, long: { share: 1, steps: [bye] } };
    const most = { ...half, long: { share: 3, steps: [bye] } };

    expect(await changes(trip, aJourney(perTrip, [wait({ days: 2 }), asksNew]))).toEqual([
      "without the step “wait 1 day”",
      "with the new step “wait 2 days”",
      "the step “ask plan” asks “Plan is gold?” and no longer “Plan is club?”",
    ]);
    expect(
      await changes(aJourney(perTrip, [split("tone", half)]), aJourney(perTrip, [split("tone", most)])),
    ).toEqual([
      "the step “split tone” shares people out by short 1, long 3 and no longer by short 1, long 1",
    ]);
    expect(
      await changes(
        aJourney(perTrip, [hello, wait({ days: 1 }), bye]),
        aJourney(perTrip, [bye, wait({ days: 1 }), hello]),
      ),
    ).toEqual(["the steps follow each other in another order"]);
  });

  it("names what changes about who comes, how often, and what ends it", async () => {
    const after = aJourney(
      on("Trip Booked", { segment: "frequent", again: "once", ignoreAfter: { hours: 1 } }),
      steps,
      {
        exits: [exit("canceled", "Trip Canceled")],
        goal: goal("Bill Paid", { within: { days: 3 } }),
        priority: 3,
        onChange: "end",
      },
    );

    expect(await changes(trip, after)).toEqual([
      "what tells its runs apart: nothing: one run per person, and no longer “trip_id”",
      "the segment it is for: “frequent”, and no longer none",
      "how often the same person may come: once, and no longer once per run",
      "how old an event may be: 1 hour, and no longer 1 day",
      "with the new exit “canceled” on “Trip Canceled”",
      "the goal: “Bill Paid” within 3 days, and no longer none",
      "the priority: 3, and no longer 0",
      "what becomes of people in flight: “end”, and no longer “keep”",
    ]);
    expect(await changes(trip, aJourney(on("Guide Read", { per: "guide" }), steps))).toContain(
      "what starts it: “Guide Read”, and no longer “Trip Booked”",
    );
  });

  it("names a message that says something else, which people in flight do not hear", async () => {
    const otherHello = send(say("hello", ["email", "push"]));
    const after = aJourney(perTrip, [
      wait({ days: 1 }),
      ask(traits({ plan: equal("club") }), { yes: [bye], no: [otherHello] }),
    ]);

    const { changes: said, fate } = first(await plan([trip], [after], [{ count: 1, node: "wait 1 day" }]));

    expect(said).toEqual(["the message “hello” says something else"]);
    expect(fate).toEqual([
      "They finish the steps that they began with.",
      "They still get the old words of “hello”.",
      "Exits, goal and repeated triggers are judged by the new version for them too, from the deployment on.",
    ]);
  });

  it("that moves people says who goes on where, and who cannot", async () => {
    const before = aJourney(perTrip, [
      wait({ days: 1 }),
      ask(traits({ plan: equal("club") }), { no: [hello] }),
      waitFor([when("Seat Chosen", [])], { atMost: { days: 1 } }),
      wait({ hours: 1 }),
      bye,
    ]);
    const after = aJourney(perTrip, [...steps, wait({ hours: 1 }), bye], { onChange: "move" });
    const at = [
      { count: 2, node: "wait 1 day" },
      { count: 1, node: "wait for Seat Chosen" },
      { count: 1, node: "wait 1 hour" },
    ];

    const { fate } = first(await plan([before], [after], at));

    expect(fate.slice(1, 4)).toEqual([
      "2 people at “wait 1 day”: go on in the new version at “ask plan”.",
      "1 person at “wait for Seat Chosen”: go on as they began, for the new version has no “wait for Seat Chosen” of that kind.",
      "1 person at “wait 1 hour”: go on as they began, for nothing is asked right after it.",
    ]);
    expect(first(await plan([before], [after], [{ count: 1 }])).fate).toContain(
      "How many wait before which step cannot be told from here.",
    );
  });

  it("that ends people says when", async () => {
    const after = aJourney(perTrip, [...steps, wait({ days: 1 }), bye], { onChange: "end" });

    expect(first(await plan([trip], [after], [{ count: 1 }])).fate[0]).toMatch(
      /^They end when next a question is asked/,
    );
  });

  it("warns of events and runs that people in flight are cut off from", async () => {
    const before = aJourney(perTrip, [waitFor([when("Seat Chosen", [bye])], { atMost: { days: 1 } })]);
    const after = aJourney(on("Trip Booked"), [
      waitUntilQuiet({ hours: 1 }),
      ask(happened("Guide Read"), { yes: [bye] }),
    ]);

    const fate = first(await plan([before], [after], [{ count: 1 }])).fate.join(" ");

    expect(fate).toMatch(/Whoever waits for “Seat Chosen” is not woken by it any more/);
    expect(fate).toMatch(/tells runs apart otherwise, so events no longer reach runs that are under way/);
  });

  it("says that people on a journey that goes finish on this computer, and are cut short on AWS", async () => {
    const here = first(await plan([trip], [], [{ count: 1 }]));
    const there = first(await plan([trip], [], [{ count: 1 }], { on: "aws" }));

    expect(here.fate[0]).toBe("They finish as they began.");
    expect(there.fate[0]).toMatch(/^Their machine is deleted .* they get nothing more\.$/);
  });

  it("of a deployed stack says what cannot be seen", async () => {
    const atOnce = aJourney(perTrip, [hello], { name: "at-once" });
    const again = aJourney(on("Trip Booked"), steps);
    const known = inForce(await languageProgram(trip)).map(({ graph: _graph, ...machine }) => machine);

    const { journeys, notes } = await plan([trip], [again, atOnce], [], { before: known, on: "aws" });

    expect(journeys).toMatchObject([
      { changes: ["its trigger, exits, goal or limits; which of them cannot be read from a deployed stack"] },
      { journey: "at-once", change: "cannot-be-seen" },
    ]);
    expect(notes.join("\n")).toMatch(/^at-once only sends at once and has no machine/);
    expect(notes.join("\n")).toMatch(/npm run segments -- --recount/);
  });
});
