import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { shippingUpdates } from "../../../program/journeys/shipping-updates";
import { programOf } from "../../fixtures/program-of";

const parcel = (status: string, more: object = {}) => ({
  shipment_id: "parcel-1",
  order_id: "1042",
  status,
  carrier: "DHL",
  tracking_number: "0034",
  tracking_url: "https://tracking.example/0034",
  ...more,
});

describe("shipping updates", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(shippingUpdates);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" });
  });

  it("tell each piece of news at once, in its own words, without a state machine", async () => {
    for (const status of ["shipped", "delayed", "out-for-delivery", "delivered"]) {
      await herald.track("ana", "Shipment Updated", parcel(status));
      await herald.advance({ hours: 5 });
    }

    expect(herald.sent("ana")).toMatchObject([
      { subject: "Your parcel is on its way", at: "2026-03-02T09:00:00.000Z" },
      { subject: "Your parcel is delayed", at: "2026-03-02T14:00:00.000Z" },
      { subject: "Your parcel is out for delivery", at: "2026-03-02T19:00:00.000Z" },
      { subject: "Your parcel has been delivered", at: "2026-03-03T00:00:00.000Z" },
    ]);
    expect(herald.statesEntered()).toBe(0);
  });

  describe("the channel", () => {
    it("is push for whoever has the app, whatever else is known", async () => {
      await herald.person("bo", { push_token: "t-1", phone: "+491701234567", email: "bo@example.com" });
      await herald.track("bo", "Shipment Updated", parcel("shipped"));

      expect(herald.sent("bo")).toMatchObject([
        {
          channel: "push",
          content: {
            title: "Your parcel is on its way",
            body: "Your parcel from order 1042 has left us with DHL.",
            link: "https://tracking.example/0034",
          },
        },
      ]);
    });

    it("is a text message where there is no app, with the way to the tracking page", async () => {
      await herald.person("bo", { phone: "+491701234567", email: "bo@example.com" });
      await herald.track("bo", "Shipment Updated", parcel("shipped", { expected_on: "2026-03-05" }));

      expect(herald.sent("bo")).toMatchObject([
        {
          channel: "sms",
          content: {
            text: "Fernweh & Co.: Your parcel from order 1042 has left us with DHL. It should be with you on March 5. https://tracking.example/0034",
          },
        },
      ]);
    });

    it("is email where a phone number cannot be used", async () => {
      await herald.person("bo", { phone: "0170 1234567", email: "bo@example.com" });
      await herald.track("bo", "Shipment Updated", parcel("shipped"));

      expect(herald.sent("bo")).toMatchObject([
        { channel: "email", facts: { tried: [{ reason: "no-address" }, { reason: "no-address" }] } },
      ]);
    });

    it("is none for somebody without any address, and the ledger says so", async () => {
      await herald.person("cy", { first_name: "Cy" });
      await herald.track("cy", "Shipment Updated", parcel("shipped"));

      expect(herald.sent("cy")).toEqual([]);
      expect(herald.ledger("cy")).toMatchObject([{ status: "skipped", reason: "no-address" }]);
    });
  });

  describe("the words", () => {
    const textOf = (userId: string) => herald.sent(userId)[0]?.mail.text;

    it("name the day only where the carrier does", async () => {
      await herald.track("ana", "Shipment Updated", parcel("delayed"));
      await herald.person("ben", { email: "ben@example.com" });
      await herald.track("ben", "Shipment Updated", parcel("delayed", { expected_on: "2026-12-01" }));

      expect(textOf("ana")).toContain("We do not know yet when it will come.");
      expect(textOf("ben")).toContain("It is now expected on December 1.");
    });

    it("show what is known of the tracking, and leave out what is not", async () => {
      await herald.track("ana", "Shipment Updated", parcel("shipped"));
      await herald.person("ben", { email: "ben@example.com" });
      await herald.track("ben", "Shipment Updated", {
        shipment_id: "parcel-2",
        order_id: "1043",
        status: "shipped",
      });

      expect(textOf("ana")).toMatch(/Carrier DHL\n\nTracking 0034\n\nTrack my parcel\nhttps:/);
      expect(textOf("ben")).toContain("Your parcel from order 1043 has left us.");
      expect(textOf("ben")).not.toMatch(/Carrier|Track/);
    });

    it("mark how far the parcel has come, also for who reads the text part", async () => {
      await herald.track("ana", "Shipment Updated", parcel("out-for-delivery"));

      expect(textOf("ana")).toMatch(/✓ Shipped\s+✓ Out for delivery\s+Delivered/);
    });

    it("are German for a German reader, with the day the German way", async () => {
      await herald.person("jonas", { email: "jonas@example.de", locale: "de" });
      await herald.track("jonas", "Shipment Updated", parcel("shipped", { expected_on: "2026-03-05" }));

      expect(herald.sent("jonas")).toMatchObject([{ locale: "de", subject: "Dein Paket ist unterwegs" }]);
      expect(textOf("jonas")).toContain("Hallo,\n\ndein Paket zur Bestellung 1042 hat sich mit DHL");
      expect(textOf("jonas")).toContain("Voraussichtlich ist es am 5. März bei dir.");
    });

    it("begin with a capital in a German notification, where no greeting comes before", async () => {
      await herald.person("jonas", { push_token: "t-2", locale: "de" });
      await herald.track("jonas", "Shipment Updated", parcel("delivered"));

      expect(herald.sent("jonas")).toMatchObject([
        { content: { body: "Dein Paket zur Bestellung 1042 wurde zugestellt, sagt DHL." } },
      ]);
    });

    it("let no address through that is no web page", async () => {
      await herald.track(
        "ana",
        "Shipment Updated",
        parcel("shipped", { tracking_url: "javascript:alert(1)" }),
      );

      expect(herald.sent("ana")[0]?.mail.html).not.toContain("javascript:");
      expect(textOf("ana")).not.toContain("Track my parcel");
    });
  });

  it("tell redelivered news once", async () => {
    await herald.track("ana", "Shipment Updated", parcel("shipped"), { messageId: "m1" });
    await herald.track("ana", "Shipment Updated", parcel("shipped"), { messageId: "m1" });

    expect(herald.sent("ana")).toHaveLength(1);
  });

  it("tell of two parcels of one order apart", async () => {
    await herald.track("ana", "Shipment Updated", parcel("shipped"));
    await herald.track("ana", "Shipment Updated", parcel("shipped", { shipment_id: "parcel-2" }));

    expect(herald.sent("ana")).toHaveLength(2);
  });

  it("keep silent about news that come a day late", async () => {
    await herald.track("ana", "Shipment Updated", parcel("out-for-delivery"), { ago: { hours: 25 } });

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.decisions("ana")).toMatchObject([{ outcome: "not-entered", reason: "event-too-old" }]);
  });

  it("reach also somebody who unsubscribed from advertising", async () => {
    await herald.track("ana", "Unsubscribed");
    await herald.track("ana", "Shipment Updated", parcel("shipped"));

    expect(herald.sent("ana")).toHaveLength(1);
  });
});
