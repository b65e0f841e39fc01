import type { JourneyView } from "../../local/console-api";
import { Icon } from "./icon";
import { Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";

/** Every journey with how it does. */
export function JourneysPage() {
  const { data, error } = useResource<readonly JourneyView[]>("journeys");
  return (
    <>
      <h1 tabIndex={-1}>Journeys</h1>
      <Trouble error={error} />
      {data === undefined && !error && <Reading />}
      <ul class="journeys">
        {data?.map((journey) => (
          <JourneyCard key={journey.graph.journey} journey={journey} />
        ))}
      </ul>
    </>
  );
}

function JourneyCard({ journey: { graph, counts, sends } }: { journey: JourneyView }) {
  const sent = Object.values(sends).reduce((sum, { accepted }) => sum + accepted, 0);
  const numbers = [
    { count: counts.started, words: "started" },
    { count: counts.running, words: "on it now" },
    { count: sent, words: "sent" },
    ...(graph.goal ? [{ count: counts.goals, words: "goals" }] : []),
  ];
  return (
    <li class="card sheet journey-card">
      <h2>
        <a class="row-link" href={hrefOf("journeys", graph.journey)}>
          {titleOf(graph.journey)}
        </a>
      </h2>
      <p>{graph.description}</p>
      <p class="journey-trigger faint">
        <Icon name="events" />
        {graph.trigger.event}
      </p>
      <dl class="numbers">
        {numbers.map(({ count, words }) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{count.toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
