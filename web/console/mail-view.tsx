import type { MailLine, PersonView } from "../../local/console-api";
import type { OutboxItem } from "../../local/outbox";
import { Decision } from "./decision";
import { EmailLooks, Lines } from "./email-looks";
import { languageName } from "./language-name";
import { MessagePreview } from "./message-preview";
import { PersonLink } from "./names";
import { Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { Time } from "./time";
import { CHANNELS } from "./words";

/** One message of the outbox: to whom and why, and how it looks to its reader. */
export function MailView({ id, line }: { id: string; line: MailLine | undefined }) {
  const { data: item, error } = useResource<OutboxItem>(`outbox/${encodeURIComponent(id)}`);
  const { data: person } = useResource<PersonView>(
    line?.personId && `people/${encodeURIComponent(line.personId)}`,
  );
  const send = person?.sends.find(({ mailId }) => mailId === id);
  if (error) return <Trouble error={error} />;
  if (!item) return <Reading lines={8} />;
  return (
    <article class="mail sheet" aria-labelledby="mail-title">
      <h2 id="mail-title" tabIndex={-1}>
        {headingOf(item)}
      </h2>
      <dl class="mail-lines">
        <div>
          <dt>To</dt>
          <dd>
            {line?.personId && <PersonLink id={line.personId} />} {item.to !== line?.personId && item.to}
          </dd>
        </div>
        {item.channel === "email" ? (
          <div>
            <dt>From</dt>
            <dd>{item.from}</dd>
          </div>
        ) : (
          <div>
            <dt>Channel</dt>
            <dd>{CHANNELS[item.channel].name}</dd>
          </div>
        )}
        <div>
          <dt>Sent</dt>
          <dd>
            <Time at={item.at} as="moment" />
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
      {item.channel === "email" ? (
        <EmailLooks mail={item} />
      ) : (
        <>
          <MessagePreview item={item} />
          <div class="mail-headers">
            <Lines title="Tags" lines={[...item.tags, { name: "outbox id", value: item.id }]} />
          </div>
        </>
      )}
    </article>
  );
}

function headingOf(item: OutboxItem): string {
  if (item.channel === "email") return item.subject;
  return item.channel === "sms" ? CHANNELS.sms.name : item.title;
}
