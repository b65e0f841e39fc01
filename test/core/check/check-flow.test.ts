import {
  cartJourney,
  checkedProgram,
  checkedWords,
  lastCall,
  news,
  thanks,
} from "../../fixtures/checked-program";
import { itRefuses } from "../../fixtures/refused-journeys";

const {
  wait,
  waitFor,
  waitUntilDate,
  waitUntilQuiet,
  waitUntilTime,
  when,
  ask,
  answered,
  became,
  call,
  emit,
  leave,
  repeat,
  send,
  split,
} = checkedWords;

const aDay = () => wait({ days: 1 });
const score = (name = "score") =>
  call(name, {
    lambda: "score",
    answer: { points: "number" },
    timeLimit: { seconds: 5 },
    otherwise: { points: 0 },
  });
const asksScore = (field = "points", name = "score") =>
  ask(answered(name, { [field]: { is: "at-least", to: 5 } }), { yes: [send(news)] });
const shared = (steps: Parameters<typeof when>[1] = []) => when("Cart Shared", steps, { by: "shared_cart" });

describe("the way through a journey", () => {
  itRefuses([
    [
      "a step after leaving",
      (mark) => cartJourney([send(news), leave("enough"), mark(send(thanks))]),
      /^nobody comes to "send thanks" in the journey "cart": every way to it has left before$/,
      () => cartJourney([send(news), send(thanks), leave("enough")]),
    ],
    [
      "a step after a question that leaves on both answers",
      (mark) =>
        cartJourney([
          aDay(),
          ask("loyal", { yes: [send(news), leave("told")], no: [leave("not-loyal")] }),
          mark(send(thanks)),
        ]),
      /nobody comes to "send thanks"/,
      () => cartJourney([aDay(), ask("loyal", { yes: [send(news), leave("told")] }), send(thanks)]),
    ],
    [
      "a wait that nothing follows",
      (mark) => cartJourney([send(news), mark(aDay())]),
      /^nothing follows "wait 1 day" in the journey "cart"; take it out$/,
      () => cartJourney([aDay(), send(news)]),
    ],
    [
      "a wait that nothing follows on one way",
      (mark) => cartJourney([aDay(), ask("loyal", { yes: [send(news)], no: [mark(wait({ hours: 2 }))] })]),
      /nothing follows "wait 2 hours"/,
      () =>
        cartJourney([aDay(), ask("loyal", { yes: [send(news)], no: [wait({ hours: 2 })] }), send(thanks)]),
    ],
    [
      "a wait until quiet that nothing follows",
      (mark) => cartJourney([mark(waitUntilQuiet({ hours: 1 }))]),
      /nothing follows "wait until quiet for 1 hour"/,
      () => cartJourney([waitUntilQuiet({ hours: 1 }), send(news)]),
    ],
    [
      "a wait for an event that nothing follows on any way",
      (mark) => cartJourney([send(news), mark(waitFor([shared()], { atMost: { days: 1 } }))]),
      /nothing follows "wait for Cart Shared"/,
      () => cartJourney([send(news), waitFor([shared([send(thanks)])], { atMost: { days: 1 } })]),
    ],
    [
      "a call whose answer nothing follows",
      (mark) => cartJourney([send(news), mark(score())]),
      /nothing follows "call score"/,
      () => cartJourney([score(), send(news)]),
    ],
    [
      "a question whose answers both lead nowhere",
      (mark) => cartJourney([mark(ask("loyal", {})), send(news)]),
      /nothing depends on "ask loyal" in the journey "cart": all its ways are empty/,
      () => cartJourney([ask("loyal", { no: [send(news)] })]),
    ],
    [
      "a split of which no arm does anything",
      (mark) =>
        cartJourney([
          mark(split("test", { a: { share: 1, steps: [] }, b: { share: 1, steps: [] } })),
          send(news),
        ]),
      /nothing depends on "split test"/,
      () =>
        cartJourney([
          split("test", { a: { share: 1, steps: [send(thanks)] }, b: { share: 1, steps: [] } }),
          send(news),
        ]),
    ],
    [
      "a quiet wait that is not the first step",
      (mark) => cartJourney([aDay(), mark(waitUntilQuiet({ hours: 1 })), send(news)]),
      /waitUntilQuiet can only be the first step of a journey/,
      () => cartJourney([waitUntilQuiet({ hours: 1 }), aDay(), send(news)]),
    ],
    [
      "a quiet wait within a branch",
      (mark) => cartJourney([ask("loyal", { yes: [mark(waitUntilQuiet({ hours: 1 }))] }), send(news)]),
      /waitUntilQuiet can only be the first step/,
      () => cartJourney([ask("loyal", { yes: [wait({ hours: 1 })] }), send(news)]),
    ],
    [
      "rounds without a wait",
      (mark) => cartJourney([mark(repeat(3, [send(news)]))]),
      /the 3 rounds of repeat come at once: put a wait on every way through it/,
      () => cartJourney([repeat(3, [aDay(), send(news)])]),
    ],
    [
      "rounds that wait on one way only",
      (mark) => cartJourney([mark(repeat(3, [ask("loyal", { yes: [aDay()] }), send(news)]))]),
      /rounds of repeat come at once/,
      () => cartJourney([repeat(3, [ask("loyal", { yes: [aDay()], no: [wait({ days: 2 })] }), send(news)])]),
    ],
    [
      "rounds that wait for a date, which passes only once",
      (mark) => cartJourney([mark(repeat(2, [waitUntilDate("birthday"), send(news)]))]),
      /rounds of repeat come at once/,
      () => cartJourney([repeat(2, [waitUntilTime("09:00"), send(news)])]),
    ],
    [
      "rounds of which there is never a second",
      (mark) => cartJourney([mark(repeat(2, [aDay(), send(news), leave("told")]))]),
      /nobody comes to the second round of repeat: every way leaves in the first/,
      () => cartJourney([repeat(2, [aDay(), send(news), ask("loyal", { yes: [leave("told")] })])]),
    ],
    [
      "a question about a call that is not made",
      (mark) => cartJourney([score(), mark(asksScore("points", "scores"))]),
      /"ask answer scores" in the journey "cart" asks for the answer of "scores", which the journey does not call; did you mean "score"\?/,
      () => cartJourney([score(), asksScore()]),
    ],
    [
      "a question about a call that is made on one way only",
      (mark) => cartJourney([aDay(), ask("loyal", { yes: [score()] }), mark(asksScore())]),
      /which was not called on every way there; call it before the ways part/,
      () => cartJourney([aDay(), ask("loyal", { yes: [score()], no: [score()] }), asksScore()]),
    ],
    [
      "a question about a call that is made later",
      (mark) => cartJourney([mark(asksScore()), score(), send(thanks)]),
      /which is only called later; call it first/,
      () =>
        cartJourney([ask("loyal", { yes: [score(), asksScore()], no: [leave("not-loyal")] }), asksScore()]),
    ],
    [
      "a question about a field that a call does not answer",
      (mark) => cartJourney([score(), mark(asksScore("point"))]),
      /speaks of "point", which the answer of "score" does not have; did you mean "points"\?/,
      () => cartJourney([score(), asksScore("points")]),
    ],
    [
      "a question that an answer of its kind can never meet",
      (mark) =>
        cartJourney([
          score(),
          mark(ask(answered("score", { points: { is: "equal", to: "high" } }), { yes: [send(news)] })),
        ]),
      /can never be met: "points" of the answer of "score" can never be "high"/,
      () =>
        cartJourney([
          score(),
          ask(answered("score", { points: { is: "equal", to: 9 } }), { yes: [send(news)] }),
        ]),
    ],
    [
      "a question about a message that is sent later",
      (mark) => cartJourney([aDay(), mark(ask(became(news, "clicked"), { no: [send(news)] }))]),
      /"ask clicked news" in the journey "cart" asks about "news", which is not sent before it/,
      () => cartJourney([send(news), aDay(), ask(became(news, "clicked"), { no: [send(lastCall)] })]),
    ],
    [
      "a question about a message that is sent on another way",
      (mark) =>
        cartJourney([
          aDay(),
          ask("loyal", { yes: [send(news)], no: [mark(ask(became(news, "sent"), { no: [send(thanks)] }))] }),
        ]),
      /asks about "news", which is not sent before it/,
      () =>
        cartJourney([
          ask("loyal", { yes: [send(news)] }),
          aDay(),
          ask(became(news, "sent"), { no: [send(thanks)] }),
        ]),
    ],
    [
      "a reason to leave that is no reason",
      (mark) => cartJourney([ask("loyal", { yes: [mark(leave(" "))] }), send(news)]),
      /leave needs a reason of at most 60 characters on one line, got " "/,
      () => cartJourney([ask("loyal", { yes: [leave("loyal already")] }), send(news)]),
    ],
  ]);

  it("takes a question in a later round about what an earlier round sent", async () => {
    const journey = cartJourney([
      repeat(3, [ask(became(news, "clicked"), { yes: [leave("read")] }), aDay(), send(news)]),
    ]);

    await expect(checkedProgram([journey])).resolves.toMatchObject({ warnings: expect.any(Array) });
  });

  it("warns where a message is asked about right after it was sent", async () => {
    const early = ask(became(news, "sent"), { no: [send(thanks)] });
    const patient = ask(became(news, "sent"), { no: [send(thanks)] });

    const { warnings } = await checkedProgram([cartJourney([send(news), early, aDay(), patient])]);

    const cure = "nothing is known of it yet, so wait first";
    expect(warnings.filter(({ message }) => message.includes("right after"))).toEqual([
      {
        message: `"ask sent news" in the journey "cart" asks about "news" right after it was sent; ${cure}`,
        place: early.place,
      },
    ]);
  });

  it("lets an emit and an update end a journey", async () => {
    const reminded = emit("Cart Reminded", { cart_id: { fromTrigger: "cart_id" } });

    await expect(checkedProgram([cartJourney([aDay(), reminded])])).resolves.toBeDefined();
  });
});
