import { equal } from "../../core/condition";
import { featureThanks } from "../messages/feature-thanks/message";
import { featureTip } from "../messages/feature-tip/message";
import { ask, happened, journey, on, send, waitFor, waitUntilTime, when } from "../words";

const itIsThePackingList = { feature: equal("packing-list") };

/** It has no goal: a goal ends the run, and here the same event is answered with a word of thanks. */
export const featureTipJourney = journey("feature-tip", {
  description: "Shows new people the packing list, unless they have found it, and is glad when they use it.",
  stage: "onboarding",
  trigger: on("Application Opened", { again: "once" }),
  steps: [
    waitUntilTime("18:00", { after: { days: 3 } }),
    ask(happened("Feature Used", { where: itIsThePackingList, within: { days: 365 } }), {
      no: [
        send(featureTip),
        waitFor([when("Feature Used", [send(featureThanks)], { where: itIsThePackingList })], {
          atMost: { days: 7 },
        }),
      ],
    }),
  ],
});
