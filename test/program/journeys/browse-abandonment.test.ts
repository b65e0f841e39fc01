import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { browseAbandonment } from "../../../program/journeys/browse-abandonment";
import { programOf } from "../../fixtures/program-of";

const product = (name: string) => ({
  product_id: name.toLowerCase(),
  name,
  url: `https://shop.fernweh.example/${name.toLowerCase()}`,
});

const cart = (...names: string[]) => ({
  cart_id: "c1",
  products: names.map((name) => ({ product_id: name.toLowerCase(), name })),
  total: 20,
  currency: "EUR",
});

describe("browse abandonment", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(browseAbandonment);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" }, ["recommendations"]);
  });

  const view = (...names: string[]) =>
    names.reduce<Promise<unknown>>(
      (before, name) => before.then(() => herald.track("ana", "Product Viewed", product(name))),
      Promise.resolve(),
    );
  const sentAt = () => herald.sent("ana").map(({ at }) => at);
  const lastReason = () => herald.decisions("ana").at(-1)?.reason;

  describe("the reminder", () => {
    it("goes out two hours after the last look, not a minute before", async () => {
      await view("Tent", "Lamp");

      await herald.advance({ hours: 1, minutes: 59 });
      expect(herald.sent()).toEqual([]);

      await herald.advance({ minutes: 1 });
      expect(herald.sent("ana")).toMatchObject([
        { message: "browse-reminder", at: "2026-03-02T11:00:00.000Z" },
      ]);
    });

    it("shows what she looked at last, and waits as long as she goes on looking", async () => {
      await view("Tent", "Lamp");
      await herald.advance({ hours: 1 });
      await view("Bottle");

      await herald.advance({ hours: 2 });

      expect(sentAt()).toEqual(["2026-03-02T12:00:00.000Z"]);
      expect(herald.sent("ana")[0]?.subject).toBe("Bottle, where you left off");
      expect(herald.sent("ana")[0]?.mail.html).toContain("https://shop.fernweh.example/bottle");
      expect(herald.sent("ana")[0]?.mail.text).not.toContain("Lamp");
    });

    it("shows the last look also where an earlier one arrives after it", async () => {
      await view("Tent", "Lamp");
      await herald.track("ana", "Product Viewed", product("Bottle"), { ago: { minutes: 5 } });

      await herald.advance({ hours: 2 });

      expect(herald.sent("ana")[0]?.subject).toBe("Lamp, where you left off");
    });

    it("goes to her phone where she agreed to that, and says there how to stop", async () => {
      await herald.identify("ana", { push_token: "t-1" });
      await herald.track("ana", "Consent Given", { topic: "recommendations", channel: "push" });
      await view("Tent", "Lamp");

      await herald.advance({ hours: 2 });

      expect(herald.sent("ana")).toMatchObject([
        {
          channel: "push",
          content: {
            title: "Lamp",
            body: expect.stringContaining("To stop these: Settings"),
            link: "https://shop.fernweh.example/lamp",
          },
        },
      ]);
    });

    it("speaks German to a German reader, and does without a name or a picture", async () => {
      await herald.person("jo", { email: "jo@example.de", locale: "de-AT" }, ["recommendations"]);
      await herald.track("jo", "Product Viewed", product("Zelt"));
      await herald.track("jo", "Product Viewed", { product_id: "lampe" });

      await herald.advance({ hours: 2 });

      const [sent] = herald.sent("jo");
      expect(sent?.subject).toBe("Dein letzter Blick: hier geht es weiter");
      expect(sent?.mail.text).toContain("Hallo,");
      expect(sent?.mail.text).toContain("Was du dir zuletzt angesehen hast");
    });

    it("enters two states", async () => {
      await view("Tent", "Lamp");

      await herald.advance({ days: 1 });

      expect(herald.sent()).toHaveLength(1);
      expect(herald.statesEntered()).toBe(2);
    });
  });

  describe("nothing is said", () => {
    it("of one product alone, however often it is looked at", async () => {
      await view("Tent", "Tent", "Tent");

      await herald.advance({ days: 1 });

      expect(herald.sent()).toEqual([]);
      expect(herald.statesEntered()).toBe(0);
      expect(lastReason()).toBe("not-in-segment");
    });

    it("of two products looked at more than a day apart", async () => {
      await view("Tent");
      await herald.advance({ days: 1, minutes: 1 });
      await view("Lamp");

      await herald.advance({ days: 1 });

      expect(herald.sent()).toEqual([]);
    });

    it("once something is put into a cart", async () => {
      await view("Tent", "Lamp");
      await herald.advance({ minutes: 10 });
      await herald.track("ana", "Cart Updated", cart("Lamp"));

      await herald.advance({ days: 1 });

      expect(herald.sent()).toEqual([]);
      expect(herald.run("ana", "browse-abandonment")).toMatchObject({ ended: { reason: "put-in-cart" } });
    });

    it("once something is ordered", async () => {
      await view("Tent", "Lamp");
      await herald.advance({ minutes: 10 });
      await herald.track("ana", "Order Completed", { order_id: "o1" });

      await herald.advance({ days: 1 });

      expect(herald.sent()).toEqual([]);
      expect(herald.run("ana", "browse-abandonment")).toMatchObject({ ended: { reason: "ordered" } });
    });

    it("to somebody who looked on after filling a cart: that cart has its own reminder", async () => {
      await herald.track("ana", "Cart Updated", cart("Bottle"));
      await herald.advance({ minutes: 10 });
      await view("Tent", "Lamp");

      await herald.advance({ days: 1 });

      expect(herald.sent()).toEqual([]);
      expect(herald.run("ana", "browse-abandonment")).toMatchObject({ ended: { reason: "completed" } });
    });

    it("to somebody who never agreed to recommendations, and the record says so", async () => {
      await herald.person("cy", { email: "cy@example.com" }, ["cart-reminders"]);
      await herald.track("cy", "Product Viewed", product("Tent"));
      await herald.track("cy", "Product Viewed", product("Lamp"));

      await herald.advance({ days: 1 });

      expect(herald.sent("cy")).toEqual([]);
      expect(herald.ledger("cy")).toMatchObject([
        { status: "skipped", channel: "push", reason: "no-address" },
      ]);
      expect(herald.ledger("cy")[0]?.facts.tried).toMatchObject([
        { channel: "push", reason: "no-address" },
        { channel: "email", reason: "no-consent" },
      ]);
    });

    it("of looks that an import brings in from last week", async () => {
      await herald.track("ana", "Product Viewed", product("Tent"), { ago: { days: 7 } });
      await herald.track("ana", "Product Viewed", product("Lamp"), { ago: { days: 7 } });

      await herald.advance({ days: 1 });

      expect(herald.sent()).toEqual([]);
      expect(lastReason()).toBe("event-too-old");
    });
  });

  describe("coming again", () => {
    it("within seven days starts nothing", async () => {
      await view("Tent", "Lamp");
      await herald.advance({ days: 6 });
      await view("Bottle", "Socks");

      await herald.advance({ days: 2 });

      expect(sentAt()).toEqual(["2026-03-02T11:00:00.000Z"]);
      expect(lastReason()).toBe("too-soon");
    });

    it("after seven days is spoken of again", async () => {
      await view("Tent", "Lamp");
      await herald.advance({ days: 7 });
      await view("Bottle", "Socks");

      await herald.advance({ hours: 2 });

      expect(sentAt()).toEqual(["2026-03-02T11:00:00.000Z", "2026-03-09T11:00:00.000Z"]);
      expect(herald.sent("ana")[1]?.subject).toBe("Socks, where you left off");
    });

    it("the same day counts where the first time ended in an empty-handed cart", async () => {
      await view("Tent", "Lamp");
      await herald.track("ana", "Cart Updated", cart());
      await herald.advance({ minutes: 5 });
      await view("Bottle");

      await herald.advance({ hours: 2 });

      expect(sentAt()).toEqual(["2026-03-02T11:05:00.000Z"]);
    });

    it("by an event delivered twice is coming once", async () => {
      await view("Tent");
      await herald.track("ana", "Product Viewed", product("Lamp"), { messageId: "m1" });
      await herald.advance({ hours: 1 });
      await herald.track("ana", "Product Viewed", product("Lamp"), {
        messageId: "m1",
        ago: { hours: 1 },
      });

      await herald.advance({ hours: 1 });

      expect(sentAt()).toEqual(["2026-03-02T11:00:00.000Z"]);
    });
  });

  describe("the goal", () => {
    it("is an order within seven days of the reminder", async () => {
      await view("Tent", "Lamp");
      await herald.advance({ days: 7, hours: 2 });
      await herald.track("ana", "Order Completed", { order_id: "o1" });

      expect(herald.run("ana", "browse-abandonment")).toMatchObject({
        goal: { at: "2026-03-09T11:00:00.000Z" },
      });
    });

    it("is not an order after that", async () => {
      await view("Tent", "Lamp");
      await herald.advance({ days: 7, hours: 2, minutes: 1 });
      await herald.track("ana", "Order Completed", { order_id: "o1" });

      expect(herald.run("ana", "browse-abandonment")?.goal).toBeUndefined();
    });
  });
});
