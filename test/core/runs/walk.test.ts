import fc from "fast-check";
import { equal } from "../../../core/condition";
import { plus } from "../../../core/instant";
import { compileJourney, type Graph } from "../../../core/journeys/graph";
import { type After, regionAt } from "../../../core/journeys/region";
import { newPerson } from "../../../core/people/person";
import { foldWalk, type Run } from "../../../core/runs/run";
import { armOf, type WalkFacts, walk } from "../../../core/runs/walk";
import { fromTrigger } from "../../../core/words/step-words";
import { aJourney, languageSegments, languageWords, say } from "../../fixtures/language-program";

const { on, ask, send, wait, waitFor, waitUntilTime, waitUntilDate, when, split, emit, update, leave } =
  languageWords;
const { theTrigger, traits } = languageWords;
const NOW = "2026-03-02T09:00:00.000Z";
const hello = send(say("hello"));
const bye = send(say("bye"));

const graphOf = (...steps: Parameters<typeof aJourney>[1]): Graph =>
  compileJourney(aJourney(on("Trip Booked"), steps), () => "hash");

const run: Run = {
  ...{ journey: "trip", personId: "ana", correlation: "-", version: "v1", state: "running" },
  ...{ startedAt: NOW, enteredAt: NOW, execution: 1, revision: 1 },
};

const facts = (more: Partial<WalkFacts> = {}): WalkFacts => ({
  ...{ segments: languageSegments, person: newPerson("ana", NOW), run, trigger: {}, sends: [] },
  ...{ zone: "UTC", now: NOW },
  ...more,
});

const walked = (graph: Graph, more: Partial<WalkFacts> = {}, enter = graph.start, after?: After) =>
  walk(regionAt(graph, enter, after).region, facts(more));

const withTraits = (values: { readonly [name: string]: unknown }) => ({
  person: {
    ...newPerson("ana", NOW),
    traits: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, at: NOW }])),
  },
});

