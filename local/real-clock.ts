import type { Instant } from "../core/instant";
import type { Clock } from "./clock";

/** Real time, pushed ahead where somebody could not wait. */
export class RealClock implements Clock {
  /**
   * @param realMs milliseconds since 1970, as the machine has them
   * @param aheadMs how far ahead it was when Herald last ran
   * @param keep remembers how far ahead it is, before anything happens at that time
   */
  constructor(
    private readonly realMs: () => number,
    private aheadMs = 0,
    private readonly keep?: (aheadMs: number) => Promise<void>,
  ) {}

  readonly now = (): Instant => new Date(this.realMs() + this.aheadMs).toISOString();

  /** How far this clock was pushed ahead of real time. */
  get aheadSeconds(): number {
    return Math.round(this.aheadMs / 1000);
  }

  async moveTo(instant: Instant): Promise<void> {
    const aheadMs = Date.parse(instant) - this.realMs();
    if (aheadMs <= this.aheadMs) return;
    await this.keep?.(aheadMs);
    this.aheadMs = aheadMs;
  }
}
