import { segmentWordsFor } from "../core/segments/segment";
import { events } from "./events";

/**
 * The words segments are written in; apart from those of journeys, which need the segments.
 * @public
 */
export const {
  defineSegment,
  has,
  hasNot,
  sum,
  distinct,
  first,
  last,
  didThenNot,
  trait,
  score,
  inSegment,
  all,
  any,
  not,
} = segmentWordsFor(events);
