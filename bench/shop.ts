import { Heap } from "heap-js";
import type { Dice } from "./dice";
import type { Shopper } from "./shopper";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Of all events, those that arrive long after they happened, and those that arrive twice. */
const LATE = 0.004;
const TWICE = 0.004;

interface Moment {
  readonly ms: number;
  /** Of two moments at the same time, the one that was arranged first comes first. */
  readonly order: number;
  readonly happens: () => string | undefined;
}

/** What an event carries. */
interface Said {
  readonly properties?: object;
  readonly traits?: object;
  /** Is neither late nor doubled. */
  readonly prompt?: boolean;
}

/** What is still to happen, soonest first: as much as people have in hand, however long the year is. */
export class Shop {
  private readonly moments = new Heap<Moment>((a, b) => a.ms - b.ms || a.order - b.order);
  private arranged = 0;
  private said = 0;

  constructor(
    readonly dice: Dice,
    readonly fromMs: number,
    readonly toMs: number,
  ) {}

  /** Arranges for something to happen. */
  at(ms: number, happens: () => void): void {
    this.arrange(ms, () => {
      happens();
      return undefined;
    });
  }

  /** Something happens to a shopper, which a line will tell. */
  say(ms: number, shopper: Pick<Shopper, "id">, event: string, said: Said = {}): void {
    const { dice } = this;
    const { properties = {}, traits, prompt } = said;
    const who = shopper.id.startsWith("visitor-") ? { anonymousId: shopper.id } : { userId: shopper.id };
    const text = JSON.stringify({
      source: "shop",
      "detail-type": event,
      detail: {
        messageId: `e-${++this.said}`,
        ...who,
        timestamp: new Date(ms).toISOString(),
        ...(traits && { traits }),
        properties,
      },
    });
    const late = !prompt && dice.chance(LATE) ? dice.about(dice.chance(0.15) ? 2 * DAY : 2 * HOUR) : 0;
    this.arrange(ms + late, () => text);
    if (!prompt && dice.chance(TWICE)) this.arrange(ms + late + dice.about(20 * MINUTE), () => text);
  }

  /** Lets everything happen; gives the lines in the order in which they arrive. */
  *lines(): Generator<string> {
    for (let next = this.moments.pop(); next && next.ms < this.toMs; next = this.moments.pop()) {
      const line = next.happens();
      if (line !== undefined) yield line;
    }
  }

  private arrange(ms: number, happens: Moment["happens"]): void {
    this.moments.push({ ms: Math.round(ms), order: this.arranged++, happens });
  }
}
