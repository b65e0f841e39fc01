import type { Duration, Instant } from "../instant";
import type { Region } from "../journeys/region";
import type { EventMatch } from "../journeys/trigger";
import type { JsonObject } from "../json";
import type { Channel, Purpose } from "../messages/message";

/** Which run a machine, a request or a send is about; the input of every execution. */
export interface RunRef {
  readonly personId: string;
  readonly journey: string;
  /** The graph's hash when the run started. */
  readonly version: string;
  /** What tells this run from the person's others of the journey, or `-`. */
  readonly correlation: string;
  /** Counts how often the person came to this run; left out the first time. */
  readonly entry?: number;
  /** Counts the executions of a run. */
  readonly execution: number;
  /** When the wait that a machine stands in is over, where that was reckoned. */
  readonly dueAt?: Instant;
  /** The node to begin at, for a run that has moved from another version. */
  readonly from?: string;
}

/** What to send, as pinned when the journey was compiled. */
export interface SendSpec {
  /** The graph's node, which is sent at most once in an entry of a run. */
  readonly step: string;
  readonly message: string;
  readonly messageHash: string;
  readonly purpose: Purpose;
  readonly variant?: string;
  /** The order in which channels are tried, where it is not the message's own. */
  readonly channels?: readonly Channel[];
  /** Nothing comes after this in the journey. */
  readonly last: boolean;
  /** Why nothing does, where a step says so. */
  readonly left?: string;
}

/** One line of a send queue. */
export type SendCommand = RunRef &
  SendSpec & {
    /** When the journey came to this send: how long it is worth making counts from here. */
    readonly at: Instant;
    /** Until when it was put off before it came again, where it was. */
    readonly heldUntil?: Instant;
  };

/** What a machine asks `take-steps`: to walk a region of the journey. */
export interface StepRequest extends RunRef {
  readonly take: Region;
  /** What the call right before it answered; no `value` where it failed or took too long. */
  readonly called?: { readonly call: string; readonly value?: unknown };
}

/** Tells `take-steps` that a machine waits for an event, and how to wake it. */
export interface WaitRequest extends RunRef {
  readonly waitFor: {
    readonly node: string;
    readonly paths: readonly EventMatch[];
    readonly atMost: Duration;
  };
  readonly token: string;
}

/** What a machine is told. */
export type StepAnswer = JsonObject & { readonly to: string | null; readonly dueAt?: Instant };

/** Thrown by `take-steps` to send a machine back to its wait; the message is the instant to wait for. */
export class TimerMoved extends Error {
  override readonly name = "TimerMoved";
  constructor(readonly dueAt: Instant) {
    super(dueAt);
  }
}

/** Thrown by `take-steps` where the machine has nothing more to do: its run is over, or goes on in another machine. */
export class RunOver extends Error {
  override readonly name = "RunOver";
}
