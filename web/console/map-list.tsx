import type { JourneyPlace, MapEdge, MapId } from "../../core/map/map";
import type { MapView } from "../../local/console-api";
import { nameOf } from "./map-details";
import { hrefOf } from "./route";
import { titleOf } from "./sentence";
import { MAP_MEANINGS } from "./words";

interface MapListProps {
  readonly data: MapView;
  readonly lit: ReadonlySet<MapId> | undefined;
  readonly hrefOfNode: (id: MapId) => string;
}

/** The map as text: stage by stage, every journey with what it starts by, says, and may lead to. */
export function MapList({ data, lit, hrefOfNode }: MapListProps) {
  const { map, layout } = data;
  const journeys = map.nodes.filter((node) => node.kind === "journey");
  return (
    <div class="map-list">
      {layout.lanes.map(({ stage, number, title, isEmpty }) => {
        const here = journeys.filter((one) => one.stage === stage && (lit?.has(one.id) ?? true));
        return (
          <section key={stage} class={isEmpty ? "map-stage is-empty" : "map-stage"} aria-label={title}>
            <h2>
              <span class="map-stage-number">{number}</span> {title}
            </h2>
            {isEmpty && <p>No touchpoint yet. Nobody hears from you at this stage.</p>}
            {!isEmpty && here.length === 0 && <p class="faint">Nothing here matches.</p>}
            <ul class="map-journeys">
              {here.map((journey) => (
                <ListedJourney key={journey.id} data={data} journey={journey} hrefOfNode={hrefOfNode} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const IN = ["starts", "narrows", "asks"] as const;
const OUT = ["sends", "calls", "emits", "updates"] as const;
const AFTER = ["awaits", "goal", "ends"] as const;

function ListedJourney({
  data: { map, counts },
  journey,
  hrefOfNode,
}: Pick<MapListProps, "data" | "hrefOfNode"> & { journey: JourneyPlace }) {
  const { id, name, description, terms } = journey;
  const numbers = counts[name];
  const edgesOf = (means: MapEdge["means"], end: "from" | "to") =>
    map.edges.filter((edge) => edge.means === means && edge[end] === id);
  const rows = [
    ...IN.map((means) => ({
      title: MAP_MEANINGS[means].in,
      ids: edgesOf(means, "to").map(({ from }) => from),
    })),
    ...OUT.map((means) => ({
      title: MAP_MEANINGS[means].out,
      ids: edgesOf(means, "from").map(({ to }) => to),
    })),
    ...AFTER.map((means) => ({
      title: MAP_MEANINGS[means].in,
      ids: edgesOf(means, "to").map(({ from }) => from),
    })),
  ];
  return (
    <li class="card sheet">
      <h3>
        <a href={hrefOf("journeys", name)}>{titleOf(name)}</a>
      </h3>
      <p>{description}</p>
      {terms.length > 0 && <p class="faint">{terms.join(", ")}</p>}
      {numbers && (
        <p class="faint">
          {numbers.started} started, {numbers.running} on it now, {numbers.sent} sent
        </p>
      )}
      <dl class="map-relations">
        {rows
          .filter(({ ids }) => ids.length > 0)
          .map(({ title, ids }) => (
            <div key={title}>
              <dt>{title}</dt>
              {[...new Set(ids)].map((other) => {
                const node = map.nodes.find((each) => each.id === other);
                return (
                  <dd key={other}>
                    <a href={hrefOfNode(other)}>{node ? nameOf(node) : other}</a>
                    {node?.kind === "message" && <span class="faint"> {node.channels.join(", ")}</span>}
                  </dd>
                );
              })}
            </div>
          ))}
      </dl>
    </li>
  );
}
