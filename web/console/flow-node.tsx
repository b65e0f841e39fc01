import type { GraphNode, NodeId, SendNode } from "../../core/journeys/graph";
import { stepWords } from "../../core/map/map-steps";
import type { JourneyView } from "../../local/console-api";
import { Icon, type IconName } from "./icon";
import { useLive } from "./live";
import { hrefOf } from "./route";
import { reasonName, titleOf } from "./sentence";

interface FlowNodeProps {
  readonly id: NodeId;
  readonly node: GraphNode;
  readonly journey: JourneyView;
  /** The chosen run waits here. */
  readonly isHere: boolean;
}

/** One step of a journey on its picture, with how many wait there and what was sent. */
export function FlowNode({ id, node, journey, isHere }: FlowNodeProps) {
  const waiting = journey.at[id] ?? 0;
  return (
    <div class={`flow-node flow-${node.kind}${isHere ? " is-here" : ""}`}>
      <p class="flow-title">
        <Icon name={ICONS[node.kind]} />
        {stepWords(node).title}
      </p>
      <Details node={node} />
      {waiting > 0 && (
        <p class="flow-waiting">
          {waiting.toLocaleString("en")} {node.kind.startsWith("wait") ? "waiting" : "here"}
        </p>
      )}
      {isHere && <p class="flow-here">is here now</p>}
      {node.kind === "send" && <Sends node={node} journey={journey} sends={journey.sends[id]} />}
    </div>
  );
}

const ICONS: { readonly [K in GraphNode["kind"]]: IconName } = {
  wait: "wait",
  "wait-until-quiet": "wait",
  "wait-until": "clock",
  "wait-for": "events",
  ask: "ask",
  split: "split",
  send: "send",
  update: "note",
  emit: "live",
  call: "call",
  leave: "exit",
};

function Details({ node }: { node: GraphNode }) {
  const { state } = useLive();
  if (node.kind === "send") return node.variant ? <p class="variant">{node.variant}</p> : null;
  const asked = node.kind === "ask" && node.question.asks === "segment" ? node.question.segment : undefined;
  const segment = state?.segments.find(({ name }) => name === asked);
  const notes = segment ? [segment.description] : stepWords(node).notes;
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="flow-sub">
          {note}
        </p>
      ))}
    </>
  );
}

function Sends({
  node,
  journey,
  sends,
}: {
  node: SendNode;
  journey: JourneyView;
  sends: JourneyView["sends"][string] | undefined;
}) {
  const skips = Object.entries(sends?.skipped ?? {});
  const skipped = skips.reduce((sum, [, count]) => sum + count, 0);
  return (
    <div class="flow-sends">
      <p>
        <b>{(sends?.accepted ?? 0).toLocaleString("en")}</b> sent
      </p>
      {skipped > 0 && (
        <details>
          <summary>
            <b>{skipped.toLocaleString("en")}</b> skipped
          </summary>
          <ul>
            {skips.map(([reason, count]) => (
              <li key={reason}>
                <a
                  href={hrefOf("decisions", undefined, {
                    journey: journey.graph.journey,
                    outcome: "skipped",
                    reason,
                  })}
                >
                  {count.toLocaleString("en")} {reasonName(reason)}
                  <span class="unseen">, of {titleOf(node.message)}</span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
