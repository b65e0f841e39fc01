import { DERIVED_EVENTS } from "../journeys/trigger";
import { momentInWords } from "../map/map-words";
import type { Run } from "../runs/run";
import type { SendRecord } from "../sending/ledger";
import { NOT_ENTERED, type NotEntered } from "./explain-decision";
import { endingInWords, standOf, waitInWords } from "./explain-run";
import type { Decided } from "./explain-seen";
import { reasonInWords } from "./explain-send";
import { momentInShort } from "./explain-start";
import { latestOf, runTelling, sendsOfRun, type Telling } from "./explain-telling";
import { named, times } from "./explain-words";

/** The outcome in a few words: of the latest run, or why there is none. */
export function summaryOf(runs: readonly Run[], decided: readonly Decided[], telling: Telling): string {
  const latest = latestOf(runs);
  if (!latest) return neverInWords(decided, telling);
  const count = runs.length > 1 ? ` (the latest of ${runs.length} runs)` : "";
  return `${runInWords(latest, telling)}${count}`;
}

function runInWords(run: Run, telling: Telling): string {
  const { tell } = telling;
  const { state, ended, closedAt } = run;
  if (state === "closed")
    return `never started: what ends it came first${closedAt ? `, on ${tell(closedAt)}` : ""}`;
  const sent = sentInWords(sendsOfRun(run, telling.rows), telling);
  if (state === "ended" && ended)
    return `over since ${tell(ended.at)}: ${endingInWords(ended.reason)}; ${sent}`;
  const own = runTelling(run, telling);
  const stand = telling.more.standOf?.(run) ?? standOf(own);
  const node = stand && own.graph?.nodes[stand.node];
  const waits = stand && node ? `, waits ${waitInWords(node, stand.until, tell)}` : "";
  return `on it since ${tell(run.startedAt ?? telling.now)}${waits}; ${sent}`;
}

function sentInWords(sends: readonly SendRecord[], { tell }: Telling): string {
  const accepted = sends.filter(({ status }) => status === "accepted").length;
  if (accepted > 0) return `${times(accepted, "message")} sent`;
  const trouble = sends.find(({ reason }) => reason);
  if (!trouble?.reason) return "nothing sent";
  const { reason, channel, facts } = trouble;
  return `nothing sent: ${reasonInWords(reason, { channel, ...facts }, tell)}`;
}

function neverInWords(decided: readonly Decided[], telling: Telling): string {
  const { program, graph, rows, now, tell } = telling;
  const refused = decided.filter(({ decision }) => decision.outcome === "not-entered");
  const last = refused.at(-1);
  if (last) {
    const { decision, seen, record } = last;
    const { reason = "" } = decision;
    const why = Object.hasOwn(NOT_ENTERED, reason)
      ? NOT_ENTERED[reason as NotEntered]({ graph, decision, seen, receivedAt: record.receivedAt, tell })
      : reason;
    const often = refused.length > 1 ? `${times(refused.length, "time")}, last` : "once";
    return `never started; “${seen.event}” came ${often} on ${tell(record.receivedAt)}, but ${why}`;
  }
  const { moment, kind } = graph.trigger;
  if (moment && rows.person) {
    const when = momentInShort(moment, { program, person: rows.person, now, tell });
    return `never started: it is for ${momentInWords(moment)}; ${when}`;
  }
  if (kind === "segment") {
    const { segment } = graph.trigger.where;
    const name = segment && "to" in segment ? named(String(segment.to)) : "its segment";
    return `never started: ${graph.trigger.event === DERIVED_EVENTS.entered ? "never came into" : "never left"} ${name}`;
  }
  return `never started: no “${graph.trigger.event}” has come`;
}
