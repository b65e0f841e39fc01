import { TestHerald } from "../../local/test-kit";
import { lastCall, plainCartJourney, plainProgram, plainWords } from "../fixtures/plain-program";

const { journey, on, wait, waitUntilQuiet, ask, send } = plainWords;
const full = { cart_id: "c1", products: ["tent"] };
const empty = { cart_id: "c1", products: [] };

describe("a run", () => {
  it("whose journey ends without a message is over, and its person may come again for another reason", async () => {
    const program = await plainProgram([
      journey("cart", {
        description: "Only for regulars.",
        stage: "engagement",
        trigger: on("Cart Updated", { per: "cart_id" }),
        steps: [waitUntilQuiet({ hours: 1 }), ask("loyal", { yes: [wait({ days: 1 }), send(lastCall)] })],
      }),
    ]);
    const herald = await TestHerald.start({ program });
    await herald.track("ana", "Cart Updated", full);

    await herald.advance({ hours: 2 });

    expect(herald.run("ana", "cart", "c1")).toMatchObject({ state: "ended", ended: { reason: "completed" } });
    expect(herald.ledger("ana")).toEqual([]);
  });

  it("begun again after a silent end says what the first was kept from saying", async () => {
    const herald = await TestHerald.start({ program: await plainProgram([plainCartJourney]) });
    await herald.identify("ana", { email: "ana@example.com" });
    await herald.track("ana", "Cart Updated", full);
    await herald.advance({ hours: 1 });
    expect(herald.ledger("ana")).toMatchObject([{ status: "skipped", reason: "no-consent", execution: 1 }]);
    await herald.track("ana", "Cart Updated", empty);
    await herald.track("ana", "Consent Given", { topic: "news", channel: "email" });
    await herald.advance({ minutes: 1 });
    await herald.track("ana", "Cart Updated", full);

    await herald.advance({ days: 2 });

    expect(herald.sent("ana").map(({ message, execution }) => `${message} ${execution}`)).toEqual([
      "reminder 2",
      "last-call 2",
    ]);
  });
});

describe("the test kit", () => {
  it("knows segments, decisions and what a refused event was refused for", async () => {
    const herald = await TestHerald.start({ program: await plainProgram() });

    const refused = await herald.track("ana", "Cart Updated", { cart_id: 7 });
    await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "c1" });

    expect(refused).toMatchObject({ status: "refused", refusal: { reason: "bad-properties" } });
    expect(herald.isIn("ana", "loyal")).toBe(false);
    expect(herald.decisions("ana")).toMatchObject([{ journey: "cart", outcome: "closed-before-start" }]);
  });
});
