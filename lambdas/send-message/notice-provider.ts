import { earlier, type Instant, plus } from "../../core/instant";
import { type InAppNotice, type Notices, noticeId } from "../../core/notices/in-app-notice";
import type { ChannelProvider, OutgoingNotice, ProviderAnswer } from "./channel-provider";

/**
 * Puts inbox messages and banners where the company's app reads them. One send is one row, so that a message which is
 * handed off twice is there once.
 */
export function noticeProvider(
  notices: Pick<Notices, "putNew">,
  now: () => Instant,
): ChannelProvider<OutgoingNotice> {
  return {
    async send(outgoing): Promise<ProviderAnswer> {
      const notice = noticeOf(outgoing, now());
      await notices.putNew(notice);
      return { outcome: "accepted", providerId: notice.id };
    },
  };
}

/** What is kept of a message, before anybody saw it. */
function noticeOf(
  { channel, to, title, body, link, send, locale, shown, trueUntil }: OutgoingNotice,
  at: Instant,
): InAppNotice {
  const { forSeconds, ...terms } = shown;
  return {
    personId: to,
    id: noticeId(channel, send.sendKey),
    ...{ channel, title, body },
    ...(link && { link }),
    ...terms,
    createdAt: at,
    shownUntil: earlier(plus(at, { seconds: forSeconds }), trueUntil),
    ...send,
    locale,
    revision: 0,
  };
}
