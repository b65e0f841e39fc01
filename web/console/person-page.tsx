import type { PersonView } from "../../local/console-api";
import { Avatar } from "./avatar";
import { ExplainLink, ExplainPanel } from "./explain-panel";
import { Icon } from "./icon";
import { InAppPanel } from "./in-app-panel";
import { useNames } from "./names";
import { Reading, Trouble } from "./notice";
import { Profile } from "./profile";
import { useResource } from "./resource";
import { hrefOf, useRoute } from "./route";
import { RunRow } from "./run-row";
import { Time } from "./time";
import { Timeline } from "./timeline";

/** One person: what is known, where they stand, and everything that happened. */
export function PersonPage({ id, eventId }: { id: string; eventId: string | undefined }) {
  const { data, error } = useResource<PersonView>(`people/${encodeURIComponent(id)}`);
  const why = useRoute().params.get("why");
  const name = useNames()(id);
  const email = data?.person.traits.email?.value;
  return (
    <>
      <a class="back" href={hrefOf("people")}>
        <Icon name="back" />
        People
      </a>
      <header class="person-head">
        <Avatar id={id} name={name} />
        <div>
          <h1 tabIndex={-1}>{name}</h1>
          <p class="faint">
            {typeof email === "string" && <span>{email}</span>}
            <code>{id}</code>
            {data && (
              <span>
                last seen <Time at={data.person.lastSeenAt} />
              </span>
            )}
          </p>
        </div>
      </header>
      <Trouble error={error} />
      {data === undefined && !error && <Reading lines={8} />}
      {data && (
        <div class="with-aside">
          <section aria-labelledby="timeline-title">
            <h2 id="timeline-title">{why ? "Why" : "Timeline"}</h2>
            <ExplainLink id={id} isOpen={why !== null} />
            {why ? <ExplainPanel id={id} open={why} /> : <Timeline view={data} eventId={eventId} />}
          </section>
          <aside aria-label="What is known" class="profile">
            {data.runs.some(({ state }) => state !== "closed") && (
              <section class="card sheet">
                <h2>Journeys</h2>
                <ul class="run-list">
                  {data.runs
                    .filter(({ state }) => state !== "closed")
                    .map((run) => (
                      <RunRow
                        key={`${run.journey}#${run.correlation}`}
                        run={run}
                        by="journey"
                        isChosen={false}
                      />
                    ))}
                </ul>
              </section>
            )}
            <InAppPanel id={id} />
            <Profile person={data.person} />
          </aside>
        </div>
      )}
    </>
  );
}
