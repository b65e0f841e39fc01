import {
  CLAIM_STALE_MS,
  judgeClaim,
  type SendRecord,
  type SendStatus,
  sendKey,
} from "../../../core/sending/ledger";

const AT = "2026-03-02T09:00:00.000Z";
const msLater = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();

const row = (status: SendStatus): SendRecord => ({
  ...{ personId: "ana", journey: "cart", correlation: "c1", version: "v1", step: "send" },
  ...{ message: "m", execution: 1, messageHash: "h", channel: "email", facts: {}, at: AT },
  status,
});

describe("a ledger row that is already there", () => {
  it.each([
    ["released", "marketing", 0, "claim"],
    ["accepted", "marketing", CLAIM_STALE_MS, "nothing"],
    ["accepted", "transactional", CLAIM_STALE_MS, "nothing"],
    ["skipped", "marketing", CLAIM_STALE_MS, "nothing"],
    ["failed", "transactional", CLAIM_STALE_MS, "nothing"],
    ["handed-off", "marketing", CLAIM_STALE_MS - 1, "wait"],
    ["handed-off", "marketing", CLAIM_STALE_MS, "give-up"],
    ["handed-off", "transactional", CLAIM_STALE_MS - 1, "wait"],
    ["handed-off", "transactional", CLAIM_STALE_MS, "claim"],
    ["unknown", "marketing", CLAIM_STALE_MS, "nothing"],
    ["unknown", "transactional", 0, "claim"],
  ] as const)("%s, for %s, %d ms later: %s", (status, purpose, later, verdict) => {
    expect(judgeClaim(row(status), { purpose, execution: 1 }, msLater(later))).toEqual({ may: verdict });
  });

  it("lets a later execution send what an earlier one skipped, and nothing that an earlier one decided otherwise", () => {
    const byTheNext = (status: SendStatus) =>
      judgeClaim(row(status), { purpose: "marketing", execution: 2 }, msLater(CLAIM_STALE_MS)).may;

    expect(byTheNext("skipped")).toBe("claim");
    expect(byTheNext("accepted")).toBe("nothing");
    expect(byTheNext("unknown")).toBe("nothing");
  });

  it("is found by journey, correlation and step, whatever execution or delivery asks", () => {
    expect(sendKey({ journey: "cart", correlation: "c1", step: "ask loyal" })).toBe("cart#c1#ask loyal");
  });

  it("is another one for each time that the person enters the run", () => {
    const send = { journey: "cart", correlation: "c1", step: "send" };

    expect(sendKey({ ...send, entry: 1 })).toBe(sendKey(send));
    expect(sendKey({ ...send, entry: 2 })).toBe("cart#c1#send~2");
  });
});