describe("a walk", () => {
  it("sends, notes and emits on its way to the next stop, in order", () => {
    const graph = graphOf(
      hello,
      update({ last_trip: fromTrigger("trip_id"), regular: true }),
      emit("Upgrade Granted", { seat: "1A", trip_id: fromTrigger("missing") }),
      wait({ days: 1 }),
      bye,
    );

    const { sends, emissions, to, ways } = walked(graph, { trigger: { trip_id: "rome" } });

    expect(sends).toMatchObject([{ step: "send hello", last: false }]);
    expect(emissions).toEqual([
      {
        node: "update last_trip, regular",
        event: "Identify",
        properties: {},
        traits: { last_trip: "rome", regular: true },
      },
      { node: "emit Upgrade Granted", event: "Upgrade Granted", properties: { seat: "1A" } },
    ]);
    expect({ to, ways }).toEqual({ to: "wait 1 day", ways: [] });
  });

  it("tells of every fork which way it took, by what facts", () => {
    const graph = graphOf(
      ask(theTrigger({ trip_id: equal("rome") }), {
        yes: [ask(traits({ plan: equal("club") }), { yes: [hello] })],
      }),
      bye,
    );

    expect(walked(graph, { trigger: { trip_id: "rome" }, ...withTraits({ plan: "club" }) })).toMatchObject({
      ways: [
        { node: "ask trigger trip_id", way: "yes", facts: { trip_id: "rome" } },
        { node: "ask plan", way: "yes", facts: { plan: "club" } },
      ],
      sends: [{ message: "hello" }, { message: "bye" }],
      to: null,
    });
    expect(walked(graph).sends.map(({ message }) => message)).toEqual(["bye"]);
  });

  it("marks the last message of the journey, which ends the run, and no other", () => {
    const graph = graphOf(ask("member", { yes: [hello, leave("enough")] }), hello, bye);

    expect(walked(graph).sends.map(({ last }) => last)).toEqual([false, true]);
    expect(walked(graph, withTraits({ plan: "club" })).sends.map(({ last }) => last)).toEqual([true]);
  });

  it("marks the last message also where something quiet comes after it", () => {
    const graph = graphOf(hello, emit("Upgrade Granted"));

    expect(walked(graph).sends).toMatchObject([{ message: "hello", last: true }]);
  });

  it("takes recorded ways, whatever is so by now", () => {
    const graph = graphOf(ask("member", { yes: [hello], no: [bye] }));
    const first = walked(graph);
    const again = walked(graph, { ...withTraits({ plan: "club" }), run: foldWalk(run, first) });

    expect(again.ways).toEqual(first.ways);
    expect(again.sends).toEqual(first.sends);
  });

  it("takes no way that was recorded of another stretch", () => {
    const graph = graphOf(ask("member", { yes: [hello], no: [bye] }));
    const other = { ...walked(graph), enter: "elsewhere" };

    const again = walked(graph, { ...withTraits({ plan: "club" }), run: foldWalk(run, other) });

    expect(again.sends).toMatchObject([{ message: "hello" }]);
  });

  it("repeated with any other facts says the same, for any journey", () => {
    type Steps = Parameters<typeof aJourney>[1];
    const steps = fc.letrec((tie) => ({
      steps: fc.array(tie("step"), { minLength: 1, maxLength: 4 }),
      step: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(hello, bye, emit("Upgrade Granted"), wait({ hours: 1 }), leave("enough")),
        fc
          .tuple(fc.constantFrom("member", "frequent"), tie("steps"), tie("steps"))
          .map(([name, yes, no]) => ask(name as "member", { yes: yes as Steps, no: no as Steps })),
        tie("steps").map((inner) =>
          split("tone", { warm: { share: 1, steps: inner as Steps }, plain: { share: 1, steps: [] } }),
        ),
      ),
    })).steps as fc.Arbitrary<Steps>;
    fc.assert(
      fc.property(steps, fc.boolean(), fc.integer({ min: 0, max: 10_000 }), (list, member, minutes) => {
        const graph = graphOf(...list);
        const one = withTraits(member ? { plan: "club" } : {});
        const other = withTraits(member ? {} : { plan: "club" });
        const first = walked(graph, one);

        const again = walked(graph, { ...other, now: plus(NOW, { minutes }), run: foldWalk(run, first) });

        expect({ ...again, at: first.at }).toEqual(first);
        expect(again.sends.filter(({ last }) => last).length).toBe(
          first.to === null && first.sends.length > 0 ? 1 : 0,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("a walk that ends", () => {
  it("by a step that says so keeps the reason", () => {
    expect(walked(graphOf(leave("enough")))).toMatchObject({ to: null, left: "enough", sends: [] });
  });

  it("at a wait until a moment says when that is", () => {
    expect(walked(graphOf(hello, waitUntilTime("18:30"), bye))).toMatchObject({
      to: "wait until 18:30",
      dueAt: "2026-03-02T18:30:00.000Z",
    });
  });

  it("at a wait for a date that is not known leaves, with what was said before", () => {
    const graph = graphOf(hello, waitUntilDate("plan_ends"), bye);

    expect(walked(graph)).toMatchObject({ to: null, left: "no-date", sends: [{ message: "hello" }] });
  });

  it("at a wait that would outlast the machine leaves, counted from the run's start", () => {
    const graph = graphOf(hello, waitUntilDate("plan_ends"), bye);
    const ends = withTraits({ plan_ends: "2027-02-25" });

    expect(walked(graph, ends)).toMatchObject({ to: "wait until plan_ends" });
    const older = { ...run, startedAt: plus(NOW, { days: -2 }) };
    expect(walked(graph, { ...ends, run: older })).toMatchObject({ to: null, left: "too-far-ahead" });
  });

  it("at a wait for an event says for which, without what follows them", () => {
    const graph = graphOf(
      waitFor([when("Seat Chosen", [hello], { by: "trip_id" })], { atMost: { days: 1 } }),
    );

    expect(walked(graph).waitFor).toEqual([{ event: "Seat Chosen", where: {}, by: "trip_id" }]);
  });
});

describe("a walk from a wait for an event that is over", () => {
  const graph = graphOf(
    waitFor([when("Seat Chosen", [hello]), when("Guide Read", [bye])], {
      atMost: { days: 1 },
      otherwise: [send(say("late"))],
    }),
  );
  const woken = { node: graph.start, path: 1, event: "Guide Read", by: "m2", at: NOW };
  const from = (more: Partial<Run>) =>
    walked(graph, { run: { ...run, ...more } }, graph.start, { woken: true });

  it("goes the way of the event that came, and tells of it", () => {
    expect(from({ woken })).toMatchObject({
      ways: [{ node: graph.start, way: "1", facts: { event: "Guide Read", by: "m2", at: NOW } }],
      sends: [{ message: "bye" }],
    });
  });

  it("goes the other way where none came, or one that another wait was for", () => {
    expect(from({}).sends).toMatchObject([{ message: "late" }]);
    expect(from({ woken: { ...woken, node: "wait for something else" } })).toMatchObject({
      ways: [{ way: "-" }],
      sends: [{ message: "late" }],
    });
  });
});

describe("the arm of a split", () => {
  const { nodes } = graphOf(
    split("tone", {
      warm: { share: 60, steps: [hello] },
      plain: { share: 30, steps: [bye] },
      none: { share: 10, steps: [] },
    }),
  );
  const tone = nodes["split tone"] as Graph["nodes"][string] & { kind: "split" };
  const arm = (personId: string, journey = "trip", name = "tone") =>
    armOf({ ...tone, name }, { run: { personId, journey } });

  it("is always the same for the same person, and not the same in every split", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (person) => expect(arm(person)).toBe(arm(`${person}`))),
    );
    const people = Array.from({ length: 200 }, (_, index) => `p${index}`);
    expect(people.some((person) => arm(person) !== arm(person, "other"))).toBe(true);
    expect(people.some((person) => arm(person) !== arm(person, "trip", "picture"))).toBe(true);
  });

  it("shares people out in proportion", () => {
    const counts = { warm: 0, plain: 0, none: 0 };
    for (let index = 0; index < 20_000; index++) counts[arm(`person-${index}`) as keyof typeof counts] += 1;

    expect(counts.warm / 20_000).toBeCloseTo(0.6, 1);
    expect(Math.abs(counts.warm - 12_000)).toBeLessThan(350);
    expect(Math.abs(counts.plain - 6_000)).toBeLessThan(350);
    expect(Math.abs(counts.none - 2_000)).toBeLessThan(250);
  });
});
