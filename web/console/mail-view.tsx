import { useState } from "preact/hooks";
import type { MailLine, PersonView } from "../../local/console-api";
import type { OutboxMail } from "../../local/outbox";
import { Decision } from "./decision";
import { Icon, type IconName } from "./icon";
import { MailFrame } from "./mail-frame";
import { PersonLink } from "./names";
import { Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { Scrollable } from "./scrollable";
import { Time } from "./time";

/** One email: to whom and why, and the ways to look at it. */
export function MailView({ id, line }: { id: string; line: MailLine | undefined }) {
  const { data: mail, error } = useResource<OutboxMail>(`outbox/${encodeURIComponent(id)}`);
  const { data: person } = useResource<PersonView>(
    line?.personId && `people/${encodeURIComponent(line.personId)}`,
  );
  const send = person?.sends.find(({ mailId }) => mailId === id);
  if (error) return <Trouble error={error} />;
  if (!mail) return <Reading lines={8} />;
  return (
    <article class="mail sheet" aria-labelledby="mail-title">
      <h2 id="mail-title" tabIndex={-1}>
        {mail.subject}
      </h2>
      <dl class="mail-lines">
        <div>
          <dt>To</dt>
          <dd>
            {line?.personId && <PersonLink id={line.personId} />} {mail.to}
          </dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>{mail.from}</dd>
        </div>
        <div>
          <dt>Sent</dt>
          <dd>
            <Time at={mail.at} as="moment" />
          </dd>
        </div>
        {send?.locale && (
          <div>
            <dt>Language</dt>
            <dd>
              {languageName(send.locale)} <code>{send.locale}</code>
            </dd>
          </div>
        )}
      </dl>
      {send && (
        <div class="mail-why">
          <Decision decision={{ ...send, kind: "send", outcome: send.status }} />
        </div>
      )}
      <Looks mail={mail} />
    </article>
  );
}

const LOOKS = {
  desktop: { title: "Desktop", icon: "desktop" },
  phone: { title: "Phone", icon: "phone" },
  text: { title: "Plain text", icon: "text" },
  headers: { title: "Headers", icon: "headers" },
} as const satisfies { [look: string]: { title: string; icon: IconName } };

type Look = keyof typeof LOOKS;

function Looks({ mail }: { mail: OutboxMail }) {
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
        {(look === "desktop" || look === "phone") && <MailFrame mail={mail} device={look} />}
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

function Lines({ title, lines }: { title: string; lines: OutboxMail["headers"] }) {
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

function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
