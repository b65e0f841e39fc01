import { type Duration, type Instant, plus } from "../instant";
import type { Channel, Purpose } from "../messages/message";

/** At most so many messages to one person within any stretch of time. */
export interface FrequencyCap {
  /** Left out: on all channels together. */
  readonly channels?: readonly Channel[];
  readonly purposes: readonly Purpose[];
  readonly most: number;
  readonly within: Duration;
  /** The law or the reason. */
  readonly source: string;
}

/** A message that wants to go out. */
export interface SlotRequest {
  /** `sendKey`: a repetition finds the slot it took. */
  readonly key: string;
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** The journey's; the higher goes first. */
  readonly priority: number;
}

/** A message that went out, or is about to. */
export interface Slot extends SlotRequest {
  readonly at: Instant;
}

/** A message that was put off until a moment, and for which room is kept. */
interface AwaitedSend extends SlotRequest {
  readonly due: Instant;
}

/** What caps are reckoned from: one small row per person, for messages that a cap counts only. */
export interface SendingRow {
  readonly personId: string;
  readonly slots: readonly Slot[];
  readonly awaited: readonly AwaitedSend[];
  /** Counts the writes; 0 is not stored yet. */
  readonly revision: number;
}

/** The row with the slot taken (the same object where a repetition has it), or when there may be room. */
export type SlotAnswer =
  | { readonly taken: SendingRow }
  | { readonly full: { readonly cap: FrequencyCap; readonly until: Instant } };

/** More than any sensible cap counts; keeps the row small. */
const MAX_SLOTS = 200;
const MAX_AWAITED = 50;

/** A person nothing has been sent to. */
export function noSlots(personId: string): SendingRow {
  return { personId, slots: [], awaited: [], revision: 0 };
}

/** Whether any cap counts such a message. */
export function isCapped(
  caps: readonly FrequencyCap[],
  asked: Pick<SlotRequest, "channel" | "purpose">,
): boolean {
  return caps.some((cap) => counts(cap, asked));
}

/**
 * Takes a slot for a message now, unless a cap is reached. Messages that are awaited within a cap's stretch of time and
 * go first keep their room.
 */
export function takeSlot(
  row: SendingRow,
  request: SlotRequest,
  caps: readonly FrequencyCap[],
  now: Instant,
): SlotAnswer {
  if (row.slots.some(({ key, channel }) => key === request.key && channel === request.channel))
    return { taken: row };
  let full: { cap: FrequencyCap; until: Instant } | undefined;
  for (const cap of caps) {
    if (!counts(cap, request)) continue;
    const until = roomAt(row, request, cap, now);
    if (until !== undefined && (full === undefined || until > full.until)) full = { cap, until };
  }
  if (full) return { full };
  const oldest = oldestCounted(caps, now);
  const others = ({ key }: SlotRequest) => key !== request.key;
  return {
    taken: {
      ...row,
      slots: [...row.slots.filter((slot) => slot.at > oldest && others(slot)), { ...request, at: now }].slice(
        -MAX_SLOTS,
      ),
      awaited: stillAwaited(row, now).filter(others),
    },
  };
}

/** Keeps room for a message that was put off. */
export function awaitSlot(row: SendingRow, request: SlotRequest, due: Instant, now: Instant): SendingRow {
  const others = stillAwaited(row, now).filter(({ key }) => key !== request.key);
  return { ...row, awaited: [...others, { ...request, due }].slice(-MAX_AWAITED) };
}

/** When there may be room under a cap; `undefined` where there is now. */
function roomAt(row: SendingRow, request: SlotRequest, cap: FrequencyCap, now: Instant): Instant | undefined {
  const end = plus(now, cap.within);
  const first = stillAwaited(row, now).filter(
    (other) =>
      counts(cap, other) && other.key !== request.key && other.priority > request.priority && other.due < end,
  );
  const start = plus(now, negative(cap.within));
  const taken = row.slots
    .filter((slot) => counts(cap, slot) && slot.key !== request.key && slot.at > start)
    .map(({ at }) => plus(at, cap.within));
  if (taken.length + first.length < cap.most) return undefined;
  // A slot is free once it is a stretch old; an awaited message frees its own a stretch after it is due.
  const frees = [...taken, ...first.map(({ due }) => plus(due, cap.within))].sort();
  return frees[frees.length - cap.most] as Instant;
}

function counts(
  { channels, purposes }: FrequencyCap,
  { channel, purpose }: Pick<SlotRequest, "channel" | "purpose">,
) {
  return purposes.includes(purpose) && (channels === undefined || channels.includes(channel));
}

/** A message that did not come an hour after it was due has found its own way, or its end. */
function stillAwaited({ awaited }: SendingRow, now: Instant): readonly AwaitedSend[] {
  const since = plus(now, { hours: -1 });
  return awaited.filter(({ due }) => due > since);
}

function oldestCounted(caps: readonly FrequencyCap[], now: Instant): Instant {
  return caps.map(({ within }) => plus(now, negative(within))).sort()[0] ?? now;
}

function negative({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Duration): Duration {
  return { days: -days, hours: -hours, minutes: -minutes, seconds: -seconds };
}
