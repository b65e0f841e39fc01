import type { ActivityLine } from "./activity-lines";
import type { Activity } from "./console-api";
import type { Keep } from "./keep";

/** So many lines are kept; the records they tell of stay with the people. */
const MAX_LINES = 1_000;

/** What happened, line by line, for whoever watches. */
export class ActivityFeed {
  private readonly listeners = new Set<(line: Activity) => void>();

  private constructor(
    private readonly keep: Keep,
    private readonly lines: Activity[],
  ) {}

  static async open(keep: Keep): Promise<ActivityFeed> {
    const lines = (await keep.all("activity")) as Activity[];
    return new ActivityFeed(
      keep,
      [...lines].sort((a, b) => a.seq - b.seq),
    );
  }

  async add(line: ActivityLine): Promise<void> {
    const numbered = { seq: (this.lines.at(-1)?.seq ?? 0) + 1, ...line };
    this.lines.push(numbered);
    await this.keep.put("activity", idOf(numbered), numbered);
    const oldest = this.lines.length > MAX_LINES ? this.lines.shift() : undefined;
    if (oldest) await this.keep.remove("activity", idOf(oldest));
    for (const listener of this.listeners) listener(numbered);
  }

  /** Lines older than `seq`, newest first. */
  before(seq: number, limit: number): Activity[] {
    return this.lines
      .filter((line) => line.seq < seq)
      .slice(-limit)
      .reverse();
  }

  /** @returns what ends the subscription */
  subscribe(listener: (line: Activity) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

const idOf = ({ seq }: Activity) => String(seq).padStart(12, "0");
