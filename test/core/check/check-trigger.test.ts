import { cartJourney, checkedWords, news } from "../../fixtures/checked-program";
import { itRefuses } from "../../fixtures/refused-journeys";

const w = checkedWords;
const { on, onDate, onEntering, send } = w;
const wait = () => w.wait({ days: 1 });
const once = (more = {}) => on("Cart Updated", { per: "each event", ...more });

describe("what starts a run, and how often", () => {
  const signedUp = (how: object) => on("Signed Up", how);
  itRefuses([
    [
      "runs one at a time where there is one per person anyway",
      (mark) => cartJourney([send(news)], { trigger: mark(signedUp({ alongside: false })) }),
      /the trigger of "cart" says alongside: false, but has one run per person anyway/,
      () => cartJourney([send(news)], { trigger: on("Cart Updated", { per: "cart_id", alongside: false }) }),
    ],
    [
      "one run of many",
      (mark) => cartJourney([send(news)], { trigger: mark(once({ again: "once" })) }),
      /makes each event a run of its own, but lets a person come only once; drop per or again/,
      () => cartJourney([send(news)], { trigger: once({ again: { every: { days: 7 } } }) }),
    ],
    [
      "quiet after an event that is each time a run of its own",
      (mark) => cartJourney([mark(w.waitUntilQuiet({ hours: 1 })), send(news)], { trigger: once() }),
      /starts a run of its own each time, so nothing is ever quieter than before; use wait/,
      () => cartJourney([w.waitUntilQuiet({ hours: 1 }), send(news)]),
    ],
    [
      "quiet after a moment",
      (mark) =>
        cartJourney([mark(w.waitUntilQuiet({ hours: 1 })), send(news)], { trigger: onDate("birthday") }),
      /nothing is ever quieter than before/,
      () => cartJourney([wait(), send(news)], { trigger: onDate("birthday") }),
    ],
    [
      "an event that only Herald itself makes",
      (mark) => cartJourney([send(news)], { trigger: mark(on("Segment Entered" as "Signed Up")) }),
      /the trigger of "cart" is "Segment Entered", which Herald makes itself; use onEntering/,
      () => cartJourney([send(news)], { trigger: onEntering("loyal") }),
    ],
    [
      "people who leave a segment and are in it",
      (mark) => cartJourney([send(news)], { trigger: mark(w.onLeaving("loyal", { segment: "loyal" })) }),
      /is leaving "loyal" and asks for people who are in it: nobody is/,
      () => cartJourney([send(news)], { trigger: w.onLeaving("loyal", { segment: "calm" }) }),
    ],
    [
      "a condition that no event can meet",
      (mark) =>
        cartJourney([send(news)], {
          trigger: mark(on("Cart Updated", { where: { total: { is: "one-of", to: ["20", "30"] } } })),
        }),
      /the trigger of "cart" can never be met: "total" of "Cart Updated" can never be "20"/,
      () =>
        cartJourney([send(news)], {
          trigger: on("Cart Updated", { where: { total: { is: "one-of", to: [20] } } }),
        }),
    ],
    [
      "a priority that is no number",
      () => cartJourney([send(news)], { priority: Number.NaN }),
      /the priority of "cart" must be a number, got NaN/,
      () => cartJourney([send(news)], { priority: 5 }),
    ],
    [
      "a change that nobody knows what to do with",
      () => cartJourney([send(news)], { onChange: "stop" as "end" }),
      /onChange of "cart" is one of keep, move, end, got "stop"/,
      () => cartJourney([send(news)], { onChange: "end" }),
    ],
  ]);
});
