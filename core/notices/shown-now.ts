import { type Instant, plus } from "../instant";
import { EVERYWHERE } from "../messages/shown";
import type { InAppChannel, InAppNotice } from "./in-app-notice";

/** Which notices are asked for. */
interface Asked {
  readonly channel: InAppChannel;
  /** A place on a page or in an app; without one, banners for everywhere alone. */
  readonly placement?: string;
  readonly now: Instant;
}

/**
 * The notices to be shown: not over, not dismissed, banners no more often than they may be; those of the highest
 * priority first, among them the newest. The table forgets what is over some days late, so this asks the clock.
 */
export function shownNow(notices: readonly InAppNotice[], asked: Asked): InAppNotice[] {
  return notices.filter((notice) => isShown(notice, asked)).sort(byPriority);
}

/** The order that notices are shown in: total, so that a page can go on after any of them. */
export function byPriority(a: NoticePlace, b: NoticePlace): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** What a notice's place in the order hangs on. */
export type NoticePlace = Pick<InAppNotice, "priority" | "createdAt" | "id">;

/** Whether the person has read it, as far as anybody can tell. */
export function isRead({ seen, clickedAt }: InAppNotice): boolean {
  return seen !== undefined || clickedAt !== undefined;
}

function isShown(notice: InAppNotice, { channel, placement, now }: Asked): boolean {
  const { shownUntil, dismissedAt } = notice;
  if (notice.channel !== channel || shownUntil <= now || dismissedAt !== undefined) return false;
  return channel === "inbox" || (isPlacedAt(notice, placement) && mayBeSeenAgain(notice, now));
}

function isPlacedAt({ placement = EVERYWHERE }: InAppNotice, asked: string | undefined): boolean {
  return placement === EVERYWHERE || placement === asked;
}

function mayBeSeenAgain({ seen, most, everySeconds }: InAppNotice, now: Instant): boolean {
  if (!seen) return true;
  if (most !== undefined && seen.count >= most) return false;
  return everySeconds === undefined || plus(seen.lastAt, { seconds: everySeconds }) <= now;
}
