import { useEffect, useRef } from "preact/hooks";
import type { EventRecord } from "../../core/store";
import type { PersonView, SendView } from "../../local/console-api";
import { daysOf } from "./day";
import { Decision } from "./decision";
import { Value } from "./facts";
import { Icon } from "./icon";
import { titleOf } from "./sentence";
import { Time, useNow } from "./time";
import { spanInWords } from "./time-words";
import { type TimelineEntry, timelineOf } from "./timeline-entry";

/** Everything that happened with a person, newest first. */
export function Timeline({ view, eventId }: { view: PersonView; eventId: string | undefined }) {
  const now = useNow();
  const days = daysOf(timelineOf(view), ({ at }) => at, now);
  return (
    <>
      {days.map(({ name, items }) => (
        <div key={name} class="day">
          <h3 class="day-name">{name}</h3>
          <ol class="moments">
            {items.map((entry) => (
              <Entry key={keyOf(entry)} entry={entry} eventId={eventId} />
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

function Entry({ entry, eventId }: { entry: TimelineEntry; eventId: string | undefined }) {
  switch (entry.kind) {
    case "event":
      return <EventEntry event={entry.event} isPointedAt={entry.event.messageId === eventId} />;
    case "send":
      return <SendEntry send={entry.send} />;
    case "finish":
      return (
        <li class="moment moment-finish">
          <span class="moment-time">
            <Time at={entry.at} as="clock" />
          </span>
          <span class="moment-mark">
            <Icon name="done" />
          </span>
          <p class="moment-body moment-head">Finished {titleOf(entry.run.journey)}</p>
        </li>
      );
  }
}

function EventEntry({ event, isPointedAt }: { event: EventRecord; isPointedAt: boolean }) {
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isPointedAt) return;
    entry.current?.scrollIntoView({ block: "center" });
    entry.current?.focus({ preventScroll: true });
  }, [isPointedAt]);
  return (
    <li
      ref={entry}
      class={isPointedAt ? "moment moment-event is-pointed-at" : "moment moment-event"}
      tabIndex={-1}
    >
      <span class="moment-time">
        <Time at={event.timestamp} as="clock" />
      </span>
      <span class="moment-mark">
        <Icon name="events" />
      </span>
      <div class="moment-body">
        <EventDetails event={event} />
        {event.decisions.length > 0 && (
          <ul class="moment-then">
            {event.decisions.map((decision) => (
              <li key={`${decision.journey}#${decision.correlation}`}>
                <Decision decision={{ ...decision, kind: "run", personId: event.personId }} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** Arrivals later than this after the fact are worth saying. */
const LATE_MS = 60_000;

function EventDetails({
  event: { event, properties, timestamp, receivedAt, source, messageId },
}: {
  event: EventRecord;
}) {
  const lateMs = Date.parse(receivedAt) - Date.parse(timestamp);
  return (
    <details class="event-details">
      <summary class="moment-head">
        <b>{event}</b>
        {lateMs > LATE_MS && <span class="chip">arrived {spanInWords(lateMs)} late</span>}
      </summary>
      <dl class="facts">
        {Object.entries(properties).map(([name, value]) => (
          <div key={name} class="fact">
            <dt>{titleOf(name)}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
        <div class="fact">
          <dt>From</dt>
          <dd>{source || "unknown"}</dd>
        </div>
        <div class="fact">
          <dt>Event id</dt>
          <dd>
            <code>{messageId}</code>
          </dd>
        </div>
      </dl>
    </details>
  );
}

function SendEntry({ send }: { send: SendView }) {
  const { at, subject, message, status } = send;
  return (
    <li class="moment moment-send">
      <span class="moment-time">
        <Time at={at} as="clock" />
      </span>
      <span class="moment-mark">
        <Icon name="send" />
      </span>
      <div class="moment-body">
        <Decision decision={{ ...send, kind: "send", outcome: status }} />
        {subject && <p class="send-subject">“{subject}”</p>}
        {!subject && <span class="unseen">{titleOf(message)}</span>}
      </div>
    </li>
  );
}

function keyOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case "event":
      return `event ${entry.event.messageId}`;
    case "send":
      return `send ${entry.send.journey} ${entry.send.correlation} ${entry.send.step}`;
    case "finish":
      return `finish ${entry.run.journey} ${entry.run.correlation}`;
  }
}
