import { DERIVED_EVENTS, type EventMatch } from "../journeys/trigger";
import type { MapId } from "./map";
import { conditionsInWords } from "./map-words";

/** The node that an event stands for on the map: entering or leaving a segment is the segment's. */
export function placeOf({ event, where }: EventMatch): MapId {
  const isMove = event === DERIVED_EVENTS.entered || event === DERIVED_EVENTS.left;
  const segment = where.segment;
  return isMove && segment?.is === "equal" ? `segment:${segment.to}` : `event:${event}`;
}

/** The conditions of a match in words; of a segment, whether it is entered or left. */
export function whereOf(match: EventMatch): string {
  if (placeOf(match).startsWith("segment:")) {
    return match.event === DERIVED_EVENTS.left ? "on leaving" : "on entering";
  }
  const words = conditionsInWords(match.where);
  return words && `where ${words}`;
}
