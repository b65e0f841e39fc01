import { TestHerald } from "../../../local/test-kit";

const MORNING = "2026-03-02T09:00:00.000Z";
const request = (...choices: string[]) => ({ choices, source: "preference-page" });

async function withAna() {
  const herald = await TestHerald.start({ now: MORNING });
  await herald.identify("ana", { email: "ana@example.com" });
  return herald;
}

describe("somebody who asked to hear from us", () => {
  it("P-6: gets one message that asks to confirm, and nothing of what they asked for before they do", async () => {
    const herald = await withAna();

    await herald.track("ana", "Consent Requested", request("cart-reminders/email"));
    await herald.track("ana", "Cart Updated", {
      ...{ cart_id: "c1", currency: "USD", total: 129 },
      products: [{ product_id: "p1", name: "Backpack", price: 129 }],
    });
    await herald.advance({ days: 3 });

    expect(herald.sent("ana")).toMatchObject([{ message: "confirm-consent", at: MORNING }]);
  });

  it("P-6: is asked about each request once, also about two within minutes", async () => {
    const herald = await withAna();

    await herald.track("ana", "Consent Requested", request("news/email"));
    await herald.advance({ minutes: 1 });
    await herald.track("ana", "Consent Requested", request("tips/email", "tips/push"));
    await herald.advance({ days: 20 });

    expect(herald.sent("ana")).toHaveLength(2);
  });

  it("P-6: is asked ten times a day at most, for whoever asks may be somebody else", async () => {
    const herald = await withAna();
    const isAsked = () => herald.track("ana", "Consent Requested", request("news/email"));

    for (let time = 1; time <= 15; time++) await isAsked();
    expect(herald.sent("ana")).toHaveLength(10);

    await herald.advance({ days: 2 });
    await isAsked();
    expect(herald.sent("ana")).toHaveLength(11);
  });

  it("P-6: is not asked at all where many requests come at once", async () => {
    const herald = await withAna();

    await Promise.all(
      Array.from({ length: 15 }, () => herald.track("ana", "Consent Requested", request("news/email"))),
    );

    expect(herald.sent("ana")).toEqual([]);
  });
});
