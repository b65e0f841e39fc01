import type { Instant } from "../instant";
import type { Channel } from "../messages/message";

/** The channels that people read in the company's own app or on its website. */
export type InAppChannel = Extract<Channel, "inbox" | "banner">;

/** One inbox message or one banner of a person, with what they did about it. Its texts are plain, never HTML. */
export interface InAppNotice {
  readonly personId: string;
  /** Names it within its person; see `noticeId`. */
  readonly id: string;
  readonly channel: InAppChannel;
  readonly title: string;
  readonly body: string;
  /** An http(s) address. */
  readonly link?: string;
  /** Where a banner is shown, such as `home`, or `everywhere`. */
  readonly placement?: string;
  /** The higher, the earlier it is shown. */
  readonly priority: number;
  readonly createdAt: Instant;
  /** From when on it is no longer shown. */
  readonly shownUntil: Instant;
  /** How often a banner may be seen. */
  readonly most?: number;
  /** The least time between two showings of a banner. */
  readonly everySeconds?: number;
  readonly seen?: Sightings;
  readonly clickedAt?: Instant;
  readonly dismissedAt?: Instant;
  /** Names its row in the ledger. */
  readonly sendKey: string;
  readonly journey: string;
  readonly correlation: string;
  readonly step: string;
  readonly message: string;
  readonly variant?: string;
  readonly locale: string;
  /** Counts how often the row was written. */
  readonly revision: number;
}

/** How often a notice was seen, and when the first and the last showing were. */
export interface Sightings {
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** Where the notices of people are kept. */
export interface Notices {
  /** Keeps a notice unless one of its id is there. @returns whether it was new */
  putNew(notice: InAppNotice): Promise<boolean>;
  /** All that a person has on a channel, in no order; some may be over. */
  list(personId: string, channel: InAppChannel): Promise<InAppNotice[]>;
  get(personId: string, id: string): Promise<InAppNotice | undefined>;
  /** Writes over the revision that was read. @returns `false` where somebody else has written meanwhile */
  save(notice: InAppNotice): Promise<boolean>;
}

/** Names a notice for apps and in addresses, in letters, digits, `-` and `_`. */
export function noticeId(channel: InAppChannel, sendKey: string): string {
  return Buffer.from(`${channel}#${sendKey}`).toString("base64url");
}

/** What an id names; `undefined` where it is none. */
export function readNoticeId(id: string): { channel: InAppChannel; sendKey: string } | undefined {
  const [, channel, sendKey] = /^(inbox|banner)#(.+)$/s.exec(Buffer.from(id, "base64url").toString()) ?? [];
  if (!channel || !sendKey || noticeId(channel as InAppChannel, sendKey) !== id) return undefined;
  return { channel: channel as InAppChannel, sendKey };
}
