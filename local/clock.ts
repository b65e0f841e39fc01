import type { Instant } from "../core/instant";

/** Whose time it is: a test's, or the real one pushed ahead. */
export interface Clock {
  readonly now: () => Instant;
  /** Moves to a later instant; never back. */
  moveTo(instant: Instant): void | Promise<void>;
}
