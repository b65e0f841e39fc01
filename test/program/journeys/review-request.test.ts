import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { reviewRequests } from "../../../program/journeys/review-request";
import { programOf } from "../../fixtures/program-of";

const parcel = (order_id: string, status = "delivered") => ({
  shipment_id: `parcel-${order_id}`,
  order_id,
  status,
});

describe("the request for a review", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(reviewRequests);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" }, ["feedback"]);
  });

  it("comes a week after the parcel, and once", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042"));

    await herald.advance({ days: 60 });

    expect(herald.sent("ana")).toMatchObject([
      { message: "review-request", subject: "How is it doing so far?", at: "2026-03-09T09:00:00.000Z" },
    ]);
    expect(herald.sent("ana")[0]?.mail.text).toContain("Your order 1042 has been with you for a week.");
    expect(herald.statesEntered()).toBe(2);
  });

  it("counts the week from the last parcel, so that its words are true of it", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042"));
    await herald.advance({ days: 5 });
    await herald.track("ana", "Shipment Updated", parcel("1043"));

    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toMatchObject([{ at: "2026-03-14T09:00:00.000Z" }]);
    expect(herald.sent("ana")[0]?.mail.text).toContain("Your order 1043 has been with you for a week.");
  });

  it("counts from the delivery, also where the carrier tells of it some hours late", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042"), { ago: { hours: 9 } });

    await herald.advance({ days: 8 });

    expect(herald.sent("ana")).toMatchObject([{ at: "2026-03-09T00:00:00.000Z" }]);
  });

  it("does not start by a parcel that is still on its way", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042", "shipped"));

    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.decisions("ana")).toMatchObject([{ outcome: "not-entered", reason: "conditions-not-met" }]);
  });

  it("is spared whoever has reviewed something in the meantime", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042"));
    await herald.advance({ days: 3 });
    await herald.track("ana", "Product Reviewed", { product_id: "kestrel-32", rating: 4 });

    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.run("ana", "review-request")).toMatchObject({
      ended: { reason: "reviewed", at: "2026-03-05T09:00:00.000Z" },
    });
  });

  it("comes for the next parcel of whoever reviewed unasked, since nothing was said yet", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042"));
    await herald.advance({ days: 3 });
    await herald.track("ana", "Product Reviewed", { product_id: "kestrel-32" });
    await herald.advance({ days: 20 });
    await herald.track("ana", "Shipment Updated", parcel("1043"));

    await herald.advance({ days: 8 });

    expect(herald.sent("ana")).toHaveLength(1);
  });

  it("is not kept from coming by a review of last month", async () => {
    await herald.track("ana", "Product Reviewed", { product_id: "socks" }, { ago: { days: 30 } });
    await herald.track("ana", "Shipment Updated", parcel("1042"));

    await herald.advance({ days: 8 });

    expect(herald.sent("ana")).toHaveLength(1);
  });

  it("reaches its goal with a review within two weeks, not with a later one", async () => {
    await herald.person("ben", { email: "ben@example.com" }, ["feedback"]);
    for (const userId of ["ana", "ben"]) await herald.track(userId, "Shipment Updated", parcel("1042"));
    await herald.advance({ days: 20 });
    await herald.track("ana", "Product Reviewed", { product_id: "kestrel-32" });
    await herald.advance({ days: 2 });
    await herald.track("ben", "Product Reviewed", { product_id: "kestrel-32" });

    expect(herald.run("ana", "review-request")?.goal).toMatchObject({ at: "2026-03-22T09:00:00.000Z" });
    expect(herald.run("ben", "review-request")?.goal).toBeUndefined();
  });

  it("comes again two months after the last time at the earliest", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042"));
    await herald.advance({ days: 30 });
    await herald.track("ana", "Shipment Updated", parcel("1043"));
    expect(herald.decisions("ana").at(-1)).toMatchObject({ outcome: "not-entered", reason: "too-soon" });

    await herald.advance({ days: 31 });
    await herald.track("ana", "Shipment Updated", parcel("1044"));
    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toHaveLength(2);
  });

  it("goes to the inbox first where that was agreed to, and says how to stop", async () => {
    await herald.track("ana", "Consent Given", { topic: "feedback", channel: "inbox" });
    await herald.track("ana", "Shipment Updated", parcel("1042"));

    await herald.advance({ days: 8 });

    expect(herald.sent("ana")).toMatchObject([
      { channel: "inbox", content: { body: expect.stringContaining("switch off such questions") } },
    ]);
  });

  it("skips whoever did not agree to be asked", async () => {
    await herald.person("bo", { email: "bo@example.com" }, ["cart-reminders"]);
    await herald.track("bo", "Shipment Updated", parcel("1042"));

    await herald.advance({ days: 8 });

    expect(herald.sent("bo")).toEqual([]);
    expect(herald.ledger("bo")).toMatchObject([{ reason: "no-consent", facts: { topic: "feedback" } }]);
  });

  it("writes German to a German reader, also to one without a name", async () => {
    await herald.person("jonas", { email: "jonas@example.de", locale: "de" }, ["feedback"]);
    await herald.track("jonas", "Shipment Updated", parcel("1042"));

    await herald.advance({ days: 8 });

    expect(herald.sent("jonas")).toMatchObject([{ locale: "de", subject: "Wie macht es sich bisher?" }]);
    expect(herald.sent("jonas")[0]?.mail.text).toContain(
      "Hallo,\n\ndeine Bestellung 1042 ist jetzt seit einer Woche",
    );
  });

  it("does not count a delivery that is told of twice as a second parcel", async () => {
    await herald.track("ana", "Shipment Updated", parcel("1042"), { messageId: "m1" });
    await herald.advance({ days: 2 });
    await herald.track("ana", "Shipment Updated", parcel("1042"), { messageId: "m1" });

    await herald.advance({ days: 30 });

    expect(herald.sent("ana")).toMatchObject([{ at: "2026-03-09T09:00:00.000Z" }]);
  });
});
