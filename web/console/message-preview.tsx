import type { RenderedNotice, RenderedSms } from "../../core/messages/render";
import { PreviewBanner, PreviewInbox } from "./preview-app";
import { PreviewNotification, PreviewTextMessage } from "./preview-phone";

/** A message without a layout, as it was sent or will be; `at` where it was. */
export type PlainItem = (Omit<RenderedSms, "locale"> | Omit<RenderedNotice, "locale">) & {
  readonly at?: string;
};

/** A message without a layout, about as its reader sees it on a phone or a page. */
export function MessagePreview({ item }: { item: PlainItem }) {
  switch (item.channel) {
    case "sms":
      return <PreviewTextMessage text={item.text} at={item.at} />;
    case "push":
      return <PreviewNotification notice={item} at={item.at} />;
    case "inbox":
      return <PreviewInbox notice={item} at={item.at} />;
    case "banner":
      return <PreviewBanner notice={item} />;
  }
}
