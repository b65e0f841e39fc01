import type { MapId } from "../../core/map/map";
import type { MapView } from "../../local/console-api";
import type { Box } from "../../local/map/drawing";
import { MAP_ICONS } from "../../local/map/map-icon";

interface MapBoxProps {
  readonly box: Box;
  /** How the journey does, where it is one. */
  readonly counts: MapView["counts"][string] | undefined;
  readonly isFaded: boolean;
  readonly isChosen: boolean;
  readonly href: string | undefined;
  readonly onHover: (id: MapId | undefined) => void;
  readonly onFocus: () => void;
}

/** One thing on the map, leading to what is known of it. */
export function MapBox({ box, counts, isFaded, isChosen, href, onHover, onFocus }: MapBoxProps) {
  const { tone, icon, x, y, width, height, lines, chips, label, node, numbersY } = box;
  const round = tone === "event" || tone === "segment" || tone === "goal";
  const numbers = counts && numbersY !== undefined ? numbersOf(counts) : undefined;
  const classes = ["map-box", `map-${tone}`, isFaded && "is-faded", isChosen && "is-chosen"];
  return (
    <g class={classes.filter(Boolean).join(" ")} transform={`translate(${x} ${y})`}>
      <a
        href={href}
        aria-label={numbers ? `${label}. ${numbers}` : label}
        aria-current={isChosen ? "true" : undefined}
        tabIndex={isFaded || href === undefined ? -1 : 0}
        draggable={false}
        onMouseEnter={() => onHover(node)}
        onMouseLeave={() => onHover(undefined)}
        onFocus={(event) => {
          // A click brings the focus too, and must not move what is under the pointer.
          if (event.currentTarget.matches(":focus-visible")) onFocus();
        }}
      >
        <rect class="map-box-frame" width={width} height={height} rx={round ? Math.min(20, height / 2) : 9} />
        <path class="map-icon" transform="translate(11 10) scale(0.667)" d={MAP_ICONS[icon]} />
        {lines.map((line) => (
          <text key={line.y} class={`map-${line.style}`} x={line.x} y={line.y}>
            {line.text}
          </text>
        ))}
        {chips.map((chip) => (
          <g key={chip.text}>
            <rect class="map-chip-frame" x={chip.x} y={chip.y} width={chip.width} height={18} rx={5} />
            <text class="map-chip" x={chip.x + 6} y={chip.y + 13}>
              {chip.text}
            </text>
          </g>
        ))}
        {numbers && (
          <text class="map-numbers" x={36} y={numbersY}>
            {numbers}
          </text>
        )}
      </a>
    </g>
  );
}

function numbersOf({ started, running, sent }: MapView["counts"][string]): string {
  const shown = (count: number) => count.toLocaleString("en", { notation: "compact" });
  return `${shown(started)} started · ${shown(running)} on it · ${shown(sent)} sent`;
}
