import type { OutgoingNotice } from "../../lambdas/send-message/channel-provider";
import { noticeProvider } from "../../lambdas/send-message/notice-provider";
import { MemoryNotices } from "../../local/memory-notices";

const AT = "2026-03-02T09:00:00.000Z";
const banner: OutgoingNotice = {
  channel: "banner",
  to: "ana",
  ...{ title: "Hi", body: "There", link: "https://shop.example/", tags: [], locale: "en" },
  send: { sendKey: "j#c#s", journey: "j", correlation: "c", step: "s", message: "m", variant: "a" },
  shown: { placement: "home", priority: 2, forSeconds: 3_600, most: 1, everySeconds: 60 },
};

describe("who serves inbox and banners", () => {
  it("keeps what an app will show, for as long as the message says", async () => {
    const notices = new MemoryNotices();

    const answer = await noticeProvider(notices, () => AT).send(banner);

    const [kept] = await notices.list("ana", "banner");
    expect(answer).toEqual({ outcome: "accepted", providerId: kept?.id });
    expect(kept).toEqual({
      ...{ personId: "ana", id: kept?.id, channel: "banner", title: "Hi", body: "There" },
      ...{ link: "https://shop.example/", placement: "home", priority: 2, most: 1, everySeconds: 60 },
      ...{ createdAt: AT, shownUntil: "2026-03-02T10:00:00.000Z", locale: "en", revision: 1 },
      ...banner.send,
    });
  });

  it.each([
    ["no longer than what it says is true", "2026-03-02T09:20:00.000Z", "2026-03-02T09:20:00.000Z"],
    ["no longer than the message says", "2026-03-05T09:00:00.000Z", "2026-03-02T10:00:00.000Z"],
  ])("keeps it %s", async (_what, trueUntil, shownUntil) => {
    const notices = new MemoryNotices();

    await noticeProvider(notices, () => AT).send({ ...banner, trueUntil });

    expect(await notices.list("ana", "banner")).toMatchObject([{ shownUntil }]);
  });

  it("takes the same send twice and doubles nothing, nor undoes what the person did", async () => {
    const notices = new MemoryNotices();
    const provider = noticeProvider(notices, () => AT);
    const first = await provider.send(banner);
    const [kept] = await notices.list("ana", "banner");
    if (kept) await notices.save({ ...kept, dismissedAt: AT });

    const second = await provider.send({ ...banner, title: "Again" });

    expect(second).toEqual(first);
    expect(await notices.list("ana", "banner")).toMatchObject([{ title: "Hi", dismissedAt: AT }]);
  });
});
