import { useState } from "preact/hooks";
import type { DecisionView } from "../../local/console-api";
import { Decision } from "./decision";
import {
  CHOICES,
  choicesOf,
  type DecisionFilter,
  type FilterField,
  filtered,
  filterIn,
} from "./decision-filter";
import { PersonLink, useNames } from "./names";
import { Nothing, Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf, replaceRoute } from "./route";
import { own, reasonName, titleOf } from "./sentence";
import { Time } from "./time";
import { RUN_OUTCOMES, SEND_STATUSES } from "./words";

const SHOWN_AT_ONCE = 100;

/** Every answer Herald gave, why, and what it saw. */
export function DecisionsPage({ params }: { params: URLSearchParams }) {
  const { data, error } = useResource<readonly DecisionView[]>("decisions");
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const nameOf = useNames();
  const filter = filterIn(params);
  const decisions = filtered(data ?? [], filter, nameOf);

  return (
    <>
      <h1 tabIndex={-1}>Decisions</h1>
      <p class="lead">Why somebody got a message, and why not. Each opens to the facts it saw.</p>
      <Trouble error={error} />
      {data === undefined && !error && <Reading lines={6} />}
      {data?.length === 0 && (
        <Nothing icon="decisions" title="Nothing decided yet">
          <p>
            Decisions follow events. <a href={hrefOf("live")}>Play a story</a> to see some.
          </p>
        </Nothing>
      )}
      {data && data.length > 0 && (
        <>
          <Filter all={data} filter={filter} />
          <p class="result-count" role="status">
            {decisions.length} of {data.length}
          </p>
          {decisions.length === 0 && (
            <Nothing icon="search" title="No decision is like that">
              <p>
                <a href={hrefOf("decisions")}>Show all of them</a>
              </p>
            </Nothing>
          )}
          {decisions.length > 0 && (
            <ol class="sheet">
              {decisions.slice(0, limit).map((decision) => (
                <Row key={keyOf(decision)} decision={decision} />
              ))}
            </ol>
          )}
          {decisions.length > limit && (
            <button type="button" class="button" onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
              Show more
            </button>
          )}
        </>
      )}
    </>
  );
}

function Row({ decision }: { decision: DecisionView }) {
  return (
    <li class="decision-row">
      <span class="decision-at faint">
        <Time at={decision.at} as="moment" />
      </span>
      <span class="decision-who">
        <PersonLink id={decision.personId} />
        {decision.event && <span class="faint"> {decision.event}</span>}
      </span>
      <Decision decision={decision} />
    </li>
  );
}

function Filter({ all, filter }: { all: readonly DecisionView[]; filter: DecisionFilter }) {
  const change = (field: FilterField, value: string) =>
    replaceRoute(hrefOf("decisions", undefined, { ...filter, [field]: value }));
  return (
    <form class="filter" aria-label="Narrow down" onSubmit={(event) => event.preventDefault()}>
      {CHOICES.map((field) => (
        <label key={field}>
          <span>{titleOf(field)}</span>
          <select
            value={filter[field] ?? ""}
            onChange={({ currentTarget }) => change(field, currentTarget.value)}
          >
            <option value="">all</option>
            {choicesOf(all, field).map(({ value, count }) => (
              <option key={value} value={value}>
                {CHOICE_NAMES[field](value)} ({count})
              </option>
            ))}
          </select>
        </label>
      ))}
      <label>
        <span>Person</span>
        <input
          type="search"
          placeholder="name or id"
          value={filter.person ?? ""}
          onInput={({ currentTarget }) => change("person", currentTarget.value)}
        />
      </label>
      {Object.keys(filter).length > 0 && (
        <a class="button" href={hrefOf("decisions")}>
          Clear
        </a>
      )}
    </form>
  );
}

const CHOICE_NAMES: { readonly [F in (typeof CHOICES)[number]]: (value: string) => string } = {
  journey: titleOf,
  outcome: (outcome) =>
    own<{ label: string }>(SEND_STATUSES, outcome)?.label ??
    own<{ label: string }>(RUN_OUTCOMES, outcome)?.label ??
    titleOf(outcome),
  reason: reasonName,
};

function keyOf({ at, kind, personId, journey, correlation, outcome, message, event }: DecisionView): string {
  return [at, kind, personId, journey, correlation, outcome, message, event].join(" ");
}
