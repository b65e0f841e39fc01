import { cartJourney, checkedWords, lastCall, news, thanks } from "../../fixtures/checked-program";
import { itRefuses } from "../../fixtures/refused-journeys";

const { repeat, send, update, wait, waitFor, when } = checkedWords;
const aDay = () => wait({ days: 1 });
const longText = "x".repeat(1_000);
/** So many kilobytes of updates, ten to a step. */
const notes = (kilobytes: number) =>
  Array.from({ length: kilobytes / 10 }, (_, n) =>
    update(Object.fromEntries(Array.from({ length: 10 }, (_, m) => [`note_${n}_${m}`, longText]))),
  );

describe("what fits on AWS", () => {
  itRefuses([
    ["no steps", () => cartJourney([]), /^the journey "cart" has no steps$/, () => cartJourney([send(news)])],
    [
      "waits that add up to more than an execution may last",
      () => cartJourney([wait({ days: 300 }), send(news), wait({ days: 100 }), send(lastCall)]),
      /^the waits of the journey "cart" add up to 400 days; at most 360 fit an execution$/,
      () => cartJourney([wait({ days: 300 }), send(news), wait({ days: 60 }), send(lastCall)]),
    ],
    [
      "rounds that add up to more than an execution may last",
      () => cartJourney([repeat(40, [wait({ days: 10 }), send(news)])]),
      /add up to 400 days/,
      () => cartJourney([repeat(36, [wait({ days: 10 }), send(news)])]),
    ],
    [
      "waits for events that add up to more than an execution may last",
      () =>
        cartJourney([
          wait({ days: 200 }),
          waitFor([when("Order Completed", [])], { atMost: { days: 200 } }),
          send(news),
        ]),
      /add up to 400 days/,
      () =>
        cartJourney([
          wait({ days: 200 }),
          waitFor([when("Order Completed", [])], { atMost: { days: 100 } }),
          send(news),
        ]),
    ],
    [
      "rounds within rounds that are too many steps",
      () => cartJourney([repeat(50, [repeat(50, [wait({ minutes: 1 }), send(news)])])]),
      /^the journey "cart" has 5000 steps with its repetitions; at most 1000 fit an execution$/,
      () => cartJourney([repeat(20, [repeat(20, [wait({ minutes: 1 }), send(news)])])]),
    ],
    [
      "more in one go than a state takes",
      () => cartJourney([...notes(260), aDay(), send(news)]),
      /^what ".+" of "cart" is given takes \d+ bytes; at most 245760 fit a state: put a wait in between$/,
      () => cartJourney([...notes(130), aDay(), ...notes(130), send(thanks)]),
    ],
    [
      "more in all than a definition takes",
      () => cartJourney(Array.from({ length: 6 }, () => [...notes(200), aDay(), send(news)]).flat()),
      /^the journey "cart" compiles to \d+ bytes; Step Functions takes 1000000: split it$/,
      () => cartJourney(Array.from({ length: 3 }, () => [...notes(200), aDay(), send(news)]).flat()),
    ],
  ]);
});
