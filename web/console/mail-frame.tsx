import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Windows in CSS pixels that emails are read in. */
const WINDOWS = { desktop: { width: 680, height: 900 }, phone: { width: 375, height: 720 } } as const;

interface MailFrameProps {
  readonly subject: string;
  /** Where its HTML is served, under a policy that lets it do nothing. */
  readonly src: string;
  readonly device: keyof typeof WINDOWS;
  /** An email decides its own colors; a dark console must not shine through it. */
  readonly scheme?: "light" | "dark";
}

/** An email in its reader's window, made smaller where there is no room for it; nothing in it can run. */
export function MailFrame({ subject, src, device, scheme = "light" }: MailFrameProps) {
  const stage = useRef<HTMLDivElement>(null);
  const room = useWidth(stage);
  const { width, height } = WINDOWS[device];
  const scale = room === 0 ? 1 : Math.min(1, room / width);
  return (
    <div class={`mail-stage mail-stage-${device}`} ref={stage}>
      <div class="mail-window" style={{ width: width * scale, height: height * scale }}>
        <iframe
          title={`The email “${subject}” on a ${device}`}
          src={src}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          style={{ width, height, transform: `scale(${scale})`, colorScheme: scheme }}
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
