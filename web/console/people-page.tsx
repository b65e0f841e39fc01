import { useEffect, useState } from "preact/hooks";
import type { PersonLine } from "../../local/console-api";
import { Avatar } from "./avatar";
import { Badge } from "./badge";
import { Icon } from "./icon";
import { shownId } from "./names";
import { Nothing, Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf, replaceRoute } from "./route";
import { titleOf } from "./sentence";
import { Time } from "./time";

/** Everybody Herald knows, by last seen; searchable. */
export function PeoplePage({ query }: { query: string }) {
  const { data, error } = useResource<readonly PersonLine[]>(
    query === "" ? "people" : `people?q=${encodeURIComponent(query)}`,
  );
  return (
    <>
      <h1 tabIndex={-1}>People</h1>
      <Search query={query} />
      <Trouble error={error} />
      {data === undefined && !error && <Reading lines={6} />}
      {data?.length === 0 && <Nobody query={query} />}
      {data && data.length > 0 && (
        <ul class="people sheet">
          {data.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
      )}
    </>
  );
}

function PersonRow({ person: { id, name, email, lastSeenAt, segments, running } }: { person: PersonLine }) {
  const shown = name ?? email ?? shownId(id);
  return (
    <li class="person-row">
      <Avatar id={id} name={shown} />
      <span class="person-who">
        <a class="row-link" href={hrefOf("people", id)}>
          {shown}
        </a>
        <span class="faint">{email ?? "no email address"}</span>
      </span>
      <span class="person-tags">
        {running > 0 && (
          <Badge tone="wait">{running === 1 ? "on a journey" : `on ${running} journeys`}</Badge>
        )}
        {segments.map((segment) => (
          <span key={segment} class="chip">
            {titleOf(segment)}
          </span>
        ))}
      </span>
      <span class="person-seen faint">
        <Time at={lastSeenAt} />
      </span>
    </li>
  );
}

/** Types into the address, a little after the last key, so that a search can be linked to. */
function Search({ query }: { query: string }) {
  const [typed, setTyped] = useState(query);
  useEffect(() => setTyped(query), [query]);
  useEffect(() => {
    if (typed === query) return;
    const timer = setTimeout(() => replaceRoute(hrefOf("people", undefined, { q: typed })), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed, query]);
  return (
    <search class="search">
      <Icon name="search" />
      <input
        type="search"
        aria-label="Search people by name, email or id"
        placeholder="Name, email or id"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </search>
  );
}

const SETTLE_MS = 200;

function Nobody({ query }: { query: string }) {
  return query === "" ? (
    <Nothing icon="people" title="Nobody yet">
      <p>
        People appear with their first event. <a href={hrefOf("live")}>Play a story</a> or{" "}
        <a href={hrefOf("events")}>send an event</a>.
      </p>
    </Nothing>
  ) : (
    <Nothing icon="search" title={`Nobody matches “${query}”`}>
      <p>Names, email addresses and ids are searched.</p>
    </Nothing>
  );
}
