import type { Graph } from "../../core/journeys/graph";
import type { Run } from "../../core/runs/run";
import type { SendRecord } from "../../core/sending/ledger";
import type { JourneyView, RunView } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";
import { newestFirst } from "./people-view";
import { beganAt, runView } from "./run-view";

/** Every journey of the program, with how it does. */
export function journeysView(herald: EmbeddedHerald): JourneyView[] {
  return herald.program.graphs.map((graph) => journeyView(herald, graph));
}

/** The runs of a journey, of every version, newest first. */
export function runsView(herald: EmbeddedHerald, journey: string): RunView[] {
  return newestFirst(runsOf(herald, journey), beganAt).map((run) => runView(herald, run));
}

function journeyView(herald: EmbeddedHerald, graph: Graph): JourneyView {
  const runs = runsOf(herald, graph.journey);
  const started = runs.filter(({ startedAt }) => startedAt !== undefined);
  const running = runs.filter(({ state }) => state === "running");
  const sends = [...herald.people.values()]
    .flatMap((rows) => [...rows.sends.values()])
    .filter(({ journey }) => journey === graph.journey);
  return {
    graph,
    counts: {
      started: started.length,
      running: running.length,
      goals: runs.filter(({ goal }) => goal).length,
      ended: countBy(runs.flatMap(({ ended }) => (ended ? [ended.reason] : []))),
    },
    at: countBy(running.flatMap((run) => runView(herald, run).node ?? [])),
    sends: Object.fromEntries(
      [...new Set(sends.map(({ step }) => step))].map((step) => [step, outcomesOf(sends, step)]),
    ),
  };
}

function runsOf({ people }: EmbeddedHerald, journey: string): Run[] {
  return [...people.values()].flatMap(({ runs }) =>
    [...runs.values()].filter((run) => run.journey === journey),
  );
}

function outcomesOf(sends: readonly SendRecord[], node: string): JourneyView["sends"][string] {
  const here = sends.filter(({ step }) => step === node);
  return {
    accepted: here.filter(({ status }) => status === "accepted").length,
    skipped: countBy(here.flatMap(({ status, reason }) => (status === "skipped" ? [reason ?? ""] : []))),
  };
}

function countBy(names: readonly string[]): { [name: string]: number } {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
