import { type Duration, inSeconds } from "../instant";
import type { Channel } from "./message";

/** How inbox messages and banners of a message are shown, as its author writes it. */
export interface Shown {
  /** Where a banner is shown, kebab-case, such as `home`; left out: everywhere. */
  readonly placement?: string;
  /** The higher, the earlier it is shown; left out: 0. */
  readonly priority?: number;
  /** How long it is shown; left out: 30 days in an inbox, 7 days as a banner. */
  readonly for?: Duration;
  /** How often a banner may be seen; left out: 3 times. */
  readonly most?: number;
  /** The least time between two showings of a banner; left out: none. */
  readonly every?: Duration;
}

/** What an inbox message or a banner is shown by. */
export interface ShownTerms {
  readonly placement?: string;
  readonly priority: number;
  readonly forSeconds: number;
  readonly most?: number;
  readonly everySeconds?: number;
}

/** The placement of banners that are shown in all places. */
export const EVERYWHERE = "everywhere";

/** Longer than the events that led to it are remembered would be a notice without a reason. */
const LONGEST_DAYS = 365;
const INBOX_DAYS = 30;
const BANNER_DAYS = 7;
const BANNER_MOST = 3;
const HIGHEST_PRIORITY = 1_000;
const HIGHEST_MOST = 100;
const KEBAB = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const FIELDS = new Set(["placement", "priority", "for", "most", "every"]);

/** What is wrong with how a message is shown, in words for its author; `undefined` where nothing is. */
export function faultInShown(shown: Shown, channels: readonly Channel[]): string | undefined {
  const isBanner = channels.includes("banner");
  if (!isBanner && !channels.includes("inbox")) return "shown is for the channels inbox and banner alone";
  for (const field of Object.keys(shown)) {
    if (!FIELDS.has(field)) return `shown knows no "${field}"; it knows ${[...FIELDS].join(", ")}`;
  }
  for (const field of ["placement", "most", "every"] as const) {
    if (shown[field] !== undefined && !isBanner) return `shown.${field} is for banners alone`;
  }
  const { placement, priority = 0, most = 1 } = shown;
  if (placement !== undefined && !KEBAB.test(placement)) {
    return `shown.placement must be kebab-case and at most 64 characters, got ${JSON.stringify(placement)}`;
  }
  if (!Number.isInteger(priority) || Math.abs(priority) > HIGHEST_PRIORITY) {
    return `shown.priority must be a whole number from -${HIGHEST_PRIORITY} to ${HIGHEST_PRIORITY}, got ${priority}`;
  }
  if (!Number.isInteger(most) || most < 1 || most > HIGHEST_MOST) {
    return `shown.most must be a whole number from 1 to ${HIGHEST_MOST}, got ${most}`;
  }
  return faultInLength("for", shown.for) ?? faultInLength("every", shown.every);
}

/** With what an author leaves out filled in. */
export function shownTerms(channel: "inbox" | "banner", shown: Shown = {}): ShownTerms {
  const { priority = 0 } = shown;
  if (channel === "inbox") return { priority, forSeconds: inSeconds(shown.for ?? { days: INBOX_DAYS }) };
  const { placement = EVERYWHERE, most = BANNER_MOST, every } = shown;
  const forSeconds = inSeconds(shown.for ?? { days: BANNER_DAYS });
  return { priority, forSeconds, placement, most, ...(every && { everySeconds: inSeconds(every) }) };
}

function faultInLength(field: "for" | "every", length: Duration | undefined): string | undefined {
  if (length === undefined) return undefined;
  const seconds = inSeconds(length);
  if (seconds > 0 && seconds <= LONGEST_DAYS * 86_400) return undefined;
  return `shown.${field} must be longer than zero and at most ${LONGEST_DAYS} days, got ${JSON.stringify(length)}`;
}
