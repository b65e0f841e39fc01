import { passwordReset } from "../messages/password-reset/message";
import { journey, on, send } from "../words";

/** A link that arrives long after it was asked for has expired, and would only alarm. */
export const passwordResetRequest = journey("password-reset", {
  description: "Sends the link to set a new password to whoever asked for it.",
  stage: "engagement",
  trigger: on("Password Reset Requested", { per: "each event", ignoreAfter: { minutes: 30 } }),
  steps: [send(passwordReset)],
});
