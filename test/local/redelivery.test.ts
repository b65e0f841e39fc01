import fc from "fast-check";
import * as z from "zod/mini";
import { compileProgram } from "../../core/compile-program";
import { defineEvent } from "../../core/events/event-catalog";
import { defineMessage } from "../../core/messages/message";
import type { CompiledProgram } from "../../core/program";
import { all, defineSegment, didThenNot, has, not } from "../../core/segments/segment";
import { wordsFor } from "../../core/words/words";
import { TestHerald } from "../../local/test-kit";
import { compilePlainMessage, plainBrand, plainMessage } from "../fixtures/plain-program";

const events = {
  "Cart Updated": defineEvent("A cart changed.", { cart_id: z.string() }),
  "Order Completed": defineEvent("An order.", { cart_id: z.optional(z.string()) }),
  "App Opened": defineEvent("The app was opened.", {}),
};
const segments = {
  active: defineSegment("Two carts in an hour.", has("Cart Updated", { atLeast: 2, within: { hours: 1 } })),
  hesitant: defineSegment(
    "A cart, and no order in the twenty minutes since.",
    all(
      didThenNot("Cart Updated", "Order Completed", { within: { minutes: 20 } }),
      not(has("Order Completed", { atLeast: 3 })),
    ),
  ),
};
const words = wordsFor(events, segments);
const { journey, on, onEntering, onSilence, wait, waitFor, when, ask, happened, send, exit, exitOnLeaving } =
  words;
const cartNews = plainMessage("cart-news", "transactional", "Cart Updated");
const news = defineMessage("news", {
  purpose: "transactional",
  folder: "",
  words: { en: { subject: "Hello", preheader: "There" } },
  example: {},
});

const journeys = [
  journey("cart", {
    description: "A cart that waits for its order.",
    stage: "purchase",
    trigger: on("Cart Updated", { per: "cart_id" }),
    steps: [waitFor([when("Order Completed", [])], { atMost: { minutes: 30 }, otherwise: [send(cartNews)] })],
  }),
  journey("active", {
    description: "Whoever comes to be active, each time.",
    stage: "engagement",
    trigger: onEntering("active"),
    steps: [wait({ minutes: 10 }), ask(happened("Order Completed"), { no: [send(news)] })],
    exits: [exitOnLeaving("calm", "active")],
  }),
  journey("hesitant", {
    description: "Whoever hesitates, at most once in two hours.",
    stage: "purchase",
    trigger: onEntering("hesitant", { again: { every: { hours: 2 } } }),
    steps: [send(news)],
    exits: [exit("ordered", "Order Completed")],
  }),
  journey("silent", {
    description: "Whoever has not opened the app for an hour.",
    stage: "retention",
    trigger: onSilence("App Opened", { for: { hours: 1 } }),
    steps: [wait({ minutes: 5 }), send(news)],
    exits: [exit("back", "App Opened")],
  }),
];

let program: CompiledProgram;
beforeAll(async () => {
  const messages = [cartNews, news];
  program = await compileProgram(
    { brand: plainBrand, catalog: events, segments, journeys, messages },
    compilePlainMessage,
  );
});

interface Fact {
  readonly kind: keyof typeof events;
  readonly cart: string;
  /** Minutes since the event before it. */
  readonly pause: number;
  /** How many minutes after it happened it arrives. */
  readonly late: number;
  /** Which of the earlier events are delivered again right after it. */
  readonly again: readonly number[];
}

const facts: fc.Arbitrary<Fact[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("Cart Updated", "Order Completed", "App Opened"),
    cart: fc.constantFrom("c1", "c2"),
    pause: fc.integer({ min: 0, max: 50 }),
    late: fc.constantFrom(0, 0, 0, 3, 25),
    again: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
  }) as fc.Arbitrary<Fact>,
  { minLength: 1, maxLength: 12 },
);

/** What must not depend on how often events are delivered. */
async function outcomeOf(list: readonly Fact[], redelivered: boolean) {
  const herald = await TestHerald.start({ program });
  await herald.identify("ana", { email: "ana@example.com" });
  const sent: [Fact, string][] = [];
  for (const [index, fact] of list.entries()) {
    await herald.advance({ minutes: fact.pause });
    const timestamp = new Date(Date.parse(herald.now()) - fact.late * 60_000).toISOString();
    sent.push([fact, timestamp]);
    const repeats = redelivered ? fact.again.filter((earlier) => earlier <= index) : [];
    for (const number of [index, ...repeats]) {
      const [{ kind, cart }, at] = sent[number] as [Fact, string];
      const properties = kind === "App Opened" ? {} : { cart_id: cart };
      const ago = { seconds: (Date.parse(herald.now()) - Date.parse(at)) / 1000 };
      await herald.track("ana", kind, properties, { messageId: `fact-${number}`, ago });
    }
  }
  await herald.advance({ hours: 6 });
  const runs = ["cart", "active", "hesitant", "silent"].map((name) => herald.runs("ana", name));
  return {
    segments: Object.keys(segments).filter((name) => herald.isIn("ana", name)),
    members: await Promise.all(Object.keys(segments).map((name) => herald.members(name))),
    runs: runs.map((list) =>
      list.map(({ correlation, execution, entry, state, ended }) => ({
        correlation,
        execution,
        entry,
        state,
        ended,
      })),
    ),
    sent: herald.sent("ana").map(({ journey: name, at }) => `${name} ${at}`),
  };
}

describe("events that are delivered again", () => {
  it("change no segment, no run and no message, whenever they come", async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (list) => {
        expect(await outcomeOf(list, true)).toEqual(await outcomeOf(list, false));
      }),
      { numRuns: 1500 },
    );
  }, 60_000);
});
