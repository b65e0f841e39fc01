import { emit, journey, onEntering, update } from "../words";

/** Says nothing itself: whoever fulfils rewards listens to the event, and so does the journey loyalty-reward. */
export const loyaltyMilestone = journey("loyalty-milestone", {
  description: "Makes people gold members and grants them the reward of the tier, at most once a year.",
  stage: "advocacy",
  trigger: onEntering("gold-member", {
    again: { every: { days: 365 } },
    // A reward is owed also where the points are told of some days late.
    ignoreAfter: { days: 7 },
  }),
  steps: [update({ tier: "gold" }), emit("Reward Granted", { reward: "gold-packing-cubes", tier: "gold" })],
});
