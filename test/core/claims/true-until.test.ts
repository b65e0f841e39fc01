import type { ClaimReceipt } from "../../../core/claims/claim";
import { trueUntil } from "../../../core/claims/claim-rules";

const AS_OF = "2026-03-02T09:00:00.000Z";
const rating: ClaimReceipt = {
  ...{ kind: "rating", about: { sku: "mug" }, outcome: "shown", asOf: AS_OF },
  answer: { value: 4.6, out_of: 5, count: 87, verified: true },
};
const deadline: ClaimReceipt = {
  ...{ kind: "deadline", about: { offer: "spring" }, outcome: "shown", asOf: AS_OF },
  answer: { ends_at: "2026-03-02T20:00:00Z" },
};

describe("until when what a message claims stays true", () => {
  it("is as long as it is fresh, or as long as it says itself", () => {
    expect(trueUntil([rating])).toBe("2026-03-03T09:00:00.000Z");
    expect(trueUntil([deadline])).toBe("2026-03-02T20:00:00.000Z");
  });

  it("is the end of what ends first", () => {
    expect(trueUntil([rating, deadline])).toBe("2026-03-02T20:00:00.000Z");
  });

  it("is not said of what was not claimed in the end", () => {
    expect(trueUntil([])).toBeUndefined();
    expect(trueUntil([{ ...deadline, outcome: "fell-back" }])).toBeUndefined();
  });
});
