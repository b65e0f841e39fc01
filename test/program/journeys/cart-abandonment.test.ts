import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { loadCartProgram } from "../../fixtures/cart-program";

const cart = (cart_id: string, ...names: string[]) => ({
  cart_id,
  products: names.map((name) => ({ product_id: name.toLowerCase(), name, price: 20, quantity: 1 })),
  total: names.length * 20,
  currency: "EUR",
});

const emptied = (cart_id: string) => cart(cart_id);

describe("cart abandonment", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await loadCartProgram();
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" }, ["cart-reminders"]);
  });

  const messages = (userId?: string) => herald.sent(userId).map(({ message }) => message);

  describe("the reminder", () => {
    it("goes out once the cart has been quiet for an hour, not a minute before", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));

      await herald.advance({ minutes: 59 });
      expect(messages()).toEqual([]);

      await herald.advance({ minutes: 1 });
      expect(herald.sent("ana")).toMatchObject([
        { message: "cart-reminder", at: "2026-03-02T10:00:00.000Z" },
      ]);
    });

    it("is followed by one last call a day later and by nothing after that", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));

      await herald.advance({ days: 30 });

      expect(herald.sent("ana")).toMatchObject([
        { message: "cart-reminder", at: "2026-03-02T10:00:00.000Z" },
        { message: "cart-last-call", at: "2026-03-03T10:00:00.000Z" },
      ]);
      expect(herald.run("ana", "cart-abandonment", "c1")).toMatchObject({
        state: "ended",
        ended: { reason: "completed" },
      });
    });

    it("waits for the quiet hour to begin again with every change of the cart", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ minutes: 50 });
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack", "Tent"));
      await herald.advance({ minutes: 50 });
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack", "Tent", "Lamp"));

      await herald.advance({ minutes: 59 });
      expect(messages()).toEqual([]);

      await herald.advance({ minutes: 1 });
      expect(messages()).toEqual(["cart-reminder"]);
    });

    it("shows the cart as it is when it goes out", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ minutes: 10 });
      await herald.track("ana", "Cart Updated", cart("c1", "Tent"));

      await herald.advance({ hours: 1 });

      const mail = herald.sent("ana")[0]?.mail;
      expect(mail?.html).toContain("Tent");
      expect(mail?.html).not.toContain("Backpack");
      expect(mail?.text).toContain("Tent");
    });

    it("is sent for each of two carts at once", async () => {
      await herald.track("ana", "Cart Updated", cart("phone", "Backpack"));
      await herald.track("ana", "Cart Updated", cart("laptop", "Tent"));

      await herald.advance({ hours: 1 });

      expect(
        herald
          .sent("ana")
          .map(({ message, correlation }) => `${message} ${correlation}`)
          .sort(),
      ).toEqual(["cart-reminder laptop", "cart-reminder phone"]);
    });
  });

  describe("who gets which", () => {
    it("speaks to a first-time buyer as one", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));

      await herald.advance({ hours: 1 });

      expect(herald.sent("ana")).toMatchObject([{ message: "cart-reminder", variant: "first-time" }]);
    });

    it("speaks to someone who has ordered before as to a returning customer", async () => {
      await herald.track("ana", "Order Completed", { order_id: "o1" }, { ago: { days: 90 } });
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));

      await herald.advance({ hours: 1 });

      expect(herald.sent("ana")).toMatchObject([{ message: "cart-reminder", variant: "returning" }]);
    });

    it("asks at the last moment: an order of another cart within the hour makes her a returning customer", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ minutes: 30 });
      await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "another" });

      await herald.advance({ minutes: 30 });

      expect(herald.sent("ana")).toMatchObject([{ message: "cart-reminder", variant: "returning" }]);
    });

    it("writes German to a German reader, with amounts the German way", async () => {
      await herald.person("jonas", { email: "jonas@example.de", locale: "de-DE" }, ["cart-reminders"]);
      await herald.track("jonas", "Cart Updated", cart("c2", "Rucksack"));

      await herald.advance({ hours: 1 });

      const [sent] = herald.sent("jonas");
      expect(sent?.locale).toBe("de");
      expect(sent?.mail.html).toContain('lang="de"');
      expect(sent?.mail.html).toMatch(/20,00\s€/);
    });

    it("falls back to English for a language it does not have", async () => {
      await herald.person("luc", { email: "luc@example.fr", locale: "fr-FR" }, ["cart-reminders"]);
      await herald.track("luc", "Cart Updated", cart("c3", "Backpack"));

      await herald.advance({ hours: 1 });

      expect(herald.sent("luc")).toMatchObject([{ locale: "en" }]);
    });
  });

  describe("who gets none, and why", () => {
    it("skips a person without an email address", async () => {
      await herald.person("bo", { first_name: "Bo" }, ["cart-reminders"]);
      await herald.track("bo", "Cart Updated", cart("c1", "Backpack"));

      await herald.advance({ days: 3 });

      expect(herald.sent("bo")).toEqual([]);
      expect(herald.ledger("bo")).toMatchObject([
        { message: "cart-reminder", status: "skipped", reason: "no-address" },
        { message: "cart-last-call", status: "skipped", reason: "no-address" },
      ]);
    });

    it("skips a person who never agreed", async () => {
      await herald.person("cy", { email: "cy@example.com" });
      await herald.track("cy", "Cart Updated", cart("c1", "Backpack"));

      await herald.advance({ hours: 1 });

      expect(herald.sent("cy")).toEqual([]);
      expect(herald.ledger("cy")).toMatchObject([
        {
          status: "skipped",
          reason: "no-consent",
          facts: { topic: "cart-reminders", consent: "never given" },
        },
      ]);
    });

    it("skips a person who unsubscribed while waiting", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ minutes: 59 });
      await herald.track("ana", "Unsubscribed");

      await herald.advance({ days: 2 });

      expect(messages()).toEqual([]);
      expect(herald.ledger("ana")).toMatchObject([{ reason: "no-consent" }, { reason: "no-consent" }]);
    });

    it("skips an address that bounced for good, whoever holds it", async () => {
      await herald.track("someone-else", "Email Bounced", {
        email: "ANA@example.com",
        bounce_type: "permanent",
      });
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));

      await herald.advance({ hours: 1 });

      expect(herald.ledger("ana")).toMatchObject([
        { reason: "suppressed", facts: { suppression: "hard-bounce" } },
      ]);
    });

    it("does not start for a cart that holds nothing", async () => {
      await herald.track("ana", "Cart Updated", emptied("c1"));

      await herald.advance({ days: 3 });

      expect(messages()).toEqual([]);
      expect(herald.run("ana", "cart-abandonment", "c1")?.startedAt).toBeUndefined();
    });
  });

  describe("what ends it", () => {
    it("ends at once when that cart is ordered in time", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ minutes: 30 });
      await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "c1" });

      expect(herald.run("ana", "cart-abandonment", "c1")).toMatchObject({
        state: "ended",
        ended: { reason: "ordered", at: "2026-03-02T09:30:00.000Z" },
      });
      await herald.advance({ days: 3 });
      expect(messages()).toEqual([]);
    });

    it("goes on when another cart is ordered", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "c2" });
      await herald.track("ana", "Order Completed", { order_id: "o2" });

      await herald.advance({ hours: 1 });

      expect(messages()).toEqual(["cart-reminder"]);
    });

    it("ends at once when the cart is emptied", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.track("ana", "Cart Updated", emptied("c1"));

      await herald.advance({ days: 3 });

      expect(messages()).toEqual([]);
      expect(herald.run("ana", "cart-abandonment", "c1")).toMatchObject({ ended: { reason: "emptied" } });
    });

    it("begins again when an emptied cart is filled again before anything was said", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.track("ana", "Cart Updated", emptied("c1"));
      await herald.advance({ minutes: 5 });
      await herald.track("ana", "Cart Updated", cart("c1", "Tent"));

      await herald.advance({ minutes: 59 });
      expect(messages()).toEqual([]);

      await herald.advance({ minutes: 1 });
      expect(messages()).toEqual(["cart-reminder"]);
    });

    it("reaches its goal with an order within three days of the first message, and stays silent", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ hours: 3 });
      await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "c1" });

      await herald.advance({ days: 3 });

      expect(messages()).toEqual(["cart-reminder"]);
      expect(herald.run("ana", "cart-abandonment", "c1")).toMatchObject({
        ended: { reason: "goal" },
        goal: { at: "2026-03-02T12:00:00.000Z" },
      });
    });

    it("counts an order after the last call as the goal too, but not one after three days", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.person("ben", { email: "ben@example.com" }, ["cart-reminders"]);
      await herald.track("ben", "Cart Updated", cart("c2", "Tent"));

      await herald.advance({ days: 2 });
      await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "c1" });
      await herald.advance({ days: 2 });
      await herald.track("ben", "Order Completed", { order_id: "o2", cart_id: "c2" });

      expect(herald.run("ana", "cart-abandonment", "c1")?.goal).toBeDefined();
      expect(herald.run("ben", "cart-abandonment", "c2")?.goal).toBeUndefined();
    });

    it("never speaks of the same cart again once it has spoken", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ days: 2 });
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack", "Tent"));

      await herald.advance({ days: 5 });

      expect(messages()).toEqual(["cart-reminder", "cart-last-call"]);
      expect(herald.decisions("ana").at(-1)).toMatchObject({
        outcome: "not-entered",
        reason: "once-per-correlation",
      });
    });
  });

  describe("events that come twice, late or out of order", () => {
    it("treats a redelivered event as nothing new", async () => {
      const update = { messageId: "m1" };
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"), update);
      await herald.advance({ minutes: 30 });
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"), {
        messageId: "m1",
        ago: { minutes: 30 },
      });

      await herald.advance({ minutes: 30 });
      expect(messages()).toEqual(["cart-reminder"]);
    });

    it("does not start when the order arrived before the cart's update", async () => {
      await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "c1" });
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"), { ago: { minutes: 5 } });

      await herald.advance({ days: 3 });

      expect(messages()).toEqual([]);
      expect(herald.decisions("ana").at(-1)).toMatchObject({
        outcome: "not-entered",
        reason: "already-closed",
      });
    });

    it("keeps the newest cart when an older update arrives after it", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Tent"));
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"), { ago: { minutes: 10 } });

      await herald.advance({ hours: 1 });

      expect(herald.sent("ana")).toHaveLength(1);
      expect(herald.sent("ana")[0]?.mail.text).toContain("Tent");
    });

    it("counts the quiet hour from when the cart changed, not from when the event arrived", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"), { ago: { minutes: 40 } });

      await herald.advance({ minutes: 20 });

      expect(messages()).toEqual(["cart-reminder"]);
    });

    it("does not write to people about carts of last week that an import brings in", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"), { ago: { days: 7 } });

      await herald.advance({ days: 3 });

      expect(messages()).toEqual([]);
      expect(herald.decisions("ana").at(-1)).toMatchObject({ reason: "event-too-old" });
    });
  });

  describe("an edit while a run is waiting", () => {
    const cartReminderSaying = (subject: string) =>
      loadCartProgram(({ messages }) => ({
        messages: messages.map((message) =>
          message.name === "cart-reminder"
            ? { ...message, words: { ...message.words, en: { ...message.words.en, subject } } }
            : message,
        ),
      }));

    it("lets the run finish with the words and steps it began with, and changes those that begin after", async () => {
      await herald.person("ben", { email: "ben@example.com" }, ["cart-reminders"]);
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.advance({ minutes: 30 });

      await herald.deploy(await cartReminderSaying("An edited subject"));
      await herald.track("ben", "Cart Updated", cart("c2", "Tent"));
      await herald.advance({ hours: 1 });

      expect(herald.sent("ana")[0]?.subject).not.toBe("An edited subject");
      expect(herald.sent("ben")[0]?.subject).toBe("An edited subject");
      expect(herald.sent("ana")[0]?.version).not.toBe(herald.sent("ben")[0]?.version);
    });

    it("still moves and ends it by its events", async () => {
      await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));
      await herald.deploy(await cartReminderSaying("An edited subject"));
      await herald.advance({ minutes: 30 });
      await herald.track("ana", "Cart Updated", cart("c1", "Tent"));
      await herald.advance({ minutes: 59 });
      expect(messages()).toEqual([]);

      await herald.track("ana", "Order Completed", { order_id: "o1", cart_id: "c1" });
      await herald.advance({ days: 3 });

      expect(messages()).toEqual([]);
    });
  });

  it("enters two states for each delayed message", async () => {
    await herald.track("ana", "Cart Updated", cart("c1", "Backpack"));

    await herald.advance({ days: 3 });

    expect(messages()).toHaveLength(2);
    expect(herald.statesEntered()).toBe(2 * 2);
  });
});
