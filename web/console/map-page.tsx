import { useMemo, useState } from "preact/hooks";
import type { MapId } from "../../core/map/map";
import { FINDING_KINDS, type FindingKind } from "../../core/map/map-finding";
import type { Channel } from "../../core/messages/message";
import type { MapView, PersonLine, PersonView } from "../../local/console-api";
import { Icon } from "./icon";
import { MapCanvas } from "./map-canvas";
import { MapDetails } from "./map-details";
import { around, inAll, onChannel, touchedBy } from "./map-filter";
import { MapList } from "./map-list";
import { useNames } from "./names";
import { Reading, Trouble } from "./notice";
import { useResource } from "./resource";
import { hrefOf, replaceRoute } from "./route";

/** What the address says about the map: who, on which channel, what is chosen, and whether as a list. */
const PARAMS = ["person", "channel", "at", "as"] as const;

type Params = { readonly [name in (typeof PARAMS)[number]]?: string };

/** The whole program as one picture, with what is going on in it. */
export function MapPage({ params }: { params: URLSearchParams }) {
  const { data, error } = useResource<MapView>("map");
  const { person, channel, at, as }: Params = Object.fromEntries(
    PARAMS.flatMap((name) => (params.get(name) ? [[name, params.get(name) as string]] : [])),
  );
  const { data: whose, error: personError } = useResource<PersonView>(
    person && `people/${encodeURIComponent(person)}`,
  );
  const [hovered, setHovered] = useState<MapId>();
  const hrefWith = (change: { readonly [name: string]: string | undefined }) =>
    hrefOf("map", undefined, { person, channel, at, as, ...change });

  const fit = useMemo(
    () =>
      data &&
      inAll([
        whose && touchedBy(data.map, whose),
        channel ? onChannel(data.map, channel as Channel) : undefined,
      ]),
    [data, whose, channel],
  );
  const chosen = data?.map.nodes.find(({ id }) => id === at);
  const near = hovered ?? chosen?.id;
  const lit = data && inAll([fit, near === undefined ? undefined : around(data.map, near)]);
  const isList = as === "list";

  return (
    <>
      <div class="map-top">
        <div>
          <h1 tabIndex={-1}>Map</h1>
          <p class="lead">What happens, what is said then, and what it leads to.</p>
        </div>
        {data && (
          <MapFilters data={data} person={person} channel={channel} isList={isList} hrefWith={hrefWith} />
        )}
      </div>
      <Trouble error={error ?? personError} />
      {data === undefined && !error && <Reading lines={8} />}
      {data && fit?.size === 0 && <p class="map-none">Nothing on the map matches.</p>}
      {data && (
        <div class={isList ? "map-place is-list" : "map-place"}>
          {isList ? (
            <MapList data={data} lit={fit} hrefOfNode={(id) => hrefWith({ at: id })} />
          ) : (
            <MapCanvas
              data={data}
              lit={lit}
              fit={fit}
              chosen={chosen?.id}
              hrefOfNode={(id) => hrefWith({ at: id })}
              onHover={setHovered}
            />
          )}
          {chosen && <MapDetails data={data} node={chosen} hrefOfNode={(id) => hrefWith({ at: id })} />}
        </div>
      )}
      {data && <Findings data={data} hrefOfNode={(id) => hrefWith({ at: id })} />}
    </>
  );
}

interface MapFiltersProps {
  readonly data: MapView;
  readonly person: string | undefined;
  readonly channel: string | undefined;
  readonly isList: boolean;
  readonly hrefWith: (change: { readonly [name: string]: string | undefined }) => string;
}

function MapFilters({ data, person, channel, isList, hrefWith }: MapFiltersProps) {
  const { data: people = [] } = useResource<readonly PersonLine[]>("people");
  const nameOf = useNames();
  const channels = [
    ...new Set(data.map.nodes.flatMap((node) => (node.kind === "message" ? node.channels : []))),
  ];
  const ids = [...new Set([...people.map(({ id }) => id), ...(person ? [person] : [])])];
  return (
    <search class="map-filters">
      <label>
        <span class="unseen">Person</span>
        <select
          value={person ?? ""}
          onChange={({ currentTarget: { value } }) => replaceRoute(hrefWith({ person: value || undefined }))}
        >
          <option value="">Everybody</option>
          {ids.map((id) => (
            <option key={id} value={id}>
              {nameOf(id)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">Channel</span>
        <select
          value={channel ?? ""}
          onChange={({ currentTarget: { value } }) => replaceRoute(hrefWith({ channel: value || undefined }))}
        >
          <option value="">Every channel</option>
          {channels.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <a class="button" href={hrefWith({ as: isList ? undefined : "list" })}>
        <Icon name={isList ? "map" : "list"} />
        {isList ? "As a picture" : "As a list"}
      </a>
    </search>
  );
}

function Findings({ data: { map }, hrefOfNode }: { data: MapView; hrefOfNode: (id: MapId) => string }) {
  const kinds = (Object.keys(FINDING_KINDS) as FindingKind[]).filter((kind) =>
    map.findings.some((finding) => finding.kind === kind),
  );
  if (kinds.length === 0) return null;
  const ids = new Set(map.nodes.map(({ id }) => id));
  return (
    <section class="map-shows" aria-labelledby="map-shows-title">
      <h2 id="map-shows-title">What the map shows</h2>
      {kinds.map((kind) => (
        <div key={kind} class="card sheet">
          <h3>{FINDING_KINDS[kind].title}</h3>
          <p class="faint">{FINDING_KINDS[kind].counts}</p>
          <ul class="map-findings">
            {map.findings
              .filter((finding) => finding.kind === kind)
              .map(({ sentence, about: [first] }) => (
                <li key={sentence}>
                  {first && ids.has(first) ? <a href={hrefOfNode(first)}>{sentence}</a> : sentence}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
