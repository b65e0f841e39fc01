import type { GraphNode, NodeId, SendNode } from "../../core/graph";
import { inWords } from "../../core/instant";
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
        {titleOfNode(node)}
      </p>
      <Details node={node} />
      {waiting > 0 && (
        <p class="flow-waiting">
          {waiting.toLocaleString("en")} {node.kind === "ask" || node.kind === "send" ? "here" : "waiting"}
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
  ask: "ask",
  send: "send",
};

function titleOfNode(node: GraphNode): string {
  switch (node.kind) {
    case "wait":
      return `Wait ${inWords(node.for)}`;
    case "wait-until-quiet":
      return `Quiet for ${inWords(node.for)}`;
    case "ask":
      return `${titleOf(node.segment)}?`;
    case "send":
      return titleOf(node.message);
  }
}

function Details({ node }: { node: GraphNode }) {
  const { state } = useLive();
  if (node.kind === "ask") {
    const segment = state?.segments.find(({ name }) => name === node.segment);
    return segment ? <p class="flow-sub">{segment.description}</p> : null;
  }
  if (node.kind === "wait-until-quiet") return <p class="flow-sub">a new trigger starts it over</p>;
  if (node.kind === "send" && node.variant) return <p class="variant">{node.variant}</p>;
  return null;
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
