import {
  cartJourney,
  checkedWords,
  lastCall,
  news,
  reminder,
  thanks,
  welcome,
} from "../fixtures/checked-program";
import { itRefuses } from "../fixtures/refused-journeys";

const w = checkedWords;
const wait = () => w.wait({ days: 1 });
const on = w.on as (event: string, how?: object) => ReturnType<typeof w.on>;
const exit = w.exit as (name: string, event: string, how?: object) => ReturnType<typeof w.exit>;
const goal = w.goal as (event: string, how: object) => ReturnType<typeof w.goal>;
const when = w.when as (event: string, steps: never[], how?: object) => ReturnType<typeof w.when>;
const emit = w.emit as (event: string, properties?: object) => ReturnType<typeof w.emit>;
const ask = w.ask as (question: unknown, answers: object) => ReturnType<typeof w.ask>;
const happened = w.happened as (event: string, how?: object) => ReturnType<typeof w.happened>;
const send = w.send as (message: unknown, how?: object) => ReturnType<typeof w.send>;

describe("names that a journey speaks of", () => {
  itRefuses([
    [
      "a trigger on an event that there is not",
      (mark) => cartJourney([send(lastCall)], { trigger: mark(on("Crat Updated")) }),
      /^the trigger of "cart" speaks of "Crat Updated", which is not in program\/events; did you mean "Cart Updated"\?$/,
      () => cartJourney([send(lastCall)], { trigger: on("Cart Updated") }),
    ],
    [
      "an exit on an event that there is not",
      () => cartJourney([send(lastCall)], { exits: [exit("ordered", "Order Complete")] }),
      /^the exit "ordered" of "cart" speaks of "Order Complete".* did you mean "Order Completed"\?$/,
      () => cartJourney([send(lastCall)], { exits: [exit("ordered", "Order Completed")] }),
    ],
    [
      "a goal on an event that there is not",
      () => cartJourney([send(lastCall)], { goal: goal("Bought", { within: { days: 1 } }) }),
      /^the goal of "cart" speaks of "Bought", which is not in program\/events$/,
      () => cartJourney([send(lastCall)], { goal: goal("Order Completed", { within: { days: 1 } }) }),
    ],
    [
      "waiting for an event that there is not",
      (mark) =>
        cartJourney([mark(w.waitFor([when("Cart Share", [])], { atMost: { days: 1 } })), send(lastCall)]),
      /speaks of "Cart Share".* did you mean "Cart Shared"\?/,
      () =>
        cartJourney([
          w.waitFor([when("Cart Shared", [], { by: "shared_cart" })], { atMost: { days: 1 } }),
          send(lastCall),
        ]),
    ],
    [
      "emitting an event that there is not",
      (mark) => cartJourney([send(lastCall), mark(emit("Card Reminded"))]),
      /"emit Card Reminded" in the journey "cart" speaks of "Card Reminded".* did you mean "Cart Reminded"\?/,
      () => cartJourney([send(lastCall), emit("Cart Reminded", { cart_id: { fromTrigger: "cart_id" } })]),
    ],
    [
      "asking after an event that there is not",
      (mark) => cartJourney([wait(), mark(ask(happened("order completed"), { no: [send(lastCall)] }))]),
      /speaks of "order completed".* did you mean "Order Completed"\?/,
      () => cartJourney([wait(), ask(happened("Order Completed"), { no: [send(lastCall)] })]),
    ],
    [
      "the silence of an event that there is not",
      (mark) =>
        cartJourney([send(news)], {
          trigger: mark(w.onSilence("Order Complete" as "Order Completed", { for: { days: 30 } })),
        }),
      /the trigger of "cart" speaks of "Order Complete"/,
      () => cartJourney([send(news)], { trigger: w.onSilence("Order Completed", { for: { days: 30 } }) }),
    ],
    [
      "asking for a segment that there is not",
      (mark) => cartJourney([wait(), mark(ask("loyel", { yes: [send(lastCall)] }))]),
      /"ask loyel" in the journey "cart" asks "loyel", which is not in program\/segments; did you mean "loyal"\?/,
      () => cartJourney([wait(), ask("loyal", { yes: [send(lastCall)] })]),
    ],
    [
      "a trigger for people in a segment that there is not",
      (mark) =>
        cartJourney([send(lastCall)], { trigger: mark(on("Cart Updated", { segment: "onn-trial" })) }),
      /the trigger of "cart" asks "onn-trial".* did you mean "on-trial"\?/,
      () => cartJourney([send(lastCall)], { trigger: on("Cart Updated", { segment: "on-trial" }) }),
    ],
    [
      "entering a segment that there is not",
      (mark) => cartJourney([send(news)], { trigger: mark(w.onEntering("vips" as "loyal")) }),
      /the trigger of "cart" asks "vips", which is not in program\/segments; known: loyal, on-trial, reminded, calm/,
      () => cartJourney([send(news)], { trigger: w.onEntering("loyal") }),
    ],
    [
      "a schedule of a segment that there is not",
      (mark) =>
        cartJourney([send(news)], {
          trigger: mark(w.onSchedule({ at: "09:00" }, { segment: "calmm" as "calm" })),
        }),
      /asks "calmm".* did you mean "calm"\?/,
      () => cartJourney([send(news)], { trigger: w.onSchedule({ at: "09:00" }, { segment: "calm" }) }),
    ],
    [
      "an exit on leaving a segment that there is not",
      () =>
        cartJourney([wait(), send(news)], {
          trigger: w.onEntering("on-trial"),
          exits: [w.exitOnLeaving("bought", "on-trail" as "on-trial")],
        }),
      /the exit "bought" of "cart" asks "on-trail".* did you mean "on-trial"\?/,
      () =>
        cartJourney([wait(), send(news)], {
          trigger: w.onEntering("on-trial"),
          exits: [w.exitOnLeaving("bought", "on-trial")],
        }),
    ],
    [
      "a condition on a property that the trigger's event does not have",
      (mark) =>
        cartJourney([send(lastCall)], {
          trigger: mark(on("Cart Updated", { where: { totel: { is: "present" } } })),
        }),
      /the trigger of "cart" speaks of "totel", which "Cart Updated" does not have; did you mean "total"\?/,
      () =>
        cartJourney([send(lastCall)], {
          trigger: on("Cart Updated", { where: { total: { is: "present" } } }),
        }),
    ],
    [
      "runs told apart by a property that there is not",
      (mark) => cartJourney([send(lastCall)], { trigger: mark(on("Cart Updated", { per: "card_id" })) }),
      /speaks of "card_id", which "Cart Updated" does not have; did you mean "cart_id"\?/,
      () => cartJourney([send(lastCall)], { trigger: on("Cart Updated", { per: "cart_id" }) }),
    ],
    [
      "runs told apart by a list",
      (mark) => cartJourney([send(lastCall)], { trigger: mark(on("Cart Updated", { per: "products" })) }),
      /tells runs apart per "products", a list; name one that is a text or a number/,
      () => cartJourney([send(lastCall)], { trigger: on("Cart Updated", { per: "total" }) }),
    ],
    [
      "an exit found by a property that its event does not have",
      () => cartJourney([send(lastCall)], { exits: [exit("shared", "Cart Shared", { by: "cart" })] }),
      /the exit "shared" of "cart" speaks of "cart", which "Cart Shared" does not have; known: shared_cart/,
      () => cartJourney([send(lastCall)], { exits: [exit("shared", "Cart Shared", { by: "shared_cart" })] }),
    ],
    [
      "a question about a property of an event that it does not have",
      (mark) =>
        cartJourney([
          wait(),
          mark(
            ask(happened("Order Completed", { where: { methods: { is: "present" } } }), {
              no: [send(lastCall)],
            }),
          ),
        ]),
      /speaks of "methods", which "Order Completed" does not have; did you mean "method"\?/,
      () =>
        cartJourney([
          wait(),
          ask(happened("Order Completed", { where: { method: { is: "present" } } }), {
            no: [send(lastCall)],
          }),
        ]),
    ],
    [
      "a question about a property that the trigger does not have",
      (mark) =>
        cartJourney([
          wait(),
          mark(ask(w.theTrigger({ sum: { is: "at-least", to: 5 } }), { yes: [send(lastCall)] })),
        ]),
      /speaks of "sum", which "Cart Updated" does not have/,
      () =>
        cartJourney([
          wait(),
          ask(w.theTrigger({ total: { is: "at-least", to: 5 } }), { yes: [send(lastCall)] }),
        ]),
    ],
    [
      "waiting for a date that the trigger does not have",
      (mark) => cartJourney([mark(w.waitUntilTriggerDate("sale_end_at")), send(lastCall)]),
      /speaks of "sale_end_at", which "Cart Updated" does not have; did you mean "sale_ends_at"\?/,
      () => cartJourney([w.waitUntilTriggerDate("sale_ends_at"), send(lastCall)]),
    ],
    [
      "waiting for a date that is a number",
      (mark) => cartJourney([mark(w.waitUntilTriggerDate("total")), send(lastCall)]),
      /waits for a date, but "total" is a number/,
      () => cartJourney([w.waitUntilTriggerDate("note"), send(lastCall)]),
    ],
    [
      "a variant that there is not",
      (mark) => cartJourney([mark(send(reminder, { variant: "shrot" }))]),
      /the message "reminder" has the variants short, long, got shrot; did you mean "short"\?/,
      () => cartJourney([send(reminder, { variant: "short" })]),
    ],
    [
      "a variant left out",
      (mark) => cartJourney([mark(send(reminder))]),
      /the message "reminder" has the variants short, long, got none/,
      () => cartJourney([send(reminder, { variant: "long" })]),
    ],
    [
      "a message that the program does not have",
      (mark) => cartJourney([mark(send({ ...news, name: "newss" }))]),
      /speaks of "newss", which is not in program\/messages; did you mean "news"\?/,
      () => cartJourney([send(news)]),
    ],
    [
      "a message about another event",
      (mark) => cartJourney([mark(send(welcome))]),
      /the message "welcome" is about "Signed Up", but the journey "cart" starts on "Cart Updated"/,
      () => cartJourney([send(welcome)], { trigger: on("Signed Up") }),
    ],
    [
      "a channel that the message does not have",
      (mark) => cartJourney([mark(send(lastCall, { channels: ["sms", "email"] }))]),
      /the message "last-call" has the channels push, sms, got email/,
      () => cartJourney([send(lastCall, { channels: ["sms", "push"] })]),
    ],
    [
      "no channel at all",
      (mark) => cartJourney([mark(send(lastCall, { channels: [] }))]),
      /name each once, the preferred first; got \[\]/,
      () => cartJourney([send(lastCall, { channels: ["sms"] })]),
    ],
    [
      "a stage that there is not",
      () => cartJourney([send(thanks)], { stage: "retension" as "retention" }),
      /the journey "cart" is in the stage "retension"; did you mean "retention"\?/,
      () => cartJourney([send(thanks)], { stage: "retention" }),
    ],
  ]);
});
