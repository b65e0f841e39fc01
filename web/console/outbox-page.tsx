import { useEffect, useRef } from "preact/hooks";
import type { MailLine } from "../../local/console-api";
import { Icon } from "./icon";
import { MailView } from "./mail-view";
import { Nothing, Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";
import { Time } from "./time";
import { CHANNELS } from "./words";

/** Every message that would have gone out, and the chosen one as its reader sees it. */
export function OutboxPage({ id }: { id: string | undefined }) {
  const { data, error } = useResource<readonly MailLine[]>("outbox");
  const shown = id ?? data?.[0]?.id;
  return (
    <>
      <h1 tabIndex={-1}>Outbox</h1>
      <p class="lead">Messages stay here instead of going out.</p>
      <Trouble error={error} />
      {data === undefined && !error && <Reading lines={6} />}
      {data?.length === 0 && (
        <Nothing icon="outbox" title="No message yet">
          <p>
            <a href={hrefOf("live")}>Play a story</a> and move the clock on to the first message.
          </p>
        </Nothing>
      )}
      {data && data.length > 0 && (
        <div class={id === undefined ? "split" : "split split-chosen"}>
          <ul class="mails sheet" aria-label="Messages">
            {data.map((mail) => (
              <MailRow key={mail.id} mail={mail} isShown={mail.id === shown} />
            ))}
          </ul>
          {shown !== undefined && (
            <Chosen key={shown} id={shown} line={data.find((mail) => mail.id === shown)} />
          )}
        </div>
      )}
    </>
  );
}

function MailRow({
  mail: { id, at, channel, to, subject, message, variant },
  isShown,
}: {
  mail: MailLine;
  isShown: boolean;
}) {
  return (
    <li>
      <a class="mail-row" href={hrefOf("outbox", id)} aria-current={isShown ? "true" : undefined}>
        <span class="mail-subject">
          <Icon name={CHANNELS[channel].icon} />
          <span class="unseen">{CHANNELS[channel].name}: </span>
          {subject}
        </span>
        <span class="mail-at faint">
          <Time at={at} />
        </span>
        <span class="mail-to faint">{to}</span>
        <span class="mail-message faint">
          {titleOf(message)}
          {variant !== "default" && ` · ${variant}`}
        </span>
      </a>
    </li>
  );
}

/** On a phone the list gives way to the message, so the keyboard goes there too. */
function Chosen({ id, line }: { id: string; line: MailLine | undefined }) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = document.querySelector<HTMLElement>(".mails");
    if (list?.offsetParent === null) heading.current?.querySelector("h2")?.focus();
  }, []);
  return (
    <div class="split-detail" ref={heading}>
      <a class="back split-back" href={hrefOf("outbox")}>
        <Icon name="back" />
        All messages
      </a>
      <MailView id={id} line={line} />
    </div>
  );
}
