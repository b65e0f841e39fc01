import type { Instant } from "../instant";
import type { Graph } from "../journeys/graph";
import { traitValues } from "../people/person";
import type { Program } from "../program";
import type { Run } from "../runs/run";
import type { SendRecord } from "../sending/ledger";
import type { PersonRows } from "../store";
import type { RunTelling, Stand } from "./explain-run";
import type { TellTime } from "./explain-words";

/** What may be known beside what is kept of the person. */
export interface ExplainMore {
  /** Older versions of the journey, by version. */
  readonly versions?: ReadonlyMap<string, Graph>;
  /** Where the machine of a running run is. */
  readonly standOf?: (run: Run) => Stand | undefined;
}

/** What an explanation is told from. */
export interface Telling {
  readonly program: Program;
  readonly graph: Graph;
  readonly rows: PersonRows;
  readonly now: Instant;
  readonly zone: string;
  readonly tell: TellTime;
  readonly more: ExplainMore;
}

/** What one run is told from. */
export function runTelling(run: Run, { program, graph, rows, zone, now, tell, more }: Telling): RunTelling {
  const { person, events } = rows;
  const trigger = run.about ?? events.find(({ messageId }) => messageId === run.triggerId)?.properties ?? {};
  const traits = person ? traitValues(person) : {};
  const version = run.version === graph.version ? graph : more.versions?.get(run.version);
  return {
    run,
    graph: version,
    sends: sendsOfRun(run, rows),
    tell,
    now,
    until: { traits, trigger, zone: zone ?? program.brand.defaultTimezone },
  };
}

/** The ledger rows of a run. */
export function sendsOfRun({ journey, correlation }: Run, { sends }: PersonRows): readonly SendRecord[] {
  return sends.filter((send) => send.journey === journey && send.correlation === correlation);
}

/** The run that was begun last, or closed before it could. */
export function latestOf(runs: readonly Run[]): Run | undefined {
  return [...runs].sort((a, b) => (beganAt(a) < beganAt(b) ? 1 : -1))[0];
}

const beganAt = ({ startedAt, closedAt }: Run) => startedAt ?? closedAt ?? "";
