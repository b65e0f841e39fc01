import { birthdayGreeting } from "../messages/birthday-greeting/message";
import { journey, onDate, send } from "../words";

/** Whoever was born on 29 February is greeted on the 28th in common years. It only sends: no state machine is needed. */
export const birthday = journey("birthday", {
  description: "Wishes people a happy birthday at nine in the morning, where they are.",
  stage: "retention",
  trigger: onDate("birthday", { yearly: true, at: "09:00" }),
  steps: [send(birthdayGreeting)],
  priority: 10,
});
