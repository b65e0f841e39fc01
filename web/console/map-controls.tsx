import { Icon } from "./icon";

interface MapControlsProps {
  readonly scale: number;
  readonly onZoomIn: () => void;
  readonly onZoomOut: () => void;
  readonly onFit: () => void;
}

/** The buttons that scale the map. */
export function MapControls({ scale, onZoomIn, onZoomOut, onFit }: MapControlsProps) {
  return (
    <div class="map-controls">
      <button type="button" class="map-control" aria-label="Make smaller" onClick={onZoomOut}>
        <Icon name="minus" />
      </button>
      <span class="map-scale" aria-live="polite">
        {Math.round(scale * 100)}%
      </span>
      <button type="button" class="map-control" aria-label="Make larger" onClick={onZoomIn}>
        <Icon name="plus" />
      </button>
      <button type="button" class="map-control" aria-label="Show all of it" onClick={onFit}>
        <Icon name="fit" />
      </button>
    </div>
  );
}
