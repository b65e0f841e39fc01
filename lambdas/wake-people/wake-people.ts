import { earlier, type Instant } from "../../core/instant";
import type { DueTimer } from "../../core/store";
import type { TimerPage } from "../shared/dynamo-timers";
import { type Minute, minuteOf, moved } from "../shared/minute";
import { TIMER_SHARDS } from "../shared/table";

/** Where a sweep goes on: everything before is sent. */
export interface SweepPlace {
  readonly minute: Minute;
  /** The last person of the minute that is sent. */
  readonly after?: string;
}

/** What the sweep needs of the outside. */
export interface WakePeoplePorts {
  readonly now: () => Instant;
  readonly dueTimers: (minute: Minute, shard: number, after?: string) => Promise<TimerPage>;
  /** Sends each as an event; throws unless all of them are sent. */
  readonly send: (timers: readonly DueTimer[]) => Promise<void>;
  readonly loadPlace: (shard: number) => Promise<SweepPlace | undefined>;
  /** Says `false` where the shard is as far or farther already. */
  readonly savePlace: (shard: number, place: SweepPlace) => Promise<boolean>;
}

/** A backlog is worked off in steps of so many minutes, each a minute after the one before. */
const MAX_MINUTES = 60;

/** A timer that rings where the clock stands before it finds nothing to do, and clocks may differ a little. */
const CLOCKS_DIFFER_MS = 2_000;

/**
 * Sends everybody whose timer is due, in every minute that is over since the last sweep.
 * The place is saved after a page is sent, so a crash between the two sends the page again, and so do two sweeps at
 * once; that is harmless, since a person takes the same timer once, like any event.
 */
export async function wakePeople(ports: WakePeoplePorts): Promise<void> {
  const shards = Array.from({ length: TIMER_SHARDS }, (_, shard) => sweep(shard, ports));
  const failures = (await Promise.allSettled(shards)).filter((result) => result.status === "rejected");
  const [failure] = failures;
  if (!failure) return;
  const { reason: cause } = failure;
  throw new Error(`${failures.length} of ${TIMER_SHARDS} sweeps failed: ${cause}`, { cause });
}

async function sweep(shard: number, ports: WakePeoplePorts): Promise<void> {
  const ongoing = minuteOf(new Date(Date.parse(ports.now()) - CLOCKS_DIFFER_MS).toISOString());
  // The first sweep of all looks back, since timers may be set before the schedule is deployed.
  let place = (await ports.loadPlace(shard)) ?? { minute: moved(ongoing, -MAX_MINUTES) };
  const end = earlier(ongoing, moved(place.minute, MAX_MINUTES));
  while (place.minute < end) {
    const { timers, next } = await ports.dueTimers(place.minute, shard, place.after);
    if (timers.length > 0) await ports.send(timers);
    place = next === undefined ? { minute: moved(place.minute, 1) } : { minute: place.minute, after: next };
    // Another sweep is ahead and goes on.
    if (!(await ports.savePlace(shard, place))) return;
  }
}
