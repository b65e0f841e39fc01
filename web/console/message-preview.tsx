import type { OutboxItem } from "../../local/outbox";
import { useLive } from "./live";
import { Time } from "./time";

type PlainItem = Exclude<OutboxItem, { readonly channel: "email" }>;
type NoticeItem = Exclude<PlainItem, { readonly channel: "sms" }>;

/** A message without a layout, about as its reader sees it on a phone or a page. */
export function MessagePreview({ item }: { item: PlainItem }) {
  switch (item.channel) {
    case "sms":
      return <TextMessage text={item.text} at={item.at} />;
    case "push":
      return <Notification item={item} />;
    case "inbox":
      return <InboxMessage item={item} />;
    case "banner":
      return <Banner item={item} />;
  }
}

function TextMessage({ text, at }: { text: string; at: string }) {
  const { name } = useBrand();
  return (
    <figure class="preview preview-phone">
      <div class="preview-screen">
        <p class="preview-sender">{name}</p>
        <p class="preview-time">
          <Time at={at} as="moment" />
        </p>
        <p class="preview-bubble">{text}</p>
      </div>
      <figcaption>{text.length} characters</figcaption>
    </figure>
  );
}

function Notification({ item: { title, body, link, at } }: { item: NoticeItem }) {
  const { name, color } = useBrand();
  return (
    <figure class="preview preview-phone">
      <div class="preview-screen preview-lock">
        <div class="preview-notification">
          <span class="preview-app" style={{ background: color }} aria-hidden="true" />
          <p class="preview-from">
            {name}
            <span>
              <Time at={at} />
            </span>
          </p>
          <p class="preview-title">{title}</p>
          <p class="preview-body">{body}</p>
        </div>
      </div>
      <Leads link={link} />
    </figure>
  );
}

function InboxMessage({ item: { title, body, link, at } }: { item: NoticeItem }) {
  const { color } = useBrand();
  return (
    <figure class="preview">
      <div class="preview-inbox">
        <span class="preview-unread" style={{ background: color }} aria-hidden="true" />
        <p class="preview-title">{title}</p>
        <p class="preview-time">
          <Time at={at} />
        </p>
        <p class="preview-body">{body}</p>
      </div>
      <Leads link={link} />
    </figure>
  );
}

function Banner({ item: { title, body, link } }: { item: NoticeItem }) {
  const { color } = useBrand();
  return (
    <figure class="preview">
      <div class="preview-page">
        <p class="preview-banner" style={{ borderInlineStartColor: color }}>
          <b>{title}</b> {body}
          <span class="preview-close" aria-hidden="true">
            ×
          </span>
        </p>
        <div class="preview-rest" aria-hidden="true" />
      </div>
      <Leads link={link} />
    </figure>
  );
}

function Leads({ link }: { link: string | undefined }) {
  if (!link) return <figcaption>It leads nowhere.</figcaption>;
  return (
    <figcaption>
      It leads to{" "}
      <a href={link} target="_blank" rel="noreferrer">
        {link}
      </a>
    </figcaption>
  );
}

function useBrand(): { readonly name: string; readonly color: string } {
  return useLive().state?.brand ?? { name: "", color: "" };
}
