import type { Instant } from "../core/instant";

/** Sleeps no longer than this: a laptop that slept, or a clock that was set, is noticed soon. */
const LONGEST_SLEEP_MS = 30_000;
/** Work that failed is not tried again sooner. */
const PAUSE_AFTER_FAILURE_MS = 1_000;

/** Does what is due, when it is due, in real time. */
export class DueTimer {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly herald: { nextDueAt(): Instant | undefined; now(): Instant },
    private readonly work: () => Promise<void>,
  ) {}

  /** To be called whenever something may have become due at another time. */
  arm(leastMs = 0): void {
    clearTimeout(this.timer);
    const next = this.herald.nextDueAt();
    if (this.stopped || next === undefined) return;
    const inMs = Date.parse(next) - Date.parse(this.herald.now());
    this.timer = setTimeout(() => void this.fire(), Math.min(Math.max(inMs, leastMs), LONGEST_SLEEP_MS));
    this.timer.unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async fire(): Promise<void> {
    try {
      await this.work();
      this.arm();
    } catch {
      this.arm(PAUSE_AFTER_FAILURE_MS);
    }
  }
}
