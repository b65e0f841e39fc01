import type { ComponentChildren } from "preact";
import { inWords } from "../../core/instant";
import type { EventMatch, Trigger } from "../../core/journeys/trigger";
import { placeOf, whereOf } from "../../core/map/map-place";
import { momentInWords, termsInWords } from "../../core/map/map-words";
import type { JourneyView } from "../../local/console-api";
import { breadthOf, type Flow, type FlowPart, type FlowWay, flowOf } from "./flow";
import { FlowNode } from "./flow-node";
import { Icon, type IconName } from "./icon";
import type { RunPath } from "./run-path";
import { Scrollable } from "./scrollable";
import { titleOf } from "./sentence";

/** So many ways leave room beside them for what ends the journey; of a broader one it goes underneath. */
const MAX_BESIDE = 2;

/** A journey drawn from its graph: trigger, steps, the ways between, and what ends it at any moment. */
export function FlowPicture({ journey, path }: { journey: JourneyView; path: RunPath | undefined }) {
  const { graph, counts } = journey;
  const flow = flowOf(graph);
  const finished = counts.ended.completed ?? 0;
  return (
    <Scrollable
      class={`flow${path ? " has-path" : ""}${breadthOf(flow) > MAX_BESIDE ? " flow-broad" : ""}`}
      label="Picture of the journey"
    >
      <div class="flow-trunk">
        <Start journey={journey} isPassed={path !== undefined} />
        <Parts flow={flow} journey={journey} path={path} />
        <div class={path?.isFinished ? "flow-part is-passed" : "flow-part"}>
          <p class="flow-end">
            <Icon name="done" />
            Finished <Count count={finished} />
          </p>
        </div>
      </div>
      <Ends journey={journey} />
    </Scrollable>
  );
}

function Start({ journey: { graph, counts }, isPassed }: { journey: JourneyView; isPassed: boolean }) {
  const { trigger } = graph;
  return (
    <div class={isPassed ? "flow-start is-passed" : "flow-start"}>
      <p class="flow-title">
        <Icon name={TRIGGER_ICONS[trigger.kind]} />
        {trigger.moment ? titleOf(momentInWords(trigger.moment)) : nameOf(trigger)}
      </p>
      {termsInWords(trigger).map((term) => (
        <p key={term} class="flow-sub">
          {term}
        </p>
      ))}
      <p class="flow-numbers">
        <Count count={counts.started} /> started
      </p>
    </div>
  );
}

const TRIGGER_ICONS: { readonly [kind in Trigger["kind"]]: IconName } = {
  event: "events",
  segment: "people",
  date: "clock",
  silence: "clock",
  schedule: "clock",
};

/** An event's name; of a segment, that it is entered or left. */
function nameOf(match: EventMatch): string {
  const place = placeOf(match);
  if (!place.startsWith("segment:")) return match.event;
  return `${titleOf(place.slice("segment:".length))}, ${whereOf(match)}`;
}

/** The conditions on an event; a segment has none beside what its name says. */
function conditionsOf(match: EventMatch): string {
  return placeOf(match).startsWith("segment:") ? "" : whereOf(match);
}

interface PartsProps {
  readonly flow: Flow;
  readonly journey: JourneyView;
  readonly path: RunPath | undefined;
}

function Parts({ flow, journey, path }: PartsProps) {
  return (
    <>
      {flow.map((part) => (
        <Part key={part.id} part={part} journey={journey} path={path} />
      ))}
    </>
  );
}

function Part({ part: { id, node, ways }, journey, path }: { part: FlowPart } & Omit<PartsProps, "flow">) {
  const passed = path?.passed.has(id) ?? false;
  return (
    <div class={passed ? "flow-part is-passed" : "flow-part"}>
      <FlowNode id={id} node={node} journey={journey} isHere={path?.at === id} />
      {ways && (
        <div class="flow-ways">
          {ways.map((way) => (
            <Way key={way.name} way={way} journey={journey} path={path} />
          ))}
        </div>
      )}
    </div>
  );
}

function Way({ way, journey, path }: { way: FlowWay } & Omit<PartsProps, "flow">) {
  const classes = ["flow-way", way.leaves && "flow-way-left", took(way, path) && "is-passed"];
  return (
    <div class={classes.filter(Boolean).join(" ")}>
      <p class="flow-answer">{way.name}</p>
      <Parts flow={way.flow} journey={journey} path={path} />
    </div>
  );
}

/** Whether a run went this way; a way with nothing on it is only known by the others not being taken. */
function took({ flow: [first] }: FlowWay, path: RunPath | undefined): boolean {
  return first !== undefined && (path?.passed.has(first.id) ?? false);
}

function Ends({ journey: { graph, counts } }: { journey: JourneyView }) {
  const { goal, exits } = graph;
  if (!goal && exits.length === 0) return null;
  return (
    <div class="flow-ends">
      <p class="flow-ends-title">At any moment</p>
      <ul>
        {goal && (
          <End icon="goal" name="Goal" count={counts.goals}>
            {nameOf(goal)} {conditionsOf(goal)} within {inWords(goal.within)} of the first message
          </End>
        )}
        {exits.map((exit) => (
          <End key={exit.name} icon="exit" name={titleOf(exit.name)} count={counts.ended[exit.name] ?? 0}>
            {nameOf(exit)} {conditionsOf(exit)}
          </End>
        ))}
      </ul>
    </div>
  );
}

interface EndProps {
  readonly icon: "goal" | "exit";
  readonly name: string;
  readonly count: number;
  readonly children: ComponentChildren;
}

function End({ icon, name, count, children }: EndProps) {
  return (
    <li class={`flow-exit flow-exit-${icon}`}>
      <p class="flow-title">
        <Icon name={icon} />
        {name} <Count count={count} />
      </p>
      <p class="flow-sub">{children}</p>
    </li>
  );
}

function Count({ count }: { count: number }) {
  return <b class={count === 0 ? "flow-count is-zero" : "flow-count"}>{count.toLocaleString("en")}</b>;
}
