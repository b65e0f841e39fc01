import { type Instant, later } from "../../core/instant";
import type { DueTimer } from "../../core/store";
import type { DynamoTable } from "./dynamo-table";
import { type Minute, minuteOf, moved, startOf } from "./minute";
import { timerKey, timerPartition } from "./table";
import { expiry } from "./table-row";

/** Timers of one minute, and where the next page goes on. */
export interface TimerPage {
  readonly timers: readonly DueTimer[];
  readonly next?: string;
}

/** Sweeps can stand still this long, during an outage or by somebody's hand, before the table forgets a timer. */
const KEPT_DAYS = 7;

/** A page of rows of some hundred bytes: a thousand are sent in a second, and what a crash repeats. */
const PAGE = 1000;

/**
 * Timers in the table, by the minute in which they are due: a person has at most one in a minute.
 * Nobody deletes them; that the table forgets old rows costs nothing.
 */
export class DynamoTimers {
  constructor(
    private readonly table: DynamoTable,
    private readonly now: () => Instant,
  ) {}

  /**
   * Sets a timer in the minute of an instant, but not before the next minute from now: that one is swept a minute from
   * now at the earliest, so that the row never comes too late for the sweep. Of a person's timers in one minute the
   * latest stays, since all of them ring when the minute is over.
   * @returns the minute it was put into
   */
  async set(personId: string, at: Instant): Promise<Minute> {
    const minute = later(minuteOf(at), moved(minuteOf(this.now()), 1));
    await this.table.putIf(
      { ...timerKey(minute, personId), at, ...expiry(startOf(minute), KEPT_DAYS) },
      {
        ConditionExpression: "attribute_not_exists(pk) OR #at < :at",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: { ":at": at },
      },
    );
    return minute;
  }

  /** The timers in a shard of a minute, page by page. */
  async due(minute: Minute, shard: number, after?: string): Promise<TimerPage> {
    const { rows, next } = await this.table.page(timerPartition(minute, shard), { after, limit: PAGE });
    const timers = rows.map(({ sk, at }) => ({ personId: sk as string, at: at as Instant }));
    return { timers, ...(next !== undefined && { next }) };
  }

  /** Deletes a timer that rang, for a table where no sweep moves on; one that was moved within its minute stays. */
  async remove(minute: Minute, { personId, at }: DueTimer): Promise<void> {
    await this.table.deleteIf(timerKey(minute, personId), {
      ConditionExpression: "#at <= :at",
      ExpressionAttributeNames: { "#at": "at" },
      ExpressionAttributeValues: { ":at": at },
    });
  }
}
