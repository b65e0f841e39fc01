import { cartJourney, checkedWords, lastCall, news } from "../../fixtures/checked-program";
import { itRefuses } from "../../fixtures/refused-journeys";

const w = checkedWords;
const { exit, exitOnEntering, goal, on, onDate, send, update, waitFor } = w;
const wait = () => w.wait({ days: 1 });
const when = w.when as (event: string, steps: readonly unknown[], how?: object) => ReturnType<typeof w.when>;
const atMost = { days: 1 };
const once = (more = {}) => on("Cart Updated", { per: "each event", ...more });
const within = { within: { days: 3 } };
const full = { where: { products: { is: "not-empty" } } } as const;

describe("what ends a run or wakes it", () => {
  itRefuses([
    [
      "an exit where each event is a run of its own",
      () =>
        cartJourney([wait(), send(lastCall)], {
          trigger: once(),
          exits: [exit("ordered", "Order Completed")],
        }),
      /^the exit "ordered" of "cart" can never be met: each "Cart Updated" is a run of its own, and nothing tells which is meant/,
      () => cartJourney([wait(), send(lastCall)], { exits: [exit("ordered", "Order Completed")] }),
    ],
    [
      "a goal where each event is a run of its own",
      () => cartJourney([wait(), send(lastCall)], { trigger: once(), goal: goal("Order Completed", within) }),
      /^the goal of "cart" can never be met/,
      () => cartJourney([wait(), send(lastCall)], { trigger: once() }),
    ],
    [
      "waiting for an event where each event is a run of its own",
      (mark) =>
        cartJourney([mark(waitFor([when("Order Completed", [])], { atMost })), send(lastCall)], {
          trigger: once(),
        }),
      /^"wait for Order Completed" in "cart" can never be met/,
      () => cartJourney([waitFor([when("Order Completed", [])], { atMost }), send(lastCall)]),
    ],
    [
      "an exit that cannot say which run it is about",
      () => cartJourney([wait(), send(lastCall)], { exits: [exit("shared", "Cart Shared")] }),
      /can never be met: "Cart Shared" has no "cart_id", by which runs are told apart; name what it has as by/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("shared", "Cart Shared", { by: "shared_cart" })],
        }),
    ],
    [
      "an exit on a segment where runs are told apart by a property",
      () => cartJourney([wait(), send(lastCall)], { exits: [exitOnEntering("loyal", "loyal")] }),
      /the exit "loyal" of "cart" can never be met: "Segment Entered" has no "cart_id"/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          trigger: on("Cart Updated"),
          exits: [exitOnEntering("loyal", "loyal")],
        }),
    ],
    [
      "a property that tells runs apart where there is one per person",
      () =>
        cartJourney([wait(), send(lastCall)], {
          trigger: on("Cart Updated"),
          exits: [exit("ordered", "Order Completed", { by: "cart_id" })],
        }),
      /says by: "cart_id", but the trigger tells no runs apart by a property; drop it/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          trigger: on("Cart Updated"),
          exits: [exit("ordered", "Order Completed")],
        }),
    ],
    [
      "another property that tells runs apart on the trigger's own event",
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("emptied", "Cart Updated", { where: { products: { is: "empty" } }, by: "note" })],
          trigger: on("Cart Updated", { per: "cart_id", ...full }),
        }),
      /says by: "note", but "Cart Updated" is the trigger, whose per is "cart_id"; drop it/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("emptied", "Cart Updated", { where: { products: { is: "empty" } } })],
          trigger: on("Cart Updated", { per: "cart_id", ...full }),
        }),
    ],
    [
      "one event that is told apart in two ways",
      (mark) =>
        cartJourney(
          [
            mark(waitFor([when("Cart Reminded", [send(lastCall)], { by: "reason" })], { atMost })),
            send(news),
          ],
          { exits: [exit("reminded", "Cart Reminded", { where: { times: { is: "at-least", to: 3 } } })] },
        ),
      /"wait for Cart Reminded" in "cart" and the exit "reminded" of "cart" both hear "Cart Reminded", but one has no by and the other by: "reason"/,
      () =>
        cartJourney([waitFor([when("Cart Reminded", [send(lastCall)])], { atMost }), send(news)], {
          exits: [exit("reminded", "Cart Reminded", { where: { times: { is: "at-least", to: 3 } } })],
        }),
    ],
    [
      "an exit by every event that starts the journey",
      () =>
        cartJourney([wait(), send(lastCall)], {
          trigger: on("Cart Updated", { per: "cart_id", where: { total: { is: "at-least", to: 50 } } }),
          exits: [exit("any", "Cart Updated", { where: { total: { is: "more-than", to: 20 } } })],
        }),
      /the exit "any" of "cart" is met by every "Cart Updated" that starts it: nobody would come in/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          trigger: on("Cart Updated", { per: "cart_id", where: { total: { is: "at-least", to: 50 } } }),
          exits: [exit("any", "Cart Updated", { where: { total: { is: "less-than", to: 20 } } })],
        }),
    ],
    [
      "an exit that an earlier one goes before",
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [
            exit("ordered", "Order Completed"),
            exit("by-card", "Order Completed", { where: { method: { is: "equal", to: "card" } } }),
          ],
        }),
      /the exit "by-card" of "cart" is never taken: "ordered" before it is met whenever it is/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [
            exit("by-card", "Order Completed", { where: { method: { is: "equal", to: "card" } } }),
            exit("ordered", "Order Completed"),
          ],
        }),
    ],
    [
      "two exits of one name",
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("over", "Order Completed"), exit("over", "Cart Shared", { by: "shared_cart" })],
        }),
      /two exits of the journey "cart" have the same name, "over"/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("over", "Order Completed"), exit("shared", "Cart Shared", { by: "shared_cart" })],
        }),
    ],
    [
      "an exit that no name can be",
      () => cartJourney([wait(), send(lastCall)], { exits: [exit("Has Ordered", "Order Completed")] }),
      /an exit's name must be kebab-case and at most 60 characters, got "Has Ordered"/,
      () => cartJourney([wait(), send(lastCall)], { exits: [exit("has-ordered", "Order Completed")] }),
    ],
    [
      "an exit called as Herald calls the end of a run",
      () => cartJourney([wait(), send(lastCall)], { exits: [exit("completed", "Order Completed")] }),
      /the exit "completed" of "cart" is called as Herald calls its own ends; choose another name/,
      () => cartJourney([wait(), send(lastCall)], { exits: [exit("order-completed", "Order Completed")] }),
    ],
    [
      "an exit whose condition no event can meet",
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("paid", "Order Completed", { where: { method: { is: "equal", to: "crad" } } })],
        }),
      /the exit "paid" of "cart" can never be met: "method" of "Order Completed" can never be "crad"/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("paid", "Order Completed", { where: { method: { is: "equal", to: "card" } } })],
        }),
    ],
    [
      "an exit that compares a text with a number",
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("big", "Order Completed", { where: { order_id: { is: "at-least", to: 5 } } })],
        }),
      /"order_id" of "Order Completed" is a text, never at least 5/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("big", "Order Completed", { where: { order_id: { is: "starts-with", to: "B" } } })],
        }),
    ],
    [
      "an exit on what is always there being absent",
      () =>
        cartJourney([wait(), send(lastCall)], {
          exits: [exit("gone", "Order Completed", { where: { order_id: { is: "absent" } } })],
        }),
      /"order_id" of "Order Completed" is always there, never absent/,
      () =>
        cartJourney([wait(), send(lastCall)], {
          trigger: on("Cart Updated"),
          exits: [exit("gone", "Order Completed", { where: { cart_id: { is: "absent" } } })],
        }),
    ],
    [
      "waiting for the moment of another journey",
      (mark) => cartJourney([mark(waitFor([when("Gone Silent", [])], { atMost })), send(lastCall)]),
      /"wait for Gone Silent" in "cart" cannot wait for "Gone Silent", which Herald makes for one journey only/,
      () => cartJourney([waitFor([when("Order Completed", [])], { atMost }), send(lastCall)]),
    ],
    [
      "a way after an event that an earlier way takes",
      (mark) =>
        cartJourney([
          mark(
            waitFor(
              [
                when("Cart Reminded", [send(lastCall)]),
                when("Cart Reminded", [send(news)], { where: { times: { is: "at-least", to: 3 } } }),
              ],
              { atMost },
            ),
          ),
          send(news),
        ]),
      /nobody comes to what follows "Cart Reminded" in "wait for Cart Reminded or Cart Reminded" of "cart": an earlier when is met/,
      () =>
        cartJourney([
          waitFor(
            [
              when("Cart Reminded", [send(lastCall)], { where: { times: { is: "at-least", to: 3 } } }),
              when("Cart Reminded", [send(news)]),
            ],
            { atMost },
          ),
          send(news),
        ]),
    ],
    [
      "a way after an event that is an exit",
      (mark) =>
        cartJourney([mark(waitFor([when("Order Completed", [send(news)])], { atMost })), send(lastCall)], {
          exits: [exit("ordered", "Order Completed")],
        }),
      /the exit "ordered" is met whenever it is, and goes first/,
      () =>
        cartJourney([waitFor([when("Order Completed", [send(news)])], { atMost }), send(lastCall)], {
          exits: [exit("by-card", "Order Completed", { where: { method: { is: "equal", to: "card" } } })],
        }),
    ],
    [
      "a goal without a message to count from",
      () => cartJourney([wait(), update({ seen: true })], { goal: goal("Order Completed", within) }),
      /the goal of "cart" counts from its first message, and it sends none; drop the goal/,
      () =>
        cartJourney([wait(), update({ seen: true }), send(news)], { goal: goal("Order Completed", within) }),
    ],
  ]);

  describe("where only a moment tells runs apart", () => {
    itRefuses([
      [
        "a property by which another event would",
        () =>
          cartJourney([wait(), send(news)], {
            trigger: onDate("birthday"),
            exits: [exit("ordered", "Order Completed", { by: "cart_id" })],
          }),
        /says by: "cart_id", but the trigger tells no runs apart by a property; drop it/,
        () =>
          cartJourney([wait(), send(news)], {
            trigger: onDate("birthday"),
            exits: [exit("ordered", "Order Completed")],
          }),
      ],
    ]);
  });
});
