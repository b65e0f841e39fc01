import type { EdgeMeaning, MapId, MapNode } from "../../core/map/map";
import type { MapView } from "../../local/console-api";
import { Icon } from "./icon";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";
import { MAP_KINDS, MAP_MEANINGS } from "./words";

interface MapDetailsProps {
  readonly data: MapView;
  readonly node: MapNode;
  readonly hrefOfNode: (id: MapId | undefined) => string;
}

/** What is known of one thing on the map, and what it has to do with. */
export function MapDetails({ data: { map, counts }, node, hrefOfNode }: MapDetailsProps) {
  const numbers = node.kind === "journey" ? counts[node.name] : undefined;
  const findings = map.findings.filter(({ about }) => about.includes(node.id));
  return (
    <section class="map-details card sheet" aria-labelledby="map-details-title">
      <a class="map-close" href={hrefOfNode(undefined)} aria-label="Close">
        <Icon name="close" />
      </a>
      <p class="faint">
        {MAP_KINDS[node.kind]}
        {node.kind === "message" && `, ${node.purpose}, by ${node.channels.join(", else ")}`}
        {node.kind === "event" && node.origin === "herald" && ", made by Herald"}
      </p>
      <h2 id="map-details-title">{nameOf(node)}</h2>
      {"description" in node && <p class="map-details-text">{node.description}</p>}
      {node.kind === "call" && <p class="map-details-text">{node.callee}</p>}
      {numbers && (
        <dl class="numbers">
          {[
            { words: "started", count: numbers.started },
            { words: "on it now", count: numbers.running },
            { words: "sent", count: numbers.sent },
          ].map(({ words, count }) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>{count.toLocaleString("en")}</dd>
            </div>
          ))}
        </dl>
      )}
      {node.kind === "journey" && (
        <p>
          <a class="button button-strong" href={hrefOf("journeys", node.name)}>
            Open the journey
          </a>
        </p>
      )}
      {node.kind === "event" && (
        <p>
          <a class="button" href={hrefOf("events")}>
            Send one
          </a>
        </p>
      )}
      <Relations map={map} id={node.id} hrefOfNode={hrefOfNode} />
      {findings.length > 0 && (
        <ul class="map-findings">
          {findings.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface RelationsProps {
  readonly map: MapView["map"];
  readonly id: MapId;
  readonly hrefOfNode: (id: MapId) => string;
}

function Relations({ map: { nodes, edges }, id, hrefOfNode }: RelationsProps) {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const groups = (Object.keys(MAP_MEANINGS) as EdgeMeaning[]).flatMap((means) =>
    (["in", "out"] as const).map((way) => ({
      title: MAP_MEANINGS[means][way],
      others: unique(
        edges
          .filter((edge) => edge.means === means && (way === "out" ? edge.from : edge.to) === id)
          .map(({ from, to, words }) => ({ other: way === "out" ? to : from, words })),
      ),
    })),
  );
  return (
    <dl class="map-relations">
      {groups
        .filter(({ others }) => others.length > 0)
        .map(({ title, others }) => (
          <div key={title}>
            <dt>{title}</dt>
            {others.map(({ other, words }) => (
              <dd key={other}>
                <a href={hrefOfNode(other)}>{names.get(other)}</a>
                {words && <span class="faint"> {words}</span>}
              </dd>
            ))}
          </div>
        ))}
    </dl>
  );
}

function unique<T extends { readonly other: MapId }>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [one.other, one])).values()];
}

/** What people call a node. */
export function nameOf(node: MapNode): string {
  return node.kind === "event" ? node.name : titleOf(node.name);
}
