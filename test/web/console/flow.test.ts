import fc from "fast-check";
import { compileJourney, type Graph } from "../../../core/graph";
import type { Journey, Step } from "../../../core/journey";
import { defineMessage, type Message } from "../../../core/message";
import { breadthOf, type Flow, flowOf } from "../../../web/console/flow";

/** A flow in short: ids in order, the ways of a question in brackets. */
function short(flow: Flow): string {
  return flow
    .map(({ id, ways }) => (ways ? `${id} [${short(ways.yes)} | ${short(ways.no)}]` : id))
    .join(", ");
}

const graph = (nodes: Graph["nodes"]) => ({ start: "a", nodes });
const wait = (next: string | null) => ({ kind: "wait" as const, for: { hours: 1 }, next });
const ask = (yes: string | null, no: string | null) => ({ kind: "ask" as const, segment: "loyal", yes, no });

const steps: fc.Arbitrary<Step[]> = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.integer({ min: 1, max: 20 }).map((hours): Step => ({ step: "wait", for: { hours } })),
    fc
      .record({ yes: tie("steps"), no: tie("steps") })
      .map(({ yes, no }): Step => ({ step: "ask", segment: "loyal", yes, no })),
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

  it("is as broad as its ways side by side", () => {
    const nested = flowOf(
      graph({ a: ask("b", "c"), b: ask("d", null), c: wait("e"), d: wait("e"), e: wait(null) }),
    );

    expect(breadthOf(nested)).toBe(3);
    expect(breadthOf(flowOf(graph({ a: wait(null) })))).toBe(1);
  });

  it("draws a node twice where ways share it before they meet", () => {
    const flow = flowOf(graph({ a: ask("b", "c"), b: ask("c", null), c: wait(null) }));

    expect(short(flow)).toBe("a [b [c | ] | c]");
  });

  it("shows every step of any journey exactly once", () => {
    fc.assert(
      fc.property(steps, (program) => {
        const journey = {
          name: "any",
          description: "",
          trigger: { event: "Signed Up", where: {}, ignoreAfter: { days: 1 } },
          steps: [{ step: "wait", for: { hours: 1 } }, ...program, { step: "send", message: news }],
          exits: [],
        } satisfies Journey;
        const compiled = compileJourney(journey, () => "");

        const shown: string[] = [];
        const visit = (flow: Flow): void => {
          for (const { id, ways } of flow) {
            shown.push(id);
            if (ways) for (const way of [ways.yes, ways.no]) visit(way);
          }
        };
        visit(flowOf(compiled));

        expect(shown.sort()).toEqual(Object.keys(compiled.nodes).sort());
      }),
    );
  });
});
