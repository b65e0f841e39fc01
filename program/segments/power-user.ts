import { all, defineSegment, distinct, inSegment, not } from "../segment-words";

/** Gets much out of the app without the club, which would give more. */
export const powerUser = defineSegment(
  "Used three features or more of the app in the last 30 days, and is not in the club.",
  all(
    distinct("Feature Used", "feature", { atLeast: 3, within: { days: 30 } }),
    not(inSegment("club-member")),
  ),
);
