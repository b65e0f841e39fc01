import { type ExplainMore, type Explanation, explain } from "../../../core/explain/explain";
import type { Duration, Instant } from "../../../core/instant";
import type { Graph } from "../../../core/journeys/graph";
import type { JsonObject } from "../../../core/json";
import type { CompiledProgram } from "../../../core/program";
import { MemoryKeep } from "../../../local/keep";
import { type Callees, LocalHerald } from "../../../local/local-herald";
import { MemoryStore } from "../../../local/memory-store";
import { Outbox } from "../../../local/outbox";
import { VirtualClock } from "../../../local/virtual-clock";

const NOON: Instant = "2026-03-02T12:00:00.000Z";

/** A Herald whose people can be explained. */
export interface ExplainedHerald {
  track(event: string, properties?: JsonObject, more?: JsonObject): Promise<void>;
  identify(traits: JsonObject): Promise<void>;
  advance(duration: Duration): Promise<void>;
  deploy(program: CompiledProgram): Promise<void>;
  /** What a journey made of ana; the first unless named. */
  explain(journey?: string, more?: ExplainMore): Promise<Explanation>;
}

/** Starts one with ana in it, who does everything that happens. */
export async function explained(first: CompiledProgram, callees: Callees = {}): Promise<ExplainedHerald> {
  let program = first;
  let tracked = 0;
  const clock = new VirtualClock(NOON);
  const store = new MemoryStore();
  const { providers } = new Outbox(clock.now);
  const herald = await LocalHerald.start({
    program,
    store,
    clock,
    providers,
    callees,
    keep: new MemoryKeep(),
  });
  const receive = async (event: string, detail: JsonObject, more: JsonObject = {}) => {
    tracked += 1;
    const { replayName, ...own } = more;
    const identity = { messageId: `m-${tracked}`, userId: "ana", timestamp: clock.now() };
    await herald.receive({
      "detail-type": event,
      source: "test",
      detail: { ...identity, ...detail, ...own },
      ...(replayName !== undefined && { "replay-name": String(replayName) }),
    });
  };
  return {
    track: (event, properties = {}, more) => receive(event, { properties }, more),
    identify: (traits) => receive("Identify", { traits }),
    advance: (duration) => herald.advance(duration),
    deploy: (next) => {
      program = next;
      return herald.deploy(next);
    },
    explain: async (journey, more) => {
      const graph = program.graphs.find((one) => journey === undefined || one.journey === journey) as Graph;
      return explain(program, graph, await store.loadAll("ana"), clock.now(), more);
    },
  };
}

/** The sentences of what happened and of how it stands. */
export function sentences({ lines }: Explanation): string[] {
  return lines.map(({ sentence }) => sentence);
}
