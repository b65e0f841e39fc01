import type { MapEdge, MapNode, ProgramMap } from "../../../core/map/map";
import type { PersonView } from "../../../local/console-api";
import { around, inAll, onChannel, touchedBy } from "../../../web/console/map-filter";

const node = (id: string, more: object = {}): MapNode => {
  const [kind, name] = id.split(":");
  return { kind, id, name, ...more } as MapNode;
};
const edge = (text: string): MapEdge => {
  const [from, means, to] = text.split(" ");
  return { from, means, to } as MapEdge;
};

const map: ProgramMap = {
  nodes: [
    ...["event:in", "event:other", "event:out", "segment:loyal", "moment:birthday"].map((id) => node(id)),
    ...["journey:one", "journey:two", "call:rate", "trait:vip"].map((id) => node(id)),
    node("message:hello", { channels: ["email", "push"] }),
    node("message:bye", { channels: ["sms"] }),
  ],
  edges: [
    "event:in starts journey:one",
    "journey:one sends message:hello",
    "journey:one calls call:rate",
    "event:out goal journey:one",
    "message:hello leads-to event:out",
    "moment:birthday starts journey:two",
    "segment:loyal asks journey:two",
    "journey:two sends message:bye",
  ].map(edge),
  findings: [],
};

const nobody = { person: { segments: {}, traits: {} }, events: [], runs: [], sends: [] };
const view = (part: object) => ({ ...nobody, ...part }) as unknown as PersonView;

describe("what a person has touched on the map", () => {
  it("is nothing before anything happened", () => {
    expect([...touchedBy(map, view({}))]).toEqual([]);
  });

  it("is their events, segments and traits, their journeys with what began them, and what these did", () => {
    const touched = touchedBy(
      map,
      view({
        person: { segments: { loyal: "2026-01-01" }, traits: { vip: { value: true } } },
        events: [{ event: "in" }, { event: "unknown to the map" }],
        runs: [
          { journey: "one", state: "running", answers: { rate: {} } },
          { journey: "two", state: "ended" },
        ],
        sends: [{ message: "hello" }],
      }),
    );

    expect([...touched].sort()).toEqual(
      [
        ...["call:rate", "event:in", "journey:one", "journey:two", "message:hello"],
        ...["moment:birthday", "segment:loyal", "trait:vip"],
      ].sort(),
    );
  });

  it("is not a journey that was closed before it began", () => {
    expect(touchedBy(map, view({ runs: [{ journey: "two", state: "closed" }] })).size).toBe(0);
  });
});

describe("what there is to a channel", () => {
  it("is its messages, the journeys that send them, and what these begin and end by", () => {
    expect([...onChannel(map, "push")].sort()).toEqual([
      "event:in",
      "event:out",
      "journey:one",
      "message:hello",
    ]);
    expect(onChannel(map, "sms").has("moment:birthday")).toBe(true);
    expect(onChannel(map, "banner").size).toBe(0);
  });
});

describe("what stands out", () => {
  it("is a node and all it has to do with", () => {
    expect([...around(map, "event:out")].sort()).toEqual(["event:out", "journey:one", "message:hello"]);
  });

  it("is what every filter lets through, and everything without one", () => {
    expect(inAll([undefined, undefined])).toBeUndefined();
    expect([...(inAll([new Set(["a", "b"]), undefined, new Set(["b", "c"])]) ?? [])]).toEqual(["b"]);
  });
});
