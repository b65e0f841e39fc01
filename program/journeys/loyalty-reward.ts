import { rewardGranted } from "../messages/reward-granted/message";
import { rewardReminder } from "../messages/reward-reminder/message";
import { journey, leave, on, send, waitFor, when } from "../words";

/** `again: "always"`: the same reward may be granted again another year, and is told of again. */
export const loyaltyReward = journey("loyalty-reward", {
  description: "Tells people of a reward they were given, and once more after a month if it lies untouched.",
  stage: "advocacy",
  trigger: on("Reward Granted", { per: "reward", again: "always" }),
  steps: [
    send(rewardGranted),
    waitFor([when("Points Redeemed", [leave("redeemed")])], {
      atMost: { days: 30 },
      otherwise: [send(rewardReminder)],
    }),
  ],
});
