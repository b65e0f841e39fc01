import fc from "fast-check";
import { compileJourney, type Graph, nextOf } from "../../../core/journeys/graph";
import { regionAt, stopsWalk } from "../../../core/journeys/region";
import { aJourney, languageWords, say } from "../../fixtures/language-program";

const { on, ask, send, wait, waitFor, waitUntilTime, when, call, split, emit, leave, traits } = languageWords;
const hello = send(say("hello"));
const bye = send(say("bye"));

const graphOf = (...steps: Parameters<typeof aJourney>[1]): Graph =>
  compileJourney(aJourney(on("Trip Booked"), steps), () => "hash");

const offer = call("offer", {
  lambda: "offer",
  answer: { price: "number" },
  timeLimit: { seconds: 5 },
  otherwise: { price: 0 },
});

describe("a region", () => {
  it("reaches from a node to the next waits, calls and ends on every way", () => {
    const graph = graphOf(
      ask("frequent", { yes: [hello, wait({ days: 1 })], no: [ask("reader", { yes: [offer] })] }),
      bye,
    );

    const { region, exits } = regionAt(graph, "ask frequent");

    expect(Object.keys(region.nodes).sort()).toEqual([
      "ask frequent",
      "ask reader",
      "call offer",
      "send bye",
      "send hello",
      "wait 1 day",
    ]);
    expect([...exits].sort()).toEqual(["call offer", null, "wait 1 day"].sort());
  });

  it("holds the stops it leads to, for how long to wait there is reckoned on the way", () => {
    const graph = graphOf(hello, waitUntilTime("18:00"), bye);

    const { region, exits } = regionAt(graph, "send hello");

    expect(exits).toEqual(["wait until 18:00"]);
    expect(region.nodes["wait until 18:00"]).toMatchObject({ kind: "wait-until" });
    expect(region.nodes["send bye"]).toBeUndefined();
  });

  it("that begins at a stop is that stop alone, unless the wait there is over", () => {
    const graph = graphOf(
      waitFor([when("Seat Chosen", [hello])], { atMost: { days: 1 }, otherwise: [bye] }),
      split("tone", { warm: { share: 1, steps: [leave("warm")] }, plain: { share: 1, steps: [] } }),
      emit("Upgrade Granted"),
    );
    const enter = "wait for Seat Chosen";

    expect(regionAt(graph, enter)).toMatchObject({ exits: [enter] });
    expect(Object.keys(regionAt(graph, enter).region.nodes)).toEqual([enter]);

    const over = regionAt(graph, enter, { woken: true });
    expect(over.exits).toEqual([null]);
    expect(Object.keys(over.region.nodes)).toHaveLength(6);
    expect(over.region.after).toEqual({ woken: true });
  });

  it("holds a node that several ways lead to once", () => {
    const graph = graphOf(
      ask("frequent", { yes: [hello], no: [bye] }),
      ask(traits({ plan: { is: "present" } }), { yes: [wait({ days: 1 })] }),
      send(say("end")),
    );

    const { region } = regionAt(graph, graph.start);

    expect(Object.keys(region.nodes).filter((id) => id === "ask plan")).toHaveLength(1);
  });

  it("has, for every node but its stops, all that may come next, and nothing it cannot come to", () => {
    const leaf = fc.constantFrom(hello, bye, wait({ hours: 1 }), offer, waitUntilTime("09:00"));
    const steps = fc.letrec((tie) => ({
      steps: fc.array(tie("step"), { minLength: 1, maxLength: 3 }),
      step: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.tuple(tie("steps"), tie("steps")).map(([yes, no]) => ask("frequent", { yes, no } as never)),
        tie("steps").map((inner) =>
          waitFor([when("Seat Chosen", inner as never)], { atMost: { hours: 1 }, otherwise: [hello] }),
        ),
      ),
    })).steps as fc.Arbitrary<Parameters<typeof aJourney>[1]>;
    fc.assert(
      fc.property(steps, (list) => {
        const graph = graphOf(...list);
        for (const id of Object.keys(graph.nodes)) {
          const { region, exits } = regionAt(graph, id);
          const inside = Object.entries(region.nodes);
          const reached = new Set<string | null>([id]);
          for (const [, node] of inside)
            if (!stopsWalk(node)) for (const next of nextOf(node)) reached.add(next);
          for (const next of reached) {
            if (next !== null) expect(region.nodes).toHaveProperty([next]);
            else expect(exits).toContain(null);
          }
          expect(inside.map(([name]) => name).every((name) => reached.has(name))).toBe(true);
          for (const exit of exits)
            if (exit !== null) expect(stopsWalk(graph.nodes[exit] as (typeof inside)[0][1])).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
