import { wordsFor } from "../core/words/words";
import { events } from "./events";
import { segments } from "./segments";

/**
 * The words journeys are written in.
 * @public
 */
export const {
  on,
  onEntering,
  onLeaving,
  onDate,
  onSilence,
  onSchedule,
  wait,
  waitUntilQuiet,
  waitUntilDate,
  waitUntilTriggerDate,
  waitUntilTime,
  waitUntilBestHour,
  waitFor,
  when,
  ask,
  traits,
  theTrigger,
  happened,
  became,
  openedOrFetched,
  answered,
  split,
  repeat,
  send,
  update,
  emit,
  call,
  leave,
  exit,
  exitOnEntering,
  exitOnLeaving,
  goal,
  journey,
} = wordsFor(events, segments);
