import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { orderConfirmed } from "../../../program/journeys/order-confirmation";
import { programOf } from "../../fixtures/program-of";

const order = (order_id: string) => ({
  order_id,
  total: 165,
  currency: "EUR",
  products: [
    { product_id: "kestrel-32", name: "Kestrel 32 L backpack", price: 129, quantity: 1 },
    { product_id: "merino-socks", name: "Merino travel socks", price: 18, quantity: 2 },
  ],
});

describe("order confirmation", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(orderConfirmed);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" });
  });

  it("goes out at once, without consent, because it carries out what she asked for", async () => {
    await herald.track("ana", "Order Completed", order("1042"));

    expect(herald.sent("ana")).toMatchObject([
      {
        message: "order-confirmation",
        channel: "email",
        subject: "Thank you, we have your order 1042",
        at: "2026-03-02T09:00:00.000Z",
        facts: { basis: "contract" },
      },
    ]);
    expect(herald.statesEntered()).toBe(0);
  });

  it("lists what was ordered and what it comes to", async () => {
    await herald.track("ana", "Order Completed", order("1042"));

    const text = herald.sent("ana")[0]?.mail.text;
    expect(text).toContain("Hi Ana,");
    expect(text).toMatch(/Kestrel 32 L backpack\n€129\.00/);
    expect(text).toMatch(/Merino travel socks\n2 × €18\.00\n€36\.00/);
    expect(text).toContain("Total €165.00");
  });

  it("writes German to a German reader, also to one without a name", async () => {
    await herald.person("jonas", { email: "jonas@example.de", locale: "de-DE" });
    await herald.track("jonas", "Order Completed", order("1043"));

    const [sent] = herald.sent("jonas");
    expect(sent).toMatchObject({ locale: "de", subject: "Danke, deine Bestellung 1043 ist da" });
    expect(sent?.mail.text).toContain("Hallo,");
    expect(sent?.mail.text).toMatch(/Summe 165,00\s€/);
  });

  it("confirms an order of which only the number is known, without inventing a total", async () => {
    await herald.track("ana", "Order Completed", { order_id: "1042" });

    expect(herald.sent("ana")[0]?.mail.text).toContain("Order 1042");
    expect(herald.sent("ana")[0]?.mail.text).not.toContain("Total");
  });

  it("names no way to unsubscribe and advertises nothing", async () => {
    await herald.track("ana", "Order Completed", order("1042"));

    expect(herald.sent("ana")[0]?.mail.html).not.toMatch(/unsubscribe|discount|also like/i);
  });

  it("confirms an order once, however often the shop tells of it", async () => {
    await herald.track("ana", "Order Completed", order("1042"), { messageId: "m1" });
    await herald.track("ana", "Order Completed", order("1042"), { messageId: "m1" });
    await herald.track("ana", "Order Completed", order("1042"), { messageId: "m2" });

    expect(herald.sent("ana")).toHaveLength(1);
    expect(herald.decisions("ana").at(-1)).toMatchObject({
      outcome: "not-entered",
      reason: "once-per-correlation",
    });
  });

  it("confirms each of two orders", async () => {
    await herald.track("ana", "Order Completed", order("1042"));
    await herald.track("ana", "Order Completed", order("1043"));

    expect(herald.sent("ana").map(({ correlation }) => correlation)).toEqual(["1042", "1043"]);
  });

  it("reaches by text message somebody of whom only the phone is known", async () => {
    await herald.person("bo", { phone: "+491701234567" });
    await herald.track("bo", "Order Completed", order("1044"));

    expect(herald.sent("bo")).toMatchObject([
      { channel: "sms", content: { text: expect.stringContaining("we have your order 1044") } },
    ]);
  });

  it("says why somebody without an address gets nothing", async () => {
    await herald.person("cy", { first_name: "Cy" });
    await herald.track("cy", "Order Completed", order("1045"));

    expect(herald.sent("cy")).toEqual([]);
    expect(herald.ledger("cy")).toMatchObject([{ status: "skipped", reason: "no-address" }]);
  });

  it("does not confirm orders of last year that an import brings in", async () => {
    await herald.track("ana", "Order Completed", order("7"), { ago: { days: 300 } });

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.decisions("ana")).toMatchObject([{ outcome: "not-entered", reason: "event-too-old" }]);
  });
});
