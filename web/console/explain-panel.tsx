import type { Explanation, ExplanationLine, LineKind } from "../../core/explain/explain";
import type { PersonExplanation } from "../../local/explain/explain-desk";
import { daysOf } from "./day";
import { FactList } from "./facts";
import { Icon, type IconName } from "./icon";
import { Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";
import { Time, useNow } from "./time";

/** Leads to the explanations of a person, and back to the timeline. */
export function ExplainLink({ id, isOpen }: { id: string; isOpen: boolean }) {
  return (
    <a class="button" href={hrefOf("people", id, isOpen ? {} : { why: "all" })}>
      {isOpen ? "Back to the timeline" : "Why did or didn't they get a message?"}
    </a>
  );
}

/** What every journey made of a person; `open` names the one to tell everything about. */
export function ExplainPanel({ id, open }: { id: string; open: string }) {
  const { data, error } = useResource<PersonExplanation>(`people/${encodeURIComponent(id)}/explanation`);
  const sorted = [...(data?.journeys ?? [])].sort((a, b) => Number(hasRun(b)) - Number(hasRun(a)));
  return (
    <>
      <Trouble error={error} />
      {!data && !error && <Reading lines={8} />}
      {sorted.map((explanation) => (
        <details key={explanation.journey} class="decision" open={explanation.journey === open}>
          <summary>
            <span class="decision-words">
              <b>{titleOf(explanation.journey)}</b>
              <span class="decision-sentence">{explanation.summary}</span>
            </span>
          </summary>
          <Lines explanation={explanation} />
        </details>
      ))}
    </>
  );
}

function hasRun({ lines }: Explanation): boolean {
  return lines.some(({ kind }) => kind === "now");
}

const MARKS: { readonly [K in LineKind]: IconName } = {
  event: "events",
  step: "ask",
  call: "call",
  wait: "wait",
  send: "send",
  end: "done",
  now: "clock",
  start: "events",
};

const isStanding = ({ kind }: ExplanationLine) => kind === "now" || kind === "start";

function Lines({ explanation: { lines, personId } }: { explanation: Explanation }) {
  const now = useNow();
  const days = daysOf(
    lines.filter((line) => !isStanding(line)),
    ({ at }) => at,
    now,
  );
  return (
    <div class="decision-more">
      {days.map(({ name, items }) => (
        <Group key={name} name={name} lines={items} personId={personId} />
      ))}
      <Group name="now" lines={lines.filter(isStanding)} personId={personId} />
    </div>
  );
}

function Group({
  name,
  lines,
  personId,
}: {
  name: string;
  lines: readonly ExplanationLine[];
  personId: string;
}) {
  if (lines.length === 0) return null;
  return (
    <div class="day">
      <h3 class="day-name">{name}</h3>
      <ol class="moments">
        {lines.map((line) => (
          <Line key={`${line.at} ${line.correlation} ${line.sentence}`} line={line} personId={personId} />
        ))}
      </ol>
    </div>
  );
}

function Line({ line, personId }: { line: ExplanationLine; personId: string }) {
  const { at, kind, sentence, facts, correlation, rules = [] } = line;
  return (
    <li class={`moment moment-${kind}`}>
      <span class="moment-time">{!isStanding(line) && <Time at={at} as="clock" />}</span>
      <span class="moment-mark">
        <Icon name={MARKS[kind]} />
      </span>
      <div class="moment-body">
        <details class="event-details">
          <summary>
            <span>
              {sentence}
              {correlation && !sentence.includes(correlation) && <code class="faint"> {correlation}</code>}
            </span>
          </summary>
          <FactList facts={facts} personId={personId} />
        </details>
        {rules.length > 0 && (
          <ul>
            {rules.map(({ depth, yes, sentence: rule }) => (
              <li key={`${depth} ${rule}`}>
                {"– ".repeat(depth)}
                <b>{yes ? "yes" : "no"}</b> {rule}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
