import type { RunView } from "../../local/console-api";
import { Badge } from "./badge";
import { useNames } from "./names";
import { hrefOf } from "./route";
import { endingName, titleOf } from "./sentence";
import { Time } from "./time";
import type { Tone } from "./words";

/** One run in a list: whose or of which journey, and where it stands. Leads to its place on the picture. */
export function RunRow({ run, by, isChosen }: { run: RunView; by: "person" | "journey"; isChosen: boolean }) {
  const nameOf = useNames();
  const { journey, personId, correlation, currentVersion } = run;
  return (
    <li class="run-row">
      <a
        class="row-link"
        href={hrefOf("journeys", journey, { person: personId, run: correlation })}
        aria-current={isChosen ? "true" : undefined}
      >
        {by === "person" ? nameOf(personId) : titleOf(journey)}
      </a>
      {correlation !== "-" && <code class="faint">{correlation}</code>}
      <span class="run-stand">
        <RunStand run={run} />
        {!currentVersion && <span class="chip">earlier version</span>}
      </span>
    </li>
  );
}

/** Where a run stands, in a few words. */
export function RunStand({ run: { state, wakeAt, dueAt, ended, goal, closedAt } }: { run: RunView }) {
  const until = wakeAt ?? dueAt;
  if (state === "running") {
    return (
      <>
        <Badge tone="wait">Waiting</Badge>
        {until && (
          <span class="faint">
            until <Time at={until} as="moment" />
          </span>
        )}
      </>
    );
  }
  const at = ended?.at ?? closedAt;
  const { tone, label } = endingOf(state, ended?.reason, goal !== undefined);
  return (
    <>
      <Badge tone={tone}>{label}</Badge>
      {at && (
        <span class="faint">
          <Time at={at} />
        </span>
      )}
    </>
  );
}

function endingOf(
  state: RunView["state"],
  reason: string | undefined,
  goal: boolean,
): { tone: Tone; label: string } {
  if (goal) return { tone: "goal", label: "Goal reached" };
  if (state === "closed") return { tone: "quiet", label: "Never started" };
  if (reason === "completed") return { tone: "good", label: "Finished" };
  return { tone: "quiet", label: reason ? `Left: ${endingName(reason)}` : "Ended" };
}
