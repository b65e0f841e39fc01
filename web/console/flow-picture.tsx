import type { ComponentChildren } from "preact";
import { inWords } from "../../core/instant";
import type { JourneyView } from "../../local/console-api";
import { breadthOf, type Flow, type FlowPart, flowOf } from "./flow";
import { FlowNode } from "./flow-node";
import { Icon } from "./icon";
import type { RunPath } from "./run-path";
import { Scrollable } from "./scrollable";
import { conditionsInWords, titleOf } from "./sentence";

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
  const { event, where, per } = graph.trigger;
  const conditions = conditionsInWords(where);
  return (
    <div class={isPassed ? "flow-start is-passed" : "flow-start"}>
      <p class="flow-title">
        <Icon name="events" />
        {event}
      </p>
      {conditions && <p class="flow-sub">where {conditions}</p>}
      {per && <p class="flow-sub">one run per {per}</p>}
      <p class="flow-numbers">
        <Count count={counts.started} /> started
      </p>
    </div>
  );
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
          <Way name="Yes" flow={ways.yes} journey={journey} path={path} isPassed={took("yes", ways, path)} />
          <Way name="No" flow={ways.no} journey={journey} path={path} isPassed={took("no", ways, path)} />
        </div>
      )}
    </div>
  );
}

function Way({ name, flow, journey, path, isPassed }: PartsProps & { name: string; isPassed: boolean }) {
  return (
    <div class={isPassed ? "flow-way is-passed" : "flow-way"}>
      <p class="flow-answer">{name}</p>
      <Parts flow={flow} journey={journey} path={path} />
    </div>
  );
}

/** Whether a run went this way; a way with nothing on it is only known by the other not being taken. */
function took(answer: "yes" | "no", ways: NonNullable<FlowPart["ways"]>, path: RunPath | undefined): boolean {
  const first = ways[answer][0];
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
            {goal.event} {conditionsInWords(goal.where) && `where ${conditionsInWords(goal.where)} `}within{" "}
            {inWords(goal.within)} of the first message
          </End>
        )}
        {exits.map((exit) => (
          <End key={exit.name} icon="exit" name={titleOf(exit.name)} count={counts.ended[exit.name] ?? 0}>
            {exit.event} {conditionsInWords(exit.where) && `where ${conditionsInWords(exit.where)}`}
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
