import { withinLast, withinNext } from "../../core/condition";
import { pointsExpiring } from "../messages/points-expiring/message";
import { pointsLastNotice } from "../messages/points-last-notice/message";
import { ask, exit, journey, leave, onDate, send, theTrigger, traits, waitUntilDate } from "../words";

/** Points that move the date, by being earned, begin a run of their own for the new one; see renewal-reminder. */
export const pointsExpiry = journey("points-expiry", {
  description: "Tells people a month before their points expire, and once more three days before.",
  stage: "retention",
  trigger: onDate("points_expire_at", { days: -30, at: "10:00" }),
  steps: [
    send(pointsExpiring),
    waitUntilDate("points_expire_at", { days: -3, at: "10:00" }),
    ask(theTrigger({ occurrence: withinLast({ days: 28, hours: 12 }) }), {
      no: [leave("the date was put off")],
    }),
    ask(traits({ points_expire_at: withinNext({ days: 4 }) }), { no: [leave("the date has passed")] }),
    send(pointsLastNotice),
  ],
  exits: [exit("redeemed", "Points Redeemed")],
});
