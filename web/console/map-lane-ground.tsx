import type { MapLane, MapLayout } from "../../local/map/map-layout";

/** The left edge of everything, as the layout has it. */
const LEFT = 20;
const INDENT = 38;

/** A stage of the map: its ground, its name, and what there is in it. */
export function MapLaneGround({ lane, layout }: { lane: MapLane; layout: MapLayout }) {
  const { number, title, notes, isEmpty, y, height } = lane;
  return (
    <g class={isEmpty ? "map-lane is-empty" : "map-lane"}>
      <rect class="map-ground" x={LEFT} y={y} width={layout.width - 2 * LEFT} height={height} rx={14} />
      <text class="map-lane-number" x={INDENT} y={y + 26}>
        {number}
      </text>
      <text class="map-lane-title" x={INDENT} y={y + 46}>
        {title}
      </text>
      {isEmpty ? (
        <>
          <text class="map-nothing" x={layout.contentX} y={y + height / 2 - 3}>
            No touchpoint yet
          </text>
          <text class="map-note" x={layout.contentX} y={y + height / 2 + 16}>
            Nobody hears from you at this stage.
          </text>
        </>
      ) : (
        notes.map((note, line) => (
          <text key={note} class="map-note map-lane-note" x={INDENT} y={y + 66 + 16 * line}>
            {note}
          </text>
        ))
      )}
    </g>
  );
}
