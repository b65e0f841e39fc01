import { confirmConsentMessage } from "../messages/confirm-consent/message";
import { ask, journey, leave, on, send } from "../words";

/**
 * Double opt-in: each request is asked about once. Somebody could ask for another person, over and over: the preference
 * page asks five times a day, and here it ends also where a form of the company's own does not count, or many come at once.
 */
export const confirmConsent = journey("confirm-consent", {
  description: "Asks people to confirm what they chose to hear about.",
  stage: "onboarding",
  trigger: on("Consent Requested", { per: "each event" }),
  steps: [
    ask("asked-to-confirm-often", { yes: [leave("was asked often enough")] }),
    send(confirmConsentMessage),
  ],
});
