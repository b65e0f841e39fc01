import { DeployedHerald, HOUR_MS } from "./deployed-herald";
import { eventually } from "./eventually";
import { cartUpdated, orderCompleted } from "./facts";

const CART = "cart-abandonment";
const FIRST_TIME = "Still packing? Your cart is here";
const RETURNING = "Your next trip is still in your cart";
const ORDERED = "Thank you, we have your order order-of-";
const LAST_CALL = "Our last note about your cart";

let herald: DeployedHerald;

beforeAll(async () => {
  herald = await DeployedHerald.find();
});

describe("a cart left behind, told to the deployed Herald by events on its bus", () => {
  it("brings its owner one reminder, then one last call, and nothing more", async () => {
    await herald.introduce("ana", { first_name: "Ana" });

    await herald.put(cartUpdated("ana", "Backpack"));

    const run = await herald.runOf("ana", CART, {
      state: "ended",
      ended: expect.objectContaining({ reason: "completed" }),
    });
    await herald.becomesIdle();
    expect(await herald.subjectsTo("ana", 2)).toEqual([FIRST_TIME, LAST_CALL]);
    await eventually(async () =>
      expect(await herald.executionOf(run)).toEqual({ status: "SUCCEEDED", errors: [] }),
    );
    expect((await herald.rowsOf("ana")).sends.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
  });

  it("is mailed about from the brand's sender, with a way out in its header and ids in its tags", async () => {
    await herald.introduce("ben", { first_name: "Ben" });

    await herald.put(cartUpdated("ben", "Lantern"));

    await herald.subjectsTo("ben", 1);
    const [mail] = herald.mailsTo("ben");
    expect(mail).toMatchObject({
      FromEmailAddress: '"Fernweh & Co." <hello@fernweh.example>',
      ReplyToAddresses: ["care@fernweh.example"],
      Destination: { ToAddresses: ["ben@example.com"] },
      ConfigurationSetName: "herald-marketing",
      Content: {
        Simple: {
          Headers: [
            {
              Name: "List-Unsubscribe",
              Value: expect.stringMatching(
                /^<https:\/\/[^>]+\/u\/k1\.[\w.-]+>, <mailto:unsubscribe@fernweh\.example\?subject=unsubscribe>$/,
              ),
            },
            { Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click" },
          ],
          Body: {
            Html: { Data: expect.stringContaining("Lantern") },
            Text: { Data: expect.stringContaining("Hi Ben,") },
          },
        },
      },
      EmailTags: [
        { Name: "journey", Value: "cart-abandonment" },
        { Name: "message", Value: "cart-reminder" },
        { Name: "variant", Value: "first-time" },
        { Name: "ref1", Value: expect.stringMatching(/^[A-Za-z0-9_-]+$/) },
      ],
    });
  });

  it("is spoken of to a returning customer as such", async () => {
    await herald.introduce("cleo");
    await herald.put(orderCompleted("cleo", "an-earlier-cart"));
    await herald.runOf("cleo", CART, { state: "closed", correlation: "an-earlier-cart" });

    await herald.put(cartUpdated("cleo", "Tent"));

    expect(await herald.subjectsTo("cleo", 2)).toEqual([`${ORDERED}an-earlier-cart`, RETURNING]);
  });

  it("is spoken of in German to someone whose language that is", async () => {
    await herald.introduce("dora", { locale: "de-AT" });

    await herald.put(cartUpdated("dora", "Zelt"));

    expect(await herald.subjectsTo("dora", 1)).toEqual(["Noch am Packen? Hier ist dein Warenkorb"]);
  });

  it("stays between us where its owner never agreed to reminders, and the ledger says why", async () => {
    await herald.introduce("emil", { agreesTo: [] });

    await herald.put(cartUpdated("emil", "Backpack"));

    expect(await herald.sendsOf("emil")).toMatchObject([{ status: "skipped", reason: "no-consent" }]);
    expect(herald.mailsTo("emil")).toEqual([]);
  });

  it("stays between us where the address has bounced for good", async () => {
    await herald.introduce("finn");
    await herald.put({ event: "Email Bounced", userId: "finn", properties: { bounce_type: "permanent" } });
    await herald.becomesIdle();

    await herald.put(cartUpdated("finn", "Backpack"));

    expect(await herald.sendsOf("finn")).toMatchObject([{ status: "skipped", reason: "suppressed" }]);
    expect(herald.mailsTo("finn")).toEqual([]);
  });

  it("is forgotten when the order comes in time, and its execution is stopped", async () => {
    await herald.introduce("faye");

    await herald.whileHourTakes(HOUR_MS, async () => {
      await herald.put(cartUpdated("faye", "Backpack"));
      const waiting = await herald.runOf("faye", CART, { state: "running" });
      expect(await herald.executionOf(waiting)).toEqual({ status: "RUNNING", errors: [] });

      await herald.put(orderCompleted("faye"));

      const run = await herald.runOf("faye", CART, {
        state: "ended",
        ended: expect.objectContaining({ reason: "ordered" }),
      });
      await eventually(async () =>
        expect(await herald.executionOf(run)).toEqual({ status: "ABORTED", errors: [] }),
      );
    });
    expect(await herald.subjectsTo("faye", 1)).toEqual([`${ORDERED}cart-1`]);
    const { sends } = await herald.rowsOf("faye");
    expect(sends.filter(({ journey }) => journey === CART)).toEqual([]);
  });

  it("is waited for again when it changes, then shown once as it now is", async () => {
    await herald.introduce("gus");

    await herald.whileHourTakes(3_000, async () => {
      await herald.put(cartUpdated("gus", "Backpack"));
      const { dueAt } = await herald.runOf("gus", CART, { state: "running" });
      await herald.put(cartUpdated("gus", "Lantern"));
      await herald.runOf("gus", CART, { dueAt: expect.not.stringMatching(dueAt as string) });
    });

    const run = await herald.runOf("gus", CART, { state: "ended" });
    expect(await herald.subjectsTo("gus", 2)).toEqual([FIRST_TIME, LAST_CALL]);
    const text = herald.mailsTo("gus")[0]?.Content?.Simple?.Body?.Text?.Data;
    expect(text).toContain("Lantern");
    expect(text).not.toContain("Backpack");
    await eventually(async () =>
      expect(await herald.executionOf(run)).toEqual({ status: "SUCCEEDED", errors: ["TimerMoved"] }),
    );
  });
});

describe("an event that is delivered twice", () => {
  it("is applied once and sends once", async () => {
    await herald.introduce("hal");
    const event = {
      ...cartUpdated("hal", "Backpack"),
      messageId: "hal-1",
      timestamp: new Date().toISOString(),
    };

    await herald.put(event, event);
    await herald.runOf("hal", CART, { state: "running" });
    await herald.put(event);

    await herald.runOf("hal", CART, { state: "ended", execution: 1 });
    await herald.becomesIdle();
    expect(await herald.subjectsTo("hal", 2)).toEqual([FIRST_TIME, LAST_CALL]);
    const { person, events } = await herald.rowsOf("hal");
    expect(person?.applied.filter((id) => id === "hal-1")).toEqual(["hal-1"]);
    expect(events.filter(({ messageId }) => messageId === "hal-1")).toHaveLength(1);
  });
});

describe("an event the program has no name for", () => {
  it("is kept with its person, ready for a journey that one day asks for it", async () => {
    await herald.introduce("ivy");

    await herald.put({
      event: "Wishlist Shared",
      userId: "ivy",
      messageId: "ivy-wish",
      properties: { items: 3 },
    });

    await herald.becomesIdle();
    const { events } = await herald.rowsOf("ivy");
    expect(events).toContainEqual(
      expect.objectContaining({ messageId: "ivy-wish", event: "Wishlist Shared", decisions: [] }),
    );
  });
});
