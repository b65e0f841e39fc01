import { smsSize } from "../../core/messages/sms-segments";
import { useBrand } from "./preview-brand";
import { PreviewLink } from "./preview-link";
import { Time } from "./time";

/** A text message as a phone shows it, with what it is paid for. */
export function PreviewTextMessage({ text, at }: { text: string; at: string | undefined }) {
  const { name } = useBrand();
  const { segments, encoding, forcedBy } = smsSize(text);
  return (
    <figure class="preview preview-phone">
      <div class="preview-screen">
        <p class="preview-sender">{name}</p>
        <p class="preview-time">{at ? <Time at={at} as="moment" /> : "Now"}</p>
        <p class="preview-bubble">
          <Marked text={text} character={forcedBy} />
        </p>
      </div>
      <figcaption>
        {[...text].length} characters, {segments} {segments === 1 ? "segment" : "segments"} of {encoding}
      </figcaption>
    </figure>
  );
}

/** The character that makes every segment smaller stands out. */
function Marked({ text, character }: { text: string; character: string | undefined }) {
  const at = character === undefined ? -1 : text.indexOf(character);
  if (character === undefined || at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark title="Not in the GSM alphabet">{character}</mark>
      {text.slice(at + character.length)}
    </>
  );
}

/** What a notice says. */
export interface ShownNotice {
  readonly title: string;
  readonly body: string;
  readonly link?: string;
}

/** A notification on a lock screen, cut where phones cut it. */
export function PreviewNotification({ notice, at }: { notice: ShownNotice; at: string | undefined }) {
  const { name, color } = useBrand();
  return (
    <figure class="preview preview-phone">
      <div class="preview-screen preview-lock">
        <p class="preview-clock" aria-hidden="true">
          9:41
        </p>
        <div class="preview-notification">
          <span class="preview-app" style={{ background: color }} aria-hidden="true">
            {name.charAt(0)}
          </span>
          <p class="preview-from">
            {name}
            <span>{at ? <Time at={at} /> : "now"}</span>
          </p>
          <p class="preview-title">{notice.title}</p>
          <p class="preview-body">{notice.body}</p>
        </div>
      </div>
      <PreviewLink link={notice.link} />
    </figure>
  );
}
