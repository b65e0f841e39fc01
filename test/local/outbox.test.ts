import type { OutgoingEmail, OutgoingSms } from "../../lambdas/send-message/channel-provider";
import { Outbox, type OutboxItem } from "../../local/outbox";

const AT = "2026-03-02T09:00:00.000Z";
const email: OutgoingEmail = {
  ...{
    channel: "email",
    purpose: "marketing",
    to: "ana@example.com",
    from: "a",
    replyTo: "b",
    subject: "Hello",
  },
  ...{ html: "<p>Hello</p>", text: "Hello", headers: [], tags: [] },
};
const banner = { sendKey: "j#c#s", journey: "j", correlation: "c", step: "s", message: "m" };
const sms: OutgoingSms = {
  channel: "sms",
  purpose: "transactional",
  to: "+491701234567",
  text: "Hello",
  tags: [],
};

describe("the outbox", () => {
  it("takes messages of every channel, in one order, and knows the emails among them", async () => {
    const outbox = new Outbox(() => AT);

    const answer = await outbox.providers.sms.send(sms);
    await outbox.providers.email.send(email);
    await outbox.providers.banner.send({
      channel: "banner",
      to: "ana",
      ...{ send: banner, locale: "en", shown: { priority: 0, forSeconds: 60 } },
      title: "Hi",
      body: "There",
      tags: [],
    });

    expect(answer).toEqual({ outcome: "accepted", providerId: "sms-000001" });
    expect(outbox.items.map(({ id, channel }) => [id, channel])).toEqual([
      ["sms-000001", "sms"],
      ["mail-000002", "email"],
      ["banner-000003", "banner"],
    ]);
    expect(outbox.mails).toEqual([{ ...email, id: "mail-000002", at: AT }]);
  });

  it("goes on where an earlier one ended, whatever order its messages are read in", async () => {
    const kept: OutboxItem[] = [];
    const keep = async (item: OutboxItem) => void kept.push(item);
    const first = new Outbox(() => AT, keep);
    for (const one of [email, sms, email]) await first.send(one);

    const second = new Outbox(() => AT, keep, [...kept].reverse());
    await second.send(sms);

    expect(second.items.map(({ id }) => id)).toEqual([
      "mail-000001",
      "sms-000002",
      "mail-000003",
      "sms-000004",
    ]);
    expect(kept).toHaveLength(4);
  });
});
