import { withinLast, withinNext } from "../../core/condition";
import { renewalLastNotice } from "../messages/renewal-last-notice/message";
import { renewalNotice } from "../messages/renewal-notice/message";
import {
  ask,
  exit,
  exitOnLeaving,
  journey,
  leave,
  onDate,
  send,
  theTrigger,
  traits,
  waitUntilDate,
} from "../words";

/**
 * The second notice is given eleven days after the first. Where the date was put off meanwhile, a run of its own has
 * begun or will begin for the new one, and this one leaves; where it was brought forward, it may have passed.
 */
export const renewalReminder = journey("renewal-reminder", {
  description:
    "Tells club members two weeks before their plan renews by itself, and again three days before.",
  stage: "retention",
  trigger: onDate("plan_renews_at", { days: -14, at: "10:00", segment: "club-member" }),
  steps: [
    send(renewalNotice),
    waitUntilDate("plan_renews_at", { days: -3, at: "10:00" }),
    ask(theTrigger({ occurrence: withinLast({ days: 12, hours: 12 }) }), {
      no: [leave("the date was put off")],
    }),
    ask(traits({ plan_renews_at: withinNext({ days: 4 }) }), { no: [leave("the date has passed")] }),
    send(renewalLastNotice),
  ],
  exits: [exit("plan-changed", "Plan Changed"), exitOnLeaving("club-ended", "club-member")],
});
