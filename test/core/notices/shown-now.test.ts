import fc from "fast-check";
import type { InAppNotice } from "../../../core/notices/in-app-notice";
import { isRead, shownNow } from "../../../core/notices/shown-now";
import { bannerOf, noticeOf } from "../../fixtures/notice-samples";

const NOW = "2026-03-03T09:00:00.000Z";
const inbox = (...notices: InAppNotice[]) => shownNow(notices, { channel: "inbox", now: NOW });
const banners = (notices: InAppNotice[], placement?: string, now = NOW) =>
  shownNow(notices, { channel: "banner", now, ...(placement && { placement }) });
const seen = (count: number, lastAt: string) => ({ count, firstAt: lastAt, lastAt });

describe("what is shown now", () => {
  it("has the highest priority first, and among these the newest", () => {
    const old = noticeOf({ id: "old", createdAt: "2026-03-01T09:00:00.000Z" });
    const fresh = noticeOf({ id: "fresh" });
    const urgent = noticeOf({ id: "urgent", priority: 5, createdAt: "2026-02-20T09:00:00.000Z" });

    expect(inbox(old, fresh, urgent).map(({ id }) => id)).toEqual(["urgent", "fresh", "old"]);
  });

  it("is in the same order whatever order the table gives", () => {
    const notices = fc.uniqueArray(fc.record({ id: fc.string(), priority: fc.integer({ min: 0, max: 2 }) }), {
      selector: ({ id }) => id,
    });

    fc.assert(
      fc.property(notices, (list) => {
        const given = list.map((each) => noticeOf(each));
        expect(inbox(...[...given].reverse())).toEqual(inbox(...given));
      }),
    );
  });

  it("is nothing that is over, though the table still has it, and nothing that was dismissed", () => {
    expect(inbox(noticeOf({ shownUntil: NOW }), noticeOf({ dismissedAt: NOW }))).toEqual([]);
  });

  it("is an inbox message also when it was seen and clicked", () => {
    const read = noticeOf({ seen: seen(1, NOW), clickedAt: NOW });

    expect(inbox(read)).toEqual([read]);
    expect([isRead(read), isRead(noticeOf())]).toEqual([true, false]);
  });

  it("is a banner for its own place, or one for everywhere", () => {
    const home = bannerOf({ id: "home", placement: "home" });
    const everywhere = bannerOf({ id: "everywhere" });
    const ids = (placement?: string) => banners([home, everywhere], placement).map(({ id }) => id);

    expect(ids("home")).toEqual(["everywhere", "home"]);
    expect(ids("checkout")).toEqual(["everywhere"]);
    expect(ids()).toEqual(["everywhere"]);
  });

  it("is no banner that was seen as often as it may be, nor one that was seen too short a time ago", () => {
    const spent = bannerOf({ seen: seen(3, "2026-03-02T10:00:00.000Z") });
    const recent = bannerOf({ seen: seen(1, "2026-03-03T08:30:00.000Z"), everySeconds: 3_600 });

    expect(banners([spent, recent])).toEqual([]);
    expect(banners([recent], undefined, "2026-03-03T09:30:00.000Z")).toEqual([recent]);
  });
});
