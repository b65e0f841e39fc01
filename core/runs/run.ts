import { contentHash } from "../content-hash";
import type { Instant } from "../instant";
import type { EventMatch } from "../journeys/trigger";
import type { JsonObject } from "../json";
import type { RunRef } from "../sending/send-command";
import type { Walk } from "./walk";

/** What a run waits for, and how to wake its machine. */
export interface Waiting {
  readonly node: string;
  readonly paths: readonly EventMatch[];
  /** Events from this moment on count. */
  readonly since: Instant;
  /** Step Functions' task token; missing until the machine has said that it waits. */
  readonly token?: string;
}

/** The event that ended a wait. */
interface Woken {
  readonly node: string;
  /** Which of the awaited paths, counted from 0. */
  readonly path: number;
  readonly event: string;
  readonly by: string;
  readonly at: Instant;
  readonly token?: string;
}

/** One person's passage through one version of a journey. There is one per journey, person and correlation. */
export interface Run {
  readonly journey: string;
  readonly personId: string;
  readonly correlation: string;
  readonly version: string;
  /** `closed` has never started: its exit came first. */
  readonly state: "running" | "ended" | "closed";
  readonly startedAt?: Instant;
  /** Counts how often the person came to this run; left out the first time. */
  readonly entry?: number;
  /** When the event happened that this entry began with. */
  readonly enteredAt?: Instant;
  /** The latest trigger event's time and id: the id is what messages are rendered from. */
  readonly triggeredAt?: Instant;
  readonly triggerId?: string;
  /** The trigger's properties, where it is no event that is stored by itself: a date reached, a segment entered. */
  readonly about?: JsonObject;
  /** The event that opened the current execution: its redelivery makes sure that the execution was started. */
  readonly startedBy?: string;
  /** The last event that changed the run and what was decided on it, for that event's redelivery to repeat. */
  readonly decided?: { readonly messageId: string; readonly decision: RunDecision };
  /** Kept out of all messages, to see what these do. */
  readonly holdout?: true;
  /** When the wait until quiet, or the first wait until a date, ends. */
  readonly dueAt?: Instant;
  /** How many executions the run has had. */
  readonly execution: number;
  /** Where the run goes on in another version's machine, and which execution it left. */
  readonly moved?: { readonly from: string; readonly execution: number };
  readonly waiting?: Waiting;
  readonly woken?: Woken;
  /** The stretches walked by the current execution, oldest first. */
  readonly path?: readonly Walk[];
  /** What calls on the way answered, by the call's name. */
  readonly answers?: { readonly [call: string]: JsonObject };
  /** The latest exit event, whether or not the run had started by then. */
  readonly closedAt?: Instant;
  readonly firstSentAt?: Instant;
  readonly ended?: { readonly at: Instant; readonly reason: string };
  readonly goal?: { readonly at: Instant; readonly messageId: string };
  /** Counts the writes of this row; 0 is not yet stored. */
  readonly revision: number;
}

/** Whose run, and which of theirs. */
export interface RunKey {
  readonly personId: string;
  readonly correlation: string;
}

/** What an event meant to a journey, for the record. */
export type RunOutcome =
  | "started"
  | "restarted"
  | "timer-moved"
  | "content-updated"
  | "late-trigger"
  | "not-entered"
  | "woken"
  | "exited"
  | "goal-reached"
  | "closed-before-start"
  | "late-exit"
  | "ended-nothing";

/** One journey's answer to one event, with the facts it saw. */
export interface RunDecision {
  readonly journey: string;
  readonly correlation: string;
  readonly outcome: RunOutcome;
  /** Why not, where the answer is no; which exit, where it is one. */
  readonly reason?: string;
  readonly facts: { readonly [name: string]: unknown };
}

/** How many stretches of a run are kept. */
const PATH_KEPT = 60;

/** The run after one of its messages was accepted: the first opens the goal's window. */
export function foldSent(run: Run, sentAt: Instant): Run {
  return run.firstSentAt === undefined ? { ...run, firstSentAt: sentAt } : run;
}

/** The run after its last step was decided, sent or skipped, or after a step that ends it. */
export function completeRun(run: Run, at: Instant, reason = "completed"): Run {
  return run.state === "running" ? { ...run, state: "ended", ended: { at, reason } } : run;
}

/** Whether a run went through to an end of its own, as against being ended by an event. */
export function endedByItself({ ended }: Run): boolean {
  return ended !== undefined && (ended.reason === "completed" || ended.reason.startsWith("left: "));
}

/** Whether a run said something or went through to its end: coming again is then coming a second time. */
export function hasSpoken(run: Run): boolean {
  return run.firstSentAt !== undefined || endedByItself(run);
}

/** The run after a stretch of it was walked: walked again, it takes the same ways. */
export function foldWalk(run: Run, walk: Walk): Run {
  const before = run.path ?? [];
  if (before.some(({ enter }) => enter === walk.enter)) return run;
  return { ...run, path: [...before, walk].slice(-PATH_KEPT) };
}

/** What the execution of a run is given, and what names it. */
export function refOf(run: Run): RunRef {
  const { personId, journey, version, correlation, entry, execution, dueAt } = run;
  const optional = { ...(entry !== undefined && { entry }), ...(dueAt && { dueAt }) };
  return { personId, journey, version, correlation, execution, ...optional };
}

/**
 * The name of a run's current execution: the same for the same run, so that starting it twice starts it once.
 * Ends with the first half of the version, by which executions can be counted without reading each.
 */
export function executionName(ref: RunRef): string {
  const { personId, journey, correlation, execution, version } = ref;
  const who = `${contentHash([journey, personId, correlation])}${contentHash([correlation, journey, personId])}`;
  return `${who}-${execution}-${version.slice(0, 8)}`;
}
