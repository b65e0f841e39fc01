import type { Instant } from "../core/instant";
import type { Clock } from "./clock";

/** Time that moves only when told. */
export class VirtualClock implements Clock {
  private ms: number;

  constructor(start: Instant) {
    this.ms = Date.parse(start);
  }

  readonly now = (): Instant => new Date(this.ms).toISOString();

  /** Moves to a later instant; never back. */
  moveTo(instant: Instant): void {
    this.ms = Math.max(this.ms, Date.parse(instant));
  }
}
