import { useBrand } from "./preview-brand";
import { PreviewLink } from "./preview-link";
import type { ShownNotice } from "./preview-phone";
import { Time } from "./time";

/** A message in the app's own inbox, not yet read. */
export function PreviewInbox({ notice, at }: { notice: ShownNotice; at: string | undefined }) {
  const { color } = useBrand();
  return (
    <figure class="preview">
      <div class="preview-inbox">
        <span class="preview-unread" style={{ background: color }} aria-hidden="true" />
        <p class="preview-title">{notice.title}</p>
        <p class="preview-time">{at ? <Time at={at} /> : "now"}</p>
        <p class="preview-body">{notice.body}</p>
      </div>
      <PreviewLink link={notice.link} />
    </figure>
  );
}

/** A banner on top of whatever the reader came for. */
export function PreviewBanner({ notice }: { notice: ShownNotice }) {
  const { color } = useBrand();
  return (
    <figure class="preview">
      <div class="preview-page">
        <p class="preview-banner" style={{ borderInlineStartColor: color }}>
          <b>{notice.title}</b> {notice.body}
          <span class="preview-close" aria-hidden="true">
            ×
          </span>
        </p>
        <div class="preview-rest" aria-hidden="true" />
      </div>
      <PreviewLink link={notice.link} />
    </figure>
  );
}
