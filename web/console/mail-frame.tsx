import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { OutboxMail } from "../../local/outbox";

/** Windows in CSS pixels that emails are read in. */
const WINDOWS = { desktop: { width: 680, height: 900 }, phone: { width: 375, height: 720 } } as const;

/** An email in its reader's window, made smaller where there is no room for it; nothing in it can run. */
export function MailFrame({ mail, device }: { mail: OutboxMail; device: keyof typeof WINDOWS }) {
  const stage = useRef<HTMLDivElement>(null);
  const room = useWidth(stage);
  const { width, height } = WINDOWS[device];
  const scale = room === 0 ? 1 : Math.min(1, room / width);
  return (
    <div class={`mail-stage mail-stage-${device}`} ref={stage}>
      <div class="mail-window" style={{ width: width * scale, height: height * scale }}>
        <iframe
          title={`The email “${mail.subject}” on a ${device}`}
          src={`/api/outbox/${encodeURIComponent(mail.id)}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          style={{ width, height, transform: `scale(${scale})` }}
        />
      </div>
    </div>
  );
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
