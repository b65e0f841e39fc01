import type { JourneyView, PersonView, RunView } from "../../local/console-api";
import { FlowPicture } from "./flow-picture";
import { Icon } from "./icon";
import { PersonLink } from "./names";
import { Nothing, Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf } from "./route";
import { pathOf } from "./run-path";
import { RunRow, RunStand } from "./run-row";
import { titleOf } from "./sentence";

const SHOWN_RUNS = 100;

interface JourneyPageProps {
  readonly name: string;
  /** The run to mark on the picture. */
  readonly person: string | null;
  readonly run: string | null;
}

/** One journey: its picture with what is going on in it, and its runs. */
export function JourneyPage({ name, person, run: correlation }: JourneyPageProps) {
  const { data: journeys, error } = useResource<readonly JourneyView[]>("journeys");
  const { data: runs, error: runsError } = useResource<readonly RunView[]>(
    `journeys/${encodeURIComponent(name)}/runs`,
  );
  const journey = journeys?.find(({ graph }) => graph.journey === name);
  const chosen = runs?.find((run) => run.personId === person && run.correlation === (correlation ?? "-"));
  const { data: whose } = useResource<PersonView>(chosen && `people/${encodeURIComponent(chosen.personId)}`);
  const path = journey && chosen && pathOf(journey.graph, chosen, whose?.sends ?? []);

  return (
    <>
      <a class="back" href={hrefOf("journeys")}>
        <Icon name="back" />
        Journeys
      </a>
      <h1 tabIndex={-1}>{titleOf(name)}</h1>
      {journey && <p class="lead">{journey.graph.description}</p>}
      <Trouble error={error ?? runsError} />
      {!journeys && !error && <Reading lines={8} />}
      {journeys && !journey && <Nothing icon="journeys" title={`There is no journey “${name}”`} />}
      {journey && (
        <div class="with-aside with-picture">
          <section class="picture" aria-labelledby="picture-title">
            <h2 id="picture-title" class="unseen">
              The journey
            </h2>
            {chosen && <ChosenRun run={chosen} />}
            <FlowPicture journey={journey} path={path} />
            <p class="version faint">
              Version <code>{journey.graph.version}</code>
            </p>
          </section>
          <aside aria-labelledby="runs-title">
            <section class="card sheet">
              <h2 id="runs-title">Runs</h2>
              <Runs runs={runs} chosen={chosen} />
            </section>
          </aside>
        </div>
      )}
    </>
  );
}

function ChosenRun({ run }: { run: RunView }) {
  return (
    <div class="chosen-run" role="status">
      <p>
        <PersonLink id={run.personId} />
        {run.correlation !== "-" && <code class="faint">{run.correlation}</code>}
        <RunStand run={run} />
        {!run.currentVersion && <span class="faint">on an earlier version: the picture may differ</span>}
      </p>
      <a class="button" href={hrefOf("journeys", run.journey)}>
        Show all
      </a>
    </div>
  );
}

function Runs({ runs, chosen }: { runs: readonly RunView[] | undefined; chosen: RunView | undefined }) {
  if (!runs) return <Reading />;
  const begun = runs.filter(({ state }) => state !== "closed");
  if (begun.length === 0) {
    return (
      <p class="faint">
        Nobody yet. <a href={hrefOf("live")}>Play a story</a> to see somebody go through it.
      </p>
    );
  }
  return (
    <>
      <p class="faint">Choose one to see its way on the picture.</p>
      <ul class="run-list">
        {begun.slice(0, SHOWN_RUNS).map((run) => (
          <RunRow
            key={`${run.personId}#${run.correlation}`}
            run={run}
            by="person"
            isChosen={run === chosen}
          />
        ))}
      </ul>
      {begun.length > SHOWN_RUNS && (
        <p class="faint">
          The latest {SHOWN_RUNS} of {begun.length}.
        </p>
      )}
    </>
  );
}
