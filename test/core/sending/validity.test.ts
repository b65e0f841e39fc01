import { plus } from "../../../core/instant";
import { expiryOf } from "../../../core/sending/validity";

const AT = "2026-03-02T09:00:00.000Z";

describe("how long a message is worth sending", () => {
  it("is two days for marketing and one for what people asked for, where it does not say", () => {
    expect(expiryOf({ purpose: "marketing" }, AT)).toBe(plus(AT, { days: 2 }));
    expect(expiryOf({ purpose: "transactional" }, AT)).toBe(plus(AT, { days: 1 }));
  });

  it("is what the message says", () => {
    expect(expiryOf({ purpose: "transactional", validFor: { minutes: 10 } }, AT)).toBe(
      plus(AT, { minutes: 10 }),
    );
  });

  it("ends at the moment that the event names, if that is sooner", () => {
    const code = { purpose: "transactional", validUntil: "expires_at" } as const;

    expect(expiryOf(code, AT, { expires_at: "2026-03-02T10:00:00+01:00" })).toBe(AT);
    expect(expiryOf(code, AT, { expires_at: "2027-01-01T00:00:00Z" })).toBe(plus(AT, { days: 1 }));
    for (const expires_at of ["soon", 7, null, "--03-02"])
      expect(expiryOf(code, AT, { expires_at })).toBe(plus(AT, { days: 1 }));
  });

  it("ends with the day that the event names, where the reader is", () => {
    const offer = { purpose: "marketing", validUntil: "ends_on" } as const;

    expect(expiryOf(offer, AT, { ends_on: "2026-03-02" }, "America/New_York")).toBe(
      "2026-03-03T05:00:00.000Z",
    );
    expect(expiryOf(offer, AT, { ends_on: "2026-03-02" }, "Asia/Tokyo")).toBe("2026-03-02T15:00:00.000Z");
    expect(expiryOf(offer, AT, { ends_on: "2026-03-01" })).toBe("2026-03-02T00:00:00.000Z");
  });
});
