import { cartJourney, checkedProgram, checkedWords, news, thanks } from "../../fixtures/checked-program";
import { itRefuses } from "../../fixtures/refused-journeys";

const w = checkedWords;
const { ask, call, send, split, theTrigger, traits, update, wait, on } = w;
const emit = w.emit as (event: string, properties?: object) => ReturnType<typeof w.emit>;
const cartId = { cart_id: { fromTrigger: "cart_id" } };
const trigger = () => on("Cart Updated", { per: "cart_id", where: { total: { is: "at-least", to: 50 } } });
const scored = (how: object = {}, name = "score") =>
  call(name, {
    lambda: "score",
    answer: { points: "number" },
    timeLimit: { seconds: 5 },
    otherwise: { points: 0 },
    ...how,
  } as Parameters<typeof call>[1]);

describe("what a step says", () => {
  itRefuses([
    [
      "an event without what it must have",
      (mark) => cartJourney([send(news), mark(emit("Cart Reminded", { times: 1 }))]),
      /"emit Cart Reminded" in the journey "cart" needs "cart_id": without it "Cart Reminded" is refused/,
      () => cartJourney([send(news), emit("Cart Reminded", cartId)]),
    ],
    [
      "an event with a property that it does not have",
      (mark) => cartJourney([send(news), mark(emit("Cart Reminded", { ...cartId, time: 1 }))]),
      /speaks of "time", which "Cart Reminded" does not have; did you mean "times"\?/,
      () => cartJourney([send(news), emit("Cart Reminded", { ...cartId, times: 1 })]),
    ],
    [
      "an event with a value of the wrong kind",
      (mark) => cartJourney([send(news), mark(emit("Cart Reminded", { ...cartId, times: "once" }))]),
      /gives "once" as "times", which "Cart Reminded" does not take/,
      () => cartJourney([send(news), emit("Cart Reminded", { ...cartId, times: 2 })]),
    ],
    [
      "an event with a value of the trigger that there is not",
      (mark) => cartJourney([send(news), mark(emit("Cart Reminded", { cart_id: { fromTrigger: "cart" } }))]),
      /speaks of "cart", which "Cart Updated" does not have/,
      () => cartJourney([send(news), emit("Cart Reminded", cartId)]),
    ],
    [
      "an event with a value of the trigger of the wrong kind",
      (mark) =>
        cartJourney([
          send(news),
          mark(emit("Cart Reminded", { ...cartId, times: { fromTrigger: "cart_id" } })),
        ]),
      /gives "cart_id", a text, as "times", which is a number/,
      () => cartJourney([send(news), emit("Cart Reminded", { ...cartId, times: { fromTrigger: "total" } })]),
    ],
    [
      "an event that only Herald itself makes",
      (mark) => cartJourney([send(news), mark(emit("Segment Entered", { segment: "loyal" }))]),
      /cannot make "Segment Entered": Herald itself says so when it is true/,
      () => cartJourney([send(news), emit("Unsubscribed")]),
    ],
    [
      "an update of nothing",
      (mark) => cartJourney([send(news), mark(update({}))]),
      /notes nothing; name a trait or take it out/,
      () => cartJourney([send(news), update({ reminded: true })]),
    ],
    [
      "an update with a value of the trigger that there is not",
      (mark) => cartJourney([send(news), mark(update({ sum: { fromTrigger: "totl" } }))]),
      /speaks of "totl", which "Cart Updated" does not have; did you mean "total"\?/,
      () => cartJourney([send(news), update({ sum: { fromTrigger: "total" } })]),
    ],
    [
      "an update that Herald would refuse",
      (mark) => cartJourney([send(news), mark(update({ story: "x".repeat(2_000) }))]),
      /would be refused: the trait "story" may have at most .* 1024 bytes/,
      () => cartJourney([send(news), update({ story: "x".repeat(1_000) })]),
    ],
    [
      "a question about the trigger that its where answers with no",
      (mark) =>
        cartJourney(
          [
            wait({ days: 1 }),
            mark(ask(theTrigger({ total: { is: "less-than", to: 10 } }), { yes: [send(news)] })),
          ],
          {
            trigger: trigger(),
          },
        ),
      /"ask trigger total" in the journey "cart" is always answered with no: the trigger's where says so/,
      () =>
        cartJourney(
          [wait({ days: 1 }), ask(theTrigger({ total: { is: "less-than", to: 90 } }), { yes: [send(news)] })],
          {
            trigger: trigger(),
          },
        ),
    ],
    [
      "a question about the trigger that its where answers with yes",
      (mark) =>
        cartJourney([mark(ask(theTrigger({ total: { is: "more-than", to: 10 } }), { yes: [send(news)] }))], {
          trigger: trigger(),
        }),
      /is always answered with yes/,
      () =>
        cartJourney([ask(theTrigger({ total: { is: "more-than", to: 50 } }), { yes: [send(news)] })], {
          trigger: trigger(),
        }),
    ],
    [
      "a question without a condition",
      (mark) => cartJourney([mark(ask(traits({}), { yes: [send(news)] }))]),
      /has no condition, so the answer is always yes/,
      () => cartJourney([ask(traits({ plan: { is: "present" } }), { yes: [send(news)] })]),
    ],
    [
      "arms of a split that no name can be",
      (mark) =>
        cartJourney([
          mark(split("test", { "Arm A": { share: 1, steps: [send(thanks)] }, b: { share: 1, steps: [] } })),
        ]),
      /names of splits and their arms must be kebab-case, at most 60 characters, got "Arm A"/,
      () =>
        cartJourney([
          split("test", { "arm-a": { share: 1, steps: [send(thanks)] }, b: { share: 1, steps: [] } }),
        ]),
    ],
    [
      "two splits of one name with other arms",
      (mark) =>
        cartJourney([
          split("test", { a: { share: 1, steps: [send(thanks)] }, b: { share: 1, steps: [] } }),
          mark(split("test", { a: { share: 1, steps: [send(news)] }, c: { share: 1, steps: [] } })),
        ]),
      /two splits of "cart" are called "test", one with the arms a, b, one with a, c; give one another name/,
      () =>
        cartJourney([
          split("test", { a: { share: 1, steps: [send(thanks)] }, b: { share: 1, steps: [] } }),
          split("test", { a: { share: 1, steps: [send(news)] }, b: { share: 1, steps: [] } }),
        ]),
    ],
    [
      "a call without a name",
      (mark) => cartJourney([mark(scored({}, "constructor")), send(news)]),
      /must have a name in kebab-case of at most 60 characters, got "constructor"/,
      () => cartJourney([scored({}, "construct"), send(news)]),
    ],
    [
      "a call of a Lambda that no name can be",
      (mark) => cartJourney([mark(scored({ lambda: "score cart" })), send(news)]),
      /calls the Lambda "score cart"; a Lambda's name has at most 64 letters/,
      () => cartJourney([scored({ lambda: "score-cart" }), send(news)]),
    ],
    [
      "a call without an answer for when none comes",
      (mark) => cartJourney([mark(scored({ otherwise: {} })), send(news)]),
      /needs a "points" in otherwise: its answer has one/,
      () => cartJourney([scored({ otherwise: { points: 1 } }), send(news)]),
    ],
    [
      "a call with an answer of the wrong kind for when none comes",
      (mark) => cartJourney([mark(scored({ otherwise: { points: "none" } })), send(news)]),
      /has otherwise "points": "none", which is no number/,
      () => cartJourney([scored({ otherwise: { points: -1 } }), send(news)]),
    ],
    [
      "two calls of one name with other answers",
      (mark) =>
        cartJourney([
          mark(scored()),
          scored({ answer: { band: "text" }, otherwise: { band: "none" } }),
          send(news),
        ]),
      /"call score" in the journey "cart" has another answer than a call of the same name/,
      () => cartJourney([scored(), scored(), send(news)]),
    ],
  ]);

  it("refuses to call an address over http", async () => {
    const http = { method: "GET", url: "http://x.example/score", connection: "scores" } as const;
    const answer = {
      answer: { points: "number" },
      timeLimit: { seconds: 5 },
      otherwise: { points: 0 },
    } as const;
    const calling = (url: string) =>
      checkedProgram([cartJourney([call("score", { http: { ...http, url }, ...answer }), send(news)])]);

    await expect(calling(http.url)).rejects.toThrow(
      /calls "http:\/\/x\.example\/score"; Step Functions calls https/,
    );
    await expect(calling("https://x.example/score")).resolves.toBeDefined();
  });

  it("warns where an emitted event needs what the trigger may lack", async () => {
    const reminded = emit("Cart Reminded", { cart_id: { fromTrigger: "note" } });

    const { warnings } = await checkedProgram([cartJourney([send(news), reminded])]);

    expect(warnings).toContainEqual({
      message:
        '"emit Cart Reminded" in the journey "cart" takes "cart_id" from "note", which may be missing; "Cart Reminded" is refused without it',
      place: reminded.place,
    });
  });
});
