import type { RefusedEvent } from "../../lambdas/observe-event/observe-event";
import type { ConsoleState } from "../../local/console-api";
import { Badge } from "./badge";
import { Command } from "./command";
import { useLive } from "./live";
import { Reading, Trouble } from "./notice";
import { putEventsCommand } from "./put-events-command";
import { useResource } from "./resource";
import { Scrollable } from "./scrollable";
import { own, titleOf } from "./sentence";
import { Time } from "./time";
import { REFUSALS } from "./words";

/** What Herald understands, how to send it, and what it had to refuse. */
export function EventsPage() {
  const { state } = useLive();
  return (
    <>
      <h1 tabIndex={-1}>Events</h1>
      <Refused />
      <section class="events-send">
        <h2>Send one</h2>
        <p class="section-lead">
          This address speaks EventBridge: any AWS SDK or the CLI can put events here.
        </p>
        <Command>{putEventsCommand(location.origin)}</Command>
      </section>
      {state ? <Catalog events={state.events} /> : <Reading />}
    </>
  );
}

function Refused() {
  const { data, error } = useResource<readonly RefusedEvent[]>("refused");
  return (
    <section>
      <h2>Refused</h2>
      <Trouble error={error} />
      {data?.length === 0 && <p class="faint">None: everything that came could be used.</p>}
      {data && data.length > 0 && (
        <ul class="refused sheet">
          {data.map(({ refusal, receivedAt, text }) => (
            <li class="refused-event" key={`${receivedAt} ${text.slice(0, 200)}`}>
              <details class="decision">
                <summary>
                  <Badge tone="bad">{own(REFUSALS, refusal.reason) ?? titleOf(refusal.reason)}</Badge>
                  <span class="decision-words">
                    <b>{eventNameIn(text)}</b>
                    <span class="decision-sentence">{refusal.detail}</span>
                  </span>
                  <span class="refused-at faint">
                    <Time at={receivedAt} />
                  </span>
                </summary>
                <Scrollable class="listing refused-text" label="The event as it came">
                  {indented(text)}
                </Scrollable>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Catalog({ events }: { events: ConsoleState["events"] }) {
  const used = events.filter((event) => event.used);
  const unused = events.filter((event) => !event.used);
  return (
    <section>
      <h2>Known events</h2>
      <p class="section-lead">
        Their properties are checked when they come. Names not listed here are taken too, unchecked.
      </p>
      <EventList events={used} />
      {unused.length > 0 && (
        <>
          <h3>Known, but nothing in the program uses them: the bus does not deliver them</h3>
          <EventList events={unused} />
        </>
      )}
    </section>
  );
}

function EventList({ events }: { events: ConsoleState["events"] }) {
  return (
    <dl class="catalog sheet">
      {events.map(({ name, description }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{withCode(description)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Words between backticks as code. */
function withCode(text: string) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}

function eventNameIn(text: string): string {
  try {
    const name = (JSON.parse(text) as { "detail-type"?: unknown })["detail-type"];
    return typeof name === "string" && name !== "" ? name : "An event without a name";
  } catch {
    return "Not an event";
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
