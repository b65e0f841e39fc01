import { joiningAnniversary } from "../messages/joining-anniversary/message";
import { journey, onDate, send } from "../words";

/** From the first anniversary on: the day of joining itself belongs to the welcome. */
export const joiningAnniversaryJourney = journey("joining-anniversary", {
  description: "Thanks people on each anniversary of the day they joined.",
  stage: "retention",
  trigger: onDate("joined_on", { yearly: true, at: "10:00" }),
  steps: [send(joiningAnniversary)],
});
