import { confirmConsentMessage } from "../messages/confirm-consent/message";
import { journey, on, send } from "../words";

/**
 * Double opt-in: each request is asked about once. Somebody could ask for another person, so that whoever lets people ask
 * limits how often; the preference page does.
 */
export const confirmConsent = journey("confirm-consent", {
  description: "Asks people to confirm what they chose to hear about.",
  stage: "onboarding",
  trigger: on("Consent Requested", { per: "each event" }),
  steps: [send(confirmConsentMessage)],
});
