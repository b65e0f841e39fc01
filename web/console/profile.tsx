import type { ConsentState } from "../../core/people/consent";
import type { Person } from "../../core/people/person";
import { Badge } from "./badge";
import { Value } from "./facts";
import { useLive } from "./live";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";
import { Time } from "./time";

/** What is known of a person, each with since when. */
export function Profile({ person }: { person: Person }) {
  return (
    <>
      <section class="card sheet">
        <h2>Consent</h2>
        <Consents person={person} />
      </section>
      <section class="card sheet">
        <h2>Segments</h2>
        <Segments person={person} />
      </section>
      <section class="card sheet">
        <h2>Profile</h2>
        <Traits person={person} />
      </section>
    </>
  );
}

function Consents({ person }: { person: Person }) {
  const consents = Object.entries(person.consents);
  if (consents.length === 0) return <p class="faint">Agreed to nothing so far: no marketing goes out.</p>;
  return (
    <ul class="consents">
      {consents.map(([key, consent]) => (
        <li key={key}>
          <p class="consent-head">
            <span>{topicInWords(key)}</span>
            <Badge tone={consent.given ? "good" : "skip"}>{consent.given ? "Agreed" : "Withdrawn"}</Badge>
          </p>
          <Proof personId={person.id} consent={consent} />
        </li>
      ))}
    </ul>
  );
}

function Proof({
  personId,
  consent: { at, messageId, source, wording },
}: {
  personId: string;
  consent: ConsentState;
}) {
  return (
    <p class="faint">
      <Time at={at} as="moment" />
      {source && ` · ${source}`}
      {wording && ` · wording ${wording}`} ·{" "}
      <a href={hrefOf("people", personId, { event: messageId })}>
        proof<span class="unseen"> for this consent: event {messageId}</span>
      </a>
    </p>
  );
}

/** `cart-reminders/email` as "Cart reminders by email". */
function topicInWords(key: string): string {
  const [topic = "", channel = ""] = key.split("/");
  return `${topic === "*" ? "Everything" : titleOf(topic)} ${channel === "*" ? "on every channel" : `by ${channel}`}`;
}

function Segments({ person }: { person: Person }) {
  const { state } = useLive();
  const segments = Object.entries(person.segments);
  if (segments.length === 0) return <p class="faint">In none as of the last event.</p>;
  return (
    <ul class="segments">
      {segments.map(([name, since]) => (
        <li key={name}>
          <p>{titleOf(name)}</p>
          <p class="faint">
            {state?.segments.find((segment) => segment.name === name)?.description} Since{" "}
            <Time at={since} as="moment" />.
          </p>
        </li>
      ))}
    </ul>
  );
}

function Traits({ person }: { person: Person }) {
  const traits = Object.entries(person.traits);
  return (
    <dl class="traits">
      {traits.map(([name, { value, at }]) => (
        <div key={name}>
          <dt>{titleOf(name)}</dt>
          <dd>
            <span class="trait-value">
              <Value value={value} />
            </span>
            <span class="faint">
              since <Time at={at} as="moment" />
            </span>
          </dd>
        </div>
      ))}
      <div>
        <dt>First seen</dt>
        <dd>
          <Time at={person.firstSeenAt} as="moment" />
        </dd>
      </div>
    </dl>
  );
}
