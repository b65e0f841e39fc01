import type { Activity } from "../../local/console-api";
import { Decision, type ShownDecision } from "./decision";
import { Icon, type IconName } from "./icon";
import type { Moment } from "./moment";
import { PersonLink } from "./names";
import { hrefOf } from "./route";
import { lowered, own, titleOf } from "./sentence";
import { Time } from "./time";
import { EVENT_OUTCOMES, REFUSALS } from "./words";

/** One moment of the feed: what happened, and below it what followed. */
export function MomentLine({ moment: { head, after } }: { moment: Moment }) {
  const decisions = head.kind === "event" || head.kind === "refused" ? after : [head, ...after];
  return (
    <li class={`moment moment-${head.kind}`}>
      <span class="moment-time">
        <Time at={head.at} as="clock" />
      </span>
      <span class="moment-mark">
        <Icon name={MARKS[head.kind]} />
      </span>
      <div class="moment-body">
        <Head line={head} />
        {decisions.length > 0 && (
          <ul class="moment-then">
            {decisions.map((line) => (
              <li key={line.seq}>
                <Decision decision={decisionOf(line)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

const MARKS: { readonly [K in Activity["kind"]]: IconName } = {
  event: "events",
  refused: "alert",
  run: "journeys",
  send: "send",
};

function Head({ line: { kind, title, personId, outcome = "", reason } }: { line: Activity }) {
  if (kind === "refused") {
    return (
      <>
        <p class="moment-head">
          {title || "An event"} was refused: {lowered(own(REFUSALS, outcome) ?? titleOf(outcome))}
        </p>
        <p class="faint">
          {reason} · <a href={hrefOf("events")}>Look at it</a>
        </p>
      </>
    );
  }
  const became = kind === "event" ? own(EVENT_OUTCOMES, outcome) : undefined;
  return (
    <>
      <p class={became ? "moment-head faint" : "moment-head"}>
        {kind !== "event" && "The time came for "}
        {personId && <PersonLink id={personId} />} {kind === "event" && title}
        {became && `, ${became}`}
      </p>
      {became && reason && <p class="faint">{reason}</p>}
    </>
  );
}

function decisionOf(line: Activity): ShownDecision {
  const { kind, title, journey, correlation, outcome, reason, facts, personId, mailId, variant } = line;
  return {
    kind: kind === "send" ? "send" : "run",
    journey: journey ?? title,
    correlation: correlation ?? "-",
    outcome: outcome ?? "",
    ...{ reason, facts, personId, mailId, variant },
    ...(kind === "send" && { message: title }),
  };
}
