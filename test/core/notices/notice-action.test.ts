import fc from "fast-check";
import { foldAction, hasDone, type NoticeAction } from "../../../core/notices/notice-action";
import { bannerOf, noticeOf } from "../../fixtures/notice-samples";

const AT = "2026-03-02T10:00:00.000Z";
const LATER = "2026-03-02T11:00:00.000Z";

const instants = fc.integer({ min: 0, max: 50 }).map((minute) => new Date(minute * 60_000).toISOString());
const actions: fc.Arbitrary<NoticeAction> = fc.oneof(
  fc.record({ kind: fc.constant("seen" as const), showing: fc.integer({ min: 1, max: 6 }), at: instants }),
  fc.record({ kind: fc.constantFrom("clicked" as const, "dismissed" as const), at: instants }),
);
const all = (list: readonly NoticeAction[]) => list.reduce(foldAction, bannerOf());

describe("what a person does about a notice", () => {
  it("comes to the same in any order and however often it is told", () => {
    const told = fc.array(actions, { maxLength: 8 }).chain((list) =>
      fc.record({
        list: fc.constant(list),
        other: fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
      }),
    );

    fc.assert(
      fc.property(told, ({ list, other }) => {
        expect(all(other)).toEqual(all(list));
      }),
    );
  });

  it("leaves the notice as it is, the same object, where there is nothing new", () => {
    const once = foldAction(noticeOf(), { kind: "clicked", at: AT });
    const seen = foldAction(once, { kind: "seen", showing: 1, at: AT });

    expect(foldAction(once, { kind: "clicked", at: LATER })).toBe(once);
    expect(foldAction(seen, { kind: "seen", showing: 1, at: AT })).toBe(seen);
  });

  it("counts a showing once, and never beyond what the banner may have", () => {
    const first = foldAction(bannerOf(), { kind: "seen", showing: 1, at: AT });
    const again = foldAction(first, { kind: "seen", showing: 1, at: LATER });
    const beyond = foldAction(again, { kind: "seen", showing: 900, at: LATER });

    expect(again).toBe(first);
    expect(beyond.seen?.lastAt).toBe(LATER);
    expect(beyond.seen?.count).toBe(3);
  });

  it("is known by its kind afterwards", () => {
    const dismissed = foldAction(noticeOf(), { kind: "dismissed", at: AT });

    expect([hasDone(dismissed, "dismissed"), hasDone(dismissed, "seen")]).toEqual([true, false]);
  });
});
