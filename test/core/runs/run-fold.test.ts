import fc from "fast-check";
import { correlationOf } from "../../../core/events/correlation";
import type { Envelope } from "../../../core/events/envelope";
import { plus } from "../../../core/instant";
import type { Graph } from "../../../core/journeys/graph";
import { newPerson } from "../../../core/people/person";
import { foldRun, type RunFacts } from "../../../core/runs/fold-run";
import type { Run } from "../../../core/runs/run";
import { plainProgram } from "../../fixtures/plain-program";

const START = "2026-03-02T09:00:00.000Z";
/** Before the first timer can be over: afterwards a trigger changes what is said, not when. */
const NOW = "2026-03-02T09:59:00.000Z";
const seen = (now: string): RunFacts => ({
  key: { personId: "ana", correlation: "c1" },
  now,
  person: newPerson("ana", START),
  segments: {},
  zone: "UTC",
});

let graph: Graph;
beforeAll(async () => {
  graph = (await plainProgram()).graphs[0] as Graph;
});

interface Fact {
  readonly minute: number;
  readonly kind: "filled" | "emptied" | "ordered";
  readonly id: number;
}

const envelopeOf = ({ minute, kind, id }: Fact): Envelope => ({
  messageId: `m${id}`,
  event: kind === "ordered" ? "Order Completed" : "Cart Updated",
  userId: "ana",
  timestamp: plus(START, { minutes: minute }),
  properties: { cart_id: "c1", ...(kind !== "ordered" && { products: kind === "filled" ? ["tent"] : [] }) },
  traits: {},
  context: {},
  source: "test",
  replayed: false,
});

const foldAll = (facts: readonly Fact[]): Run | undefined =>
  facts.reduce<Run | undefined>(
    (run, fact) => foldRun(graph, run, envelopeOf(fact), seen(NOW))?.run ?? run,
    undefined,
  );

/** What must not depend on the order; the number of executions and the words of the record may. */
const outcomeOf = (run: Run | undefined) =>
  run && {
    live: run.state === "running",
    ...(run.state === "running" && {
      triggeredAt: run.triggeredAt,
      triggerId: run.triggerId,
      dueAt: run.dueAt,
    }),
  };

const facts = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 0, max: 58 }),
      kind: fc.constantFrom("filled", "emptied", "ordered"),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.map((fact, id) => ({ ...fact, id }) as Fact));

const shuffled = (list: readonly Fact[]) => fc.shuffledSubarray([...list], { minLength: list.length });

describe("a run", () => {
  it("ends in the same state in whatever order its events come (R-9)", () => {
    fc.assert(
      fc.property(
        facts.chain((list) => fc.tuple(shuffled(list), shuffled(list))),
        ([one, other]) => {
          expect(outcomeOf(foldAll(one))).toEqual(outcomeOf(foldAll(other)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is not changed by any event that comes a second time, however late", () => {
    fc.assert(
      fc.property(
        facts.chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
        ([list, again]) => {
          const once = foldAll(list);
          const twice = foldAll([...list, ...again]);

          expect({ ...twice, revision: 0 }).toEqual({ ...once, revision: 0 });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("repeats its answer to the event that changed it last, for a record that was lost", () => {
    const first = foldRun(graph, undefined, envelopeOf({ minute: 0, kind: "filled", id: 1 }), seen(NOW));
    const again = foldRun(graph, first?.run, envelopeOf({ minute: 0, kind: "filled", id: 1 }), seen(NOW));

    expect(first?.decision.outcome).toBe("started");
    expect(again).toEqual({ run: first?.run, decision: first?.decision });
  });

  it("does not claim to move a timer that has run out", () => {
    const started = foldRun(
      graph,
      undefined,
      envelopeOf({ minute: 0, kind: "filled", id: 1 }),
      seen(NOW),
    )?.run;
    const late = foldRun(
      graph,
      started,
      envelopeOf({ minute: 70, kind: "filled", id: 2 }),
      seen("2026-03-02T10:10:00.000Z"),
    );

    expect(late?.decision.outcome).toBe("content-updated");
    expect(late?.run).toMatchObject({ dueAt: "2026-03-02T10:00:00.000Z", triggerId: "m2" });
  });

  it("is live exactly when the newest word about the cart is that it holds something", () => {
    fc.assert(
      fc.property(facts, (list) => {
        const newest = [...list]
          .sort((a, b) => a.minute - b.minute || (a.kind === "filled" ? -1 : 1))
          .at(-1) as Fact;

        expect(foldAll(list)?.state === "running").toBe(newest.kind === "filled");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the correlation of an event", () => {
  it.each([
    ["a text", "c1", "c1"],
    ["a number", 17, "17"],
    ["an empty text", "", undefined],
    ["an object", {}, undefined],
    ["a text too long for a key", "x".repeat(257), undefined],
  ])("of %s", (_what, cart_id, expected) => {
    const envelope = { ...envelopeOf({ minute: 0, kind: "filled", id: 1 }), properties: { cart_id } };

    expect(correlationOf(graph, envelope)).toBe(expected);
  });
});
