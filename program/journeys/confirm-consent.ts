import { confirmConsentMessage } from "../messages/confirm-consent/message";
import { journey, on, send } from "../words";

/** Double opt-in. Somebody could ask for another person: until they confirm it they get this one message, and no more. */
export const confirmConsent = journey("confirm-consent", {
  description: "Asks people to confirm what they chose to hear about.",
  stage: "onboarding",
  trigger: on("Consent Requested", { again: { every: { minutes: 10 } } }),
  steps: [send(confirmConsentMessage)],
});
