import { bannerList, inboxPage, readPlace } from "../../../core/notices/notice-list";
import { bannerOf, noticeOf } from "../../fixtures/notice-samples";

const NOW = "2026-03-03T09:00:00.000Z";
const many = Array.from({ length: 45 }, (_, at) =>
  noticeOf({ id: `n${String(at).padStart(2, "0")}`, priority: at % 3, ...(at < 5 && { clickedAt: NOW }) }),
);

describe("the list that an app gets", () => {
  it("goes through the whole inbox page by page, each message once", () => {
    const first = inboxPage(many, NOW);
    const second = inboxPage(many, NOW, readPlace(first.next as string));
    const third = inboxPage(many, NOW, readPlace(second.next as string));
    const ids = [first, second, third].flatMap(({ messages }) => messages.map(({ id }) => id));

    expect(ids).toHaveLength(45);
    expect(new Set(ids).size).toBe(45);
    expect(third.next).toBeUndefined();
  });

  it("goes on at its place where the message that a page ended with is gone meanwhile", () => {
    const first = inboxPage(many, NOW);
    const last = first.messages.at(-1)?.id;
    const left = many.filter(({ id }) => id !== last);

    const second = inboxPage(left, NOW, readPlace(first.next as string));

    expect(second.messages[0]?.id).toBe(
      inboxPage(many, NOW, readPlace(first.next as string)).messages[0]?.id,
    );
  });

  it("counts the whole inbox, and what was not read of it", () => {
    expect(inboxPage(many, NOW)).toMatchObject({ total: 45, unread: 40 });
  });

  it("says which showing of a banner comes next, and nothing of how it came to be", () => {
    const seen = { count: 1, firstAt: NOW, lastAt: NOW };

    const { banners } = bannerList([bannerOf({ seen, link: "https://shop.example/" })], NOW);

    expect(banners).toEqual([
      {
        id: bannerOf().id,
        ...{ title: "Welcome", body: "Good to have you.", link: "https://shop.example/" },
        createdAt: "2026-03-02T09:00:00.000Z",
        expiresAt: "2026-04-01T09:00:00.000Z",
        showing: 2,
      },
    ]);
  });

  it.each(["", "x", "bnVsbA", Buffer.from('{"priority":"1"}').toString("base64url")])(
    "takes %j for no place",
    (text) => {
      expect(readPlace(text)).toBeUndefined();
    },
  );
});
