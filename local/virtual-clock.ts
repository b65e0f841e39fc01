import { type Instant, later } from "../core/instant";
import type { Clock } from "./clock";

/** Time that moves only when told. */
export class VirtualClock implements Clock {
  private instant: Instant;

  constructor(start: Instant) {
    this.instant = new Date(start).toISOString();
  }

  readonly now = (): Instant => this.instant;

  /** Moves to a later instant; never back. */
  moveTo(instant: Instant): void {
    this.instant = later(instant, this.instant);
  }
}
