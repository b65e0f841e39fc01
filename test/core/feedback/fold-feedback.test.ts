import fc from "fast-check";
import type { Feedback, FeedbackKind } from "../../../core/feedback/feedback";
import { foldFeedback, isBeingSent } from "../../../core/feedback/fold-feedback";
import { plus } from "../../../core/instant";
import type { SendRecord, SendStatus } from "../../../core/sending/ledger";
import { SEND } from "../../fixtures/feedback-samples";

const KINDS: readonly FeedbackKind[] = [
  ...(["delivered", "opened", "clicked", "bounced", "suppressed", "complained"] as const),
  ...(["delayed", "rejected", "opted-out", "unclear", "token-gone"] as const),
];

const told = (kind: FeedbackKind, at = plus(SEND.at, { seconds: 5 }), more: Partial<Feedback> = {}) =>
  ({ kind, at, channel: "email", providerId: "p1", ...more }) satisfies Feedback;

const aFeedback = fc
  .tuple(fc.constantFrom(...KINDS), fc.nat(600), fc.constantFrom("human", "machine", "unknown"))
  .map(([kind, seconds, actor]) =>
    told(kind, plus(SEND.at, { seconds }), { by: { actor: actor as "human", reasons: [] } }),
  );

const fold = (record: SendRecord, all: readonly Feedback[]) => all.reduce(foldFeedback, record);

describe("a ledger row that feedback is noted on", () => {
  it("is the same in whatever order and however often it is told", () => {
    const statuses: SendStatus[] = ["accepted", "unknown", "handed-off", "released", "failed", "skipped"];
    const aRow = fc.constantFrom(...statuses).map((status): SendRecord => ({ ...SEND, status }));
    const aStory = fc.array(aFeedback, { maxLength: 8 }).chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all], { minLength: 0 }).map((some) => [...some, ...all].reverse()),
      ),
    );
    fc.assert(
      fc.property(aRow, aStory, (row, [all, again]) => {
        expect(fold(row, again)).toEqual(fold(row, all));
      }),
    );
  });

  it("keeps when each fate was first met", () => {
    const early = told("delivered", "2026-03-02T11:00:02.000Z");
    const late = told("delivered", "2026-03-02T11:00:09.000Z");

    expect(fold(SEND, [late, early, late]).feedback).toEqual({ delivered: early.at });
  });

  it("is left alone, as the same object, where nothing is new", () => {
    const once = foldFeedback(SEND, told("delivered"));

    expect(foldFeedback(once, told("delivered"))).toBe(once);
    for (const kind of ["opted-out", "opted-in", "unclear", "token-gone"] as const)
      expect(foldFeedback(SEND, told(kind))).toBe(SEND);
  });

  it("E-50: has a place of its own for what machines open and click", () => {
    const by = { actor: "machine", reasons: [] } as const;
    const at = plus(SEND.at, { seconds: 5 });

    const row = fold(SEND, [told("opened", at, { by }), told("clicked", at, { by })]);

    expect(row.feedback).toEqual({ fetched: at, scanned: at });
  });

  it.each(["unknown", "handed-off", "released", "deferred"] as const)(
    "that was %s is accepted, since a provider speaks of no message that it did not take",
    (status) => {
      const row: SendRecord = { ...SEND, status, reason: "no-answer", until: "2026-03-03T08:00:00.000Z" };

      const { reason, until, ...after } = foldFeedback(row, told("bounced"));

      expect([after.status, reason, until]).toEqual(["accepted", undefined, undefined]);
      expect(foldFeedback({ ...after, status }, told("bounced")).status).toBe("accepted");
    },
  );
});

describe("a send that is under way", () => {
  const claimed: SendRecord = { ...SEND, status: "handed-off" };

  it("is waited for, because its worker writes over what is noted before", () => {
    expect(isBeingSent(claimed, plus(SEND.at, { seconds: 119 }))).toBe(true);
  });

  it("is not waited for once its worker is dead, or where it is settled", () => {
    expect(isBeingSent(claimed, plus(SEND.at, { seconds: 120 }))).toBe(false);
    expect(isBeingSent(SEND, SEND.at)).toBe(false);
  });
});
