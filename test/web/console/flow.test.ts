import fc from "fast-check";
import { compileJourney, type Graph } from "../../../core/journeys/graph";
import type { Journey } from "../../../core/journeys/journey";
import type { Step } from "../../../core/journeys/step";
import { defineMessage, type Message } from "../../../core/messages/message";
import { breadthOf, type Flow, flowOf, nextOf } from "../../../web/console/flow";

/** A flow in short: ids in order, the ways of a question in brackets, those that leave marked. */
function short(flow: Flow): string {
  return flow
    .map(({ id, ways }) => {
      if (!ways) return id;
      return `${id} [${ways.map((way) => `${short(way.flow)}${way.leaves ? "!" : ""}`).join(" | ")}]`;
    })
    .join(", ");
}

const graph = (nodes: Graph["nodes"]) => ({ start: "a", nodes });
const wait = (next: string | null) => ({ kind: "wait" as const, for: { hours: 1 }, next });
const leave = { kind: "leave" as const, reason: "enough" };
const loyal = { asks: "segment" as const, segment: "loyal" };
const ask = (yes: string | null, no: string | null) => ({ kind: "ask" as const, question: loyal, yes, no });
const split = (...next: (string | null)[]) => ({
  kind: "split" as const,
  name: "offer",
  arms: next.map((each, arm) => ({ name: `arm-${arm}`, share: 1, next: each })),
});
const waitFor = (paths: readonly (string | null)[], otherwise: string | null) => ({
  kind: "wait-for" as const,
  paths: paths.map((next) => ({ event: "Order Completed", where: {}, next })),
  atMost: { days: 1 },
  otherwise,
});

const steps: fc.Arbitrary<Step[]> = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.integer({ min: 1, max: 20 }).map((hours): Step => ({ step: "wait", for: { hours } })),
    fc
      .record({ yes: tie("steps"), no: tie("steps") })
      .map(({ yes, no }): Step => ({ step: "ask", question: loyal, yes, no })),
    fc.array(tie("steps"), { minLength: 2, maxLength: 3 }).map(
      (arms): Step => ({
        step: "split",
        name: "offer",
        arms: arms.map((arm, place) => ({ name: `arm-${place}`, share: 1, steps: arm })),
      }),
    ),
    fc.record({ path: tie("steps"), otherwise: tie("steps") }).map(
      ({ path, otherwise }): Step => ({
        step: "wait-for",
        paths: [{ event: "Order Completed", where: {}, steps: path }],
        atMost: { days: 1 },
        otherwise,
      }),
    ),
    fc.record({ stay: tie("steps") }).map(
      ({ stay }): Step => ({
        step: "ask",
        question: loyal,
        yes: [{ step: "leave", reason: "no" }],
        no: stay,
      }),
    ),
  ),
  steps: fc.array(tie("step"), { maxLength: 3 }),
})).steps;

const news = defineMessage("news", {
  purpose: "transactional",
  event: "Signed Up",
  folder: "",
  words: { en: { subject: "News", preheader: "Fresh" } },
  example: { event: {} },
}) as Message;

describe("the layout of a journey", () => {
  it("puts the ways of a question side by side until they meet", () => {
    const flow = flowOf(graph({ a: ask("b", "c"), b: wait("d"), c: wait("d"), d: wait(null) }));

    expect(short(flow)).toBe("a [b | c], d");
  });

  it("draws a way with nothing on it, and ways that only meet at the end", () => {
    expect(short(flowOf(graph({ a: ask("b", "c"), b: wait("c"), c: wait(null) })))).toBe("a [b | ], c");
    expect(short(flowOf(graph({ a: ask("b", null), b: wait(null) })))).toBe("a [b | ]");
  });

  it("puts the arms of a split and the events waited for side by side, each by its name", () => {
    const flow = flowOf(
      graph({ a: split("b", "c", "d"), b: wait("d"), c: wait("d"), d: waitFor(["e"], null), e: wait(null) }),
    );

    expect(short(flow)).toBe("a [b | c | ], d [e | ]");
    expect(flow[0]?.ways?.map(({ name }) => name)).toEqual(["Arm 0 33%", "Arm 1 33%", "Arm 2 33%"]);
    expect(flow[1]?.ways?.map(({ name }) => name)).toEqual(["Order Completed", "Otherwise"]);
  });

  it("lets the others meet where a way leaves the journey", () => {
    const flow = flowOf(graph({ a: split("b", "c", "d"), b: leave, c: wait("d"), d: wait(null) }));

    expect(short(flow)).toBe("a [b! | c | ], d");
  });

  it("ends where every way leaves", () => {
    expect(short(flowOf(graph({ a: ask("b", "c"), b: leave, c: leave })))).toBe("a [b! | c!]");
    expect(nextOf(leave)).toEqual([null]);
  });

  it("is as broad as its ways side by side", () => {
    const nested = flowOf(
      graph({ a: ask("b", "c"), b: ask("d", null), c: wait("e"), d: wait("e"), e: wait(null) }),
    );

    expect(breadthOf(nested)).toBe(3);
    expect(breadthOf(flowOf(graph({ a: wait(null) })))).toBe(1);
    expect(breadthOf(flowOf(graph({ a: split(null, null, null) })))).toBe(3);
  });

  it("draws a node twice where ways share it before they meet", () => {
    const flow = flowOf(graph({ a: ask("b", "c"), b: ask("c", null), c: wait(null) }));

    expect(short(flow)).toBe("a [b [c | ] | c]");
  });

  it("shows every step of any journey exactly once", () => {
    fc.assert(
      fc.property(steps, (program) => {
        const journey: Journey = {
          name: "any",
          description: "",
          stage: "engagement",
          trigger: {
            kind: "event",
            event: "Signed Up",
            where: {},
            person: {},
            again: "always",
            alongside: true,
            ignoreAfter: { days: 1 },
          },
          steps: [{ step: "wait", for: { hours: 1 } }, ...program, { step: "send", message: news }],
          exits: [],
          onChange: "keep",
        };
        const compiled = compileJourney(journey, () => "");

        const shown: string[] = [];
        const visit = (flow: Flow): void => {
          for (const { id, ways = [] } of flow) {
            shown.push(id);
            for (const way of ways) visit(way.flow);
          }
        };
        visit(flowOf(compiled));

        expect(shown.sort()).toEqual(Object.keys(compiled.nodes).sort());
      }),
    );
  });
});
