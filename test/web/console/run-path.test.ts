import type { Graph } from "../../../core/journeys/graph";
import type { RunView, SendView } from "../../../local/console-api";
import { nextStepOf } from "../../../web/console/next-due";
import { pathOf } from "../../../web/console/run-path";

const send = (message: string, next: string | null) =>
  ({ kind: "send", message, messageHash: "", purpose: "marketing", next }) as const;
const graph = {
  journey: "cart",
  start: "wait 1 hour",
  nodes: {
    "wait 1 hour": { kind: "wait", for: { hours: 1 }, next: "ask loyal" },
    "ask loyal": {
      kind: "ask",
      question: { asks: "segment", segment: "loyal" },
      yes: "send a",
      no: "send b",
    },
    "send a": send("reminder", "wait 1 day"),
    "send b": send("reminder", "wait 1 day"),
    "wait 1 day": { kind: "wait", for: { days: 1 }, next: "send c" },
    "send c": send("last-call", null),
  },
} as unknown as Graph;
const run = { journey: "cart", personId: "ana", correlation: "c-1", state: "running" } as RunView;
const sent = (step: string) => ({ journey: "cart", correlation: "c-1", step }) as SendView;

describe("a run's path", () => {
  it("goes the way its messages went, to where it waits", () => {
    const path = pathOf(graph, { ...run, node: "wait 1 day" }, [sent("send b")]);

    expect([...path.passed]).toEqual(["wait 1 hour", "ask loyal", "send b", "wait 1 day"]);
    expect(path.at).toBe("wait 1 day");
  });

  it("goes no further than is known", () => {
    const path = pathOf(graph, { ...run, node: "wait 1 hour" }, []);

    expect([...path.passed]).toEqual(["wait 1 hour"]);
  });

  it("goes to the end where the run did, and has no place there", () => {
    const ended = {
      ...run,
      state: "ended",
      node: "send c",
      ended: { at: "", reason: "completed" },
    } as RunView;

    const path = pathOf(graph, ended, [sent("send a"), sent("send c")]);

    expect([...path.passed]).toEqual(["wait 1 hour", "ask loyal", "send a", "wait 1 day", "send c"]);
    expect(path).toMatchObject({ isFinished: true });
    expect(path.at).toBeUndefined();
  });

  it("leaves out nodes of an earlier version", () => {
    expect([...pathOf(graph, { ...run, node: "wait 9 days" }, [sent("send z")]).passed]).toEqual([]);
  });
});

describe("what is due next", () => {
  it("is the message where it is sure which, else the question", () => {
    expect(nextStepOf(graph, "wait 1 hour")).toBe("Reminder");
    expect(nextStepOf(graph, "wait 1 day")).toBe("Last call");
    expect(
      nextStepOf({ ...graph, nodes: { ...graph.nodes, "send b": send("other", null) } }, "wait 1 hour"),
    ).toBe("Ask “Loyal?”");
  });
});
