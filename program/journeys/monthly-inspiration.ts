import { monthlyInspiration } from "../messages/monthly-inspiration/message";
import { journey, onSchedule, send } from "../words";

export const monthlyInspirationJourney = journey("monthly-inspiration", {
  description: "Sends the monthly letter on the morning of the first, where its reader is.",
  stage: "engagement",
  trigger: onSchedule({ at: "10:00", dayOfMonth: 1 }, { segment: "inspiration-reader" }),
  steps: [send(monthlyInspiration)],
});
