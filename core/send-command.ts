import type { Instant } from "./instant";
import type { Purpose } from "./message";

/** Which run a machine, a question or a send is about; the input of every execution. */
export interface RunRef {
  readonly personId: string;
  readonly journey: string;
  /** The graph's hash when the run started. */
  readonly version: string;
  /** The value of the trigger's `per` property, or `-`. */
  readonly correlation: string;
  /** Counts the executions of a run; a run that ended unsent and is triggered again gets the next. */
  readonly execution: number;
  /** When a wait until quiet ends, as far as the machine knows. */
  readonly dueAt?: Instant;
}

/** What to send, as pinned when the journey was compiled. */
export interface SendSpec {
  /** The graph's node. */
  readonly step: string;
  /** What is sent at most once: the question's node where one of several sends hangs on its answer, else the node. */
  readonly slot: string;
  readonly message: string;
  readonly messageHash: string;
  readonly purpose: Purpose;
  readonly variant?: string;
  /** Nothing comes after this in the journey. */
  readonly last: boolean;
}

/** One line of a send queue. */
export type SendCommand = RunRef & SendSpec;

/** What a machine asks `answer-question`. */
export interface Question extends RunRef {
  /** The wait before this was for quiet: first make sure that nothing has moved the timer. */
  readonly quiet?: boolean;
  readonly segment?: string;
  /** Handed to the send queue with the answer, which saves the machine a choice and a send state. */
  readonly yes?: SendSpec;
  readonly no?: SendSpec;
  readonly always?: SendSpec;
  /** The answers after which the journey is over without another message. */
  readonly over?: readonly ("yes" | "no")[];
}

/** Thrown by `answer-question` to send a machine back to its wait; the message is the instant to wait for. */
export class TimerMoved extends Error {
  override readonly name = "TimerMoved";
  constructor(readonly dueAt: Instant) {
    super(dueAt);
  }
}
