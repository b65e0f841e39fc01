import { comeBackNote } from "../messages/come-back-note/message";
import { stayInTouch } from "../messages/stay-in-touch/message";
import {
  ask,
  exit,
  goal,
  happened,
  journey,
  leave,
  onSilence,
  send,
  wait,
  waitUntilBestHour,
} from "../words";

/**
 * Where no best hour is known, the note comes at the time of day at which the app was last opened. An opening that was
 * told of late, and was no silence after all, is asked for right before anything is said: within a day less than the
 * silence, so that the opening it began with is none.
 */
export const reEngagement = journey("re-engagement", {
  description:
    "Writes to people whom the app has not seen for a month, and a week later asks whether to stay in touch.",
  stage: "retention",
  trigger: onSilence("Application Opened", { for: { days: 30 }, again: { every: { days: 180 } } }),
  steps: [
    waitUntilBestHour({ within: { hours: 24 } }),
    ask(happened("Application Opened", { within: { days: 29 } }), { yes: [leave("was no silence")] }),
    send(comeBackNote),
    wait({ days: 7 }),
    send(stayInTouch),
  ],
  exits: [exit("opened", "Application Opened"), exit("ordered", "Order Completed")],
  goal: goal("Application Opened", { within: { days: 14 } }),
});
