import { welcome } from "../messages/welcome/message";
import { welcomeApp } from "../messages/welcome-app/message";
import { welcomeChoosing } from "../messages/welcome-choosing/message";
import { welcomeStart } from "../messages/welcome-start/message";
import { goal, journey, leave, on, send, split, waitFor, when } from "../words";

/** An order is the goal and ends the run; it is waited for too, because the goal only counts once a message went out. */
export const welcomeSeries = journey("welcome-series", {
  description: "Welcomes whoever opens an account at once, and follows up on what they do first.",
  stage: "onboarding",
  trigger: on("Signed Up", { again: "once" }),
  steps: [
    split("subject", {
      plain: { share: 1, steps: [send(welcome, { variant: "plain" })] },
      warm: { share: 1, steps: [send(welcome, { variant: "warm" })] },
    }),
    waitFor(
      [
        when("Product Viewed", [send(welcomeChoosing)]),
        when("Feature Used", [send(welcomeApp)]),
        when("Order Completed", [leave("ordered")]),
      ],
      { atMost: { days: 3 }, otherwise: [send(welcomeStart)] },
    ),
  ],
  goal: goal("Order Completed", { within: { days: 14 } }),
  priority: 10,
});
