import type { Instant } from "../core/instant";
import type { DueTimer } from "../core/store";

/** Timers that ring at their moment, where nothing sweeps them up minute by minute. */
export interface LocalTimers {
  nextTimerAt(): Instant | undefined;
  /** The timers due by an instant, earliest first. They stay until they are removed, so that a crash repeats them. */
  dueTimers(now: Instant): readonly DueTimer[];
  /** To be called when what a timer brings is done. */
  removeTimer(timer: DueTimer): Promise<void>;
}
