import { equal, moreThan, notEmpty } from "../../core/condition";
import { upgradeSuggestion } from "../messages/upgrade-suggestion/message";
import { answered, ask, call, exitOnLeaving, goal, journey, leave, onEntering, send, split } from "../words";

export const upgradeSuggestionJourney = journey("upgrade-suggestion", {
  description: "Suggests the club to people who use much of the app, where it would save them something.",
  stage: "engagement",
  trigger: onEntering("power-user", { again: { every: { days: 90 } } }),
  steps: [
    call("best-offer", {
      lambda: "best-offer",
      answer: { offer: "text", saving: "number" },
      timeLimit: { seconds: 5 },
      otherwise: { offer: "", saving: 0 },
    }),
    ask(answered("best-offer", { offer: notEmpty, saving: moreThan(0) }), {
      yes: [
        split("first-words", {
          saving: { share: 1, steps: [send(upgradeSuggestion, { variant: "saving" })] },
          offer: { share: 1, steps: [send(upgradeSuggestion, { variant: "offer" })] },
        }),
      ],
      no: [leave("nothing to offer")],
    }),
  ],
  exits: [exitOnLeaving("no-power-user-any-more", "power-user")],
  goal: goal("Plan Changed", { where: { plan: equal("club") }, within: { days: 30 } }),
});
