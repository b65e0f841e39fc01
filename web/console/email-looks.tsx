import { useState } from "preact/hooks";
import type { OutboxItem, OutboxMail } from "../../local/outbox";
import { Icon, type IconName } from "./icon";
import { MailFrame } from "./mail-frame";
import { Scrollable } from "./scrollable";

const LOOKS = {
  desktop: { title: "Desktop", icon: "desktop" },
  phone: { title: "Phone", icon: "phone" },
  text: { title: "Plain text", icon: "text" },
  headers: { title: "Headers", icon: "headers" },
} as const satisfies { [look: string]: { title: string; icon: IconName } };

type Look = keyof typeof LOOKS;

/** The ways to look at an email: as its readers see it, as text, and what it carries. */
export function EmailLooks({ mail }: { mail: OutboxMail }) {
  const [look, setLook] = useState<Look>("desktop");
  const names = Object.keys(LOOKS) as Look[];

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = names[(names.indexOf(look) + step + names.length) % names.length] as Look;
    setLook(next);
    document.getElementById(`look-${next}`)?.focus();
  }

  return (
    <>
      <div class="tabs" role="tablist" aria-label="Ways to look at it" onKeyDown={onKeyDown}>
        {names.map((name) => (
          <button
            key={name}
            id={`look-${name}`}
            type="button"
            role="tab"
            aria-selected={name === look}
            aria-controls="look"
            tabIndex={name === look ? 0 : -1}
            onClick={() => setLook(name)}
          >
            <Icon name={LOOKS[name].icon} />
            {LOOKS[name].title}
          </button>
        ))}
      </div>
      <div id="look" role="tabpanel" aria-labelledby={`look-${look}`}>
        {(look === "desktop" || look === "phone") && (
          <MailFrame
            subject={mail.subject}
            src={`/api/outbox/${encodeURIComponent(mail.id)}/html`}
            device={look}
          />
        )}
        {look === "text" && (
          <Scrollable class="listing mail-text" label="Plain text">
            {mail.text}
          </Scrollable>
        )}
        {look === "headers" && <Headers mail={mail} />}
      </div>
    </>
  );
}

function Headers({ mail: { id, from, to, replyTo, subject, headers, tags } }: { mail: OutboxMail }) {
  const lines = [
    { name: "From", value: from },
    { name: "To", value: to },
    { name: "Reply-To", value: replyTo },
    { name: "Subject", value: subject },
    ...headers,
  ];
  return (
    <div class="mail-headers">
      <Lines title="Headers" lines={lines} />
      <Lines title="Tags" lines={[...tags, { name: "outbox id", value: id }]} />
    </div>
  );
}

/** Names and values that a message carries. */
export function Lines({ title, lines }: { title: string; lines: OutboxItem["tags"] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="facts">
        {lines.map(({ name, value }) => (
          <div key={name} class="fact">
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
