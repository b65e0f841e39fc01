import type { Instant } from "../instant";
import { isJsonObject } from "../json";
import type { InAppNotice } from "./in-app-notice";
import { byPriority, isRead, type NoticePlace, shownNow } from "./shown-now";

/** A notice as apps get it: texts and facts, nothing of how it came to be. */
interface NoticeView {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly link?: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** Which showing this would be, from 1: an app says it back once the person has seen it. */
  readonly showing: number;
}

/** Some of a person's inbox. */
export interface InboxPage {
  readonly messages: readonly (NoticeView & { readonly read: boolean })[];
  /** How many are in the whole inbox, and how many of them were not read. */
  readonly total: number;
  readonly unread: number;
  /** Where the next page goes on; there is none without it. */
  readonly next?: string;
}

const PAGE = 20;

/** A page of a person's inbox. @param after the place that the page before ended with */
export function inboxPage(notices: readonly InAppNotice[], now: Instant, after?: NoticePlace): InboxPage {
  const shown = shownNow(notices, { channel: "inbox", now });
  const rest = after ? shown.filter((notice) => byPriority(notice, after) > 0) : shown;
  const page = rest.slice(0, PAGE);
  const last = page.at(-1);
  return {
    messages: page.map((notice) => ({ ...viewOf(notice), read: isRead(notice) })),
    total: shown.length,
    unread: shown.filter((notice) => !isRead(notice)).length,
    ...(last && rest.length > PAGE && { next: placeText(last) }),
  };
}

/** The banners of a person for a place, the most important first. */
export function bannerList(
  notices: readonly InAppNotice[],
  now: Instant,
  placement?: string,
): { readonly banners: readonly NoticeView[] } {
  const asked = { channel: "banner", now, ...(placement && { placement }) } as const;
  return { banners: shownNow(notices, asked).map(viewOf) };
}

/** Reads a place back that a page ended with; `undefined` where the text is none. */
export function readPlace(text: string): NoticePlace | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!isJsonObject(place)) return undefined;
    const { priority, createdAt, id } = place;
    if (typeof priority !== "number" || typeof createdAt !== "string" || typeof id !== "string")
      return undefined;
    return { priority, createdAt, id };
  } catch {
    return undefined;
  }
}

function placeText({ priority, createdAt, id }: NoticePlace): string {
  return Buffer.from(JSON.stringify({ priority, createdAt, id })).toString("base64url");
}

function viewOf({ id, title, body, link, createdAt, shownUntil: expiresAt, seen }: InAppNotice): NoticeView {
  const showing = (seen?.count ?? 0) + 1;
  return { id, title, body, ...(link && { link }), createdAt, expiresAt, showing };
}
