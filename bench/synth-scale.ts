import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROUNDS = 3;

/** How long a synth takes for ten journeys and 20 events, and for 300 journeys and 200 events. */
export interface SynthSpeed {
  readonly smallMs: number;
  readonly largeMs: number;
  /** The median of the rounds' own, since both of a round meet the same machine. */
  readonly ratio: number;
}

/** Times the two in turn, each in a process of its own, as `cdk synth` runs it; takes some half a minute. */
export function synthSpeed(): SynthSpeed {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    small: timeSynth(10, 20),
    large: timeSynth(300, 200),
  }));
  return {
    smallMs: median(rounds.map(({ small }) => small)),
    largeMs: median(rounds.map(({ large }) => large)),
    ratio: median(rounds.map(({ small, large }) => large / small)),
  };
}

function timeSynth(journeys: number, events: number): number {
  const script = join(__dirname, "synth-once.ts");
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", script, String(journeys), String(events)],
    { cwd: join(__dirname, ".."), encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the synth of ${journeys} journeys ended with ${status}:\n${stderr}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
