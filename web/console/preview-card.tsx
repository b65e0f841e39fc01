import type { PreviewView } from "../../local/console-api";
import { Icon } from "./icon";
import { MessagePreview } from "./message-preview";
import { PreviewEmail } from "./preview-email";
import { PreviewNumbers } from "./preview-numbers";
import { CHANNELS } from "./words";

interface PreviewCardProps {
  readonly preview: PreviewView;
  /** When this channel is taken, in words. */
  readonly turn: string;
  /** Where the HTML of an email is served. */
  readonly src: string;
  readonly scheme: "light" | "dark";
}

/** One channel of a message: framed as its device shows it, with its numbers beside. */
export function PreviewCard({ preview, turn, src, scheme }: PreviewCardProps) {
  const { channel } = preview;
  const id = `preview-${channel}`;
  return (
    <section class="sheet preview-card" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          <Icon name={CHANNELS[channel].icon} />
          {CHANNELS[channel].name}
        </h2>
        <p class="faint">{turn}</p>
      </header>
      {"error" in preview ? (
        <p class="trouble preview-failed">
          <Icon name="alert" />
          <span>It cannot be written, so nothing would be sent: {preview.error}</span>
        </p>
      ) : (
        <div class="preview-beside">
          <div class={`preview-ground scheme-${scheme}`}>
            {preview.content.channel === "email" ? (
              <PreviewEmail content={preview.content} src={src} scheme={scheme} />
            ) : (
              <MessagePreview item={preview.content} />
            )}
          </div>
          <PreviewNumbers {...preview} />
        </div>
      )}
    </section>
  );
}
