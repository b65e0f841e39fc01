import type { MessageLine, MessageView } from "../../../local/console-api";
import { ask, type Embedded, embedded, event } from "../embedded-fixture";

let world: Embedded;
beforeEach(async () => {
  world = await embedded();
});
afterEach(() => world.close());

const answer = (path: string) => ask(world.port, "GET", path, "", { host: "localhost:4100" });
const get = async <T>(path: string): Promise<T> => JSON.parse((await answer(path)).text);

async function aCartOfAna(): Promise<void> {
  await world.herald.deliver(
    event("Cart Updated", { userId: "ana", properties: { cart_id: "c-7", products: [1] } }),
  );
}

describe("the list of messages", () => {
  it("has each with what it is for, where it goes and who sends it", async () => {
    const messages = await get<MessageLine[]>("/api/messages");

    expect(messages.find(({ name }) => name === "reminder")).toEqual({
      ...{ name: "reminder", purpose: "marketing", topic: "news", channels: ["email"], journeys: ["cart"] },
      ...{ variants: ["first-time", "returning"], locales: ["en"], warnings: 0 },
    });
    expect(messages.find(({ name }) => name === "nudge")).toMatchObject({
      ...{ channels: ["push", "sms", "email"], journeys: [], variants: ["default"] },
    });
  });

  it("counts the contents that have a warning", async () => {
    const messages = await get<MessageLine[]>("/api/messages");

    expect(messages.find(({ name }) => name === "nudge")?.warnings).toBe(1);
  });
});

describe("a message", () => {
  it("S-31: is shown in every channel and variant, with size, cost and warnings", async () => {
    const nudge = await get<MessageView>("/api/messages/nudge");

    expect(nudge.reader).toEqual({});
    expect(nudge.previews).toMatchObject([
      {
        channel: "push",
        content: { title: "nudge default" },
        warnings: [{ says: expect.stringMatching(/no push_link/) }],
      },
      { channel: "sms", size: { segments: 1, encoding: "GSM-7" }, costPerMillionUsd: 6_000, warnings: [] },
      { channel: "email", content: { subject: "nudge default", preheader: "" }, costPerMillionUsd: 100 },
    ]);
  });

  it("is shown as somebody would get it, about their own event", async () => {
    await aCartOfAna();

    const reminder = await get<MessageView>("/api/messages/nudge?as=ana");

    expect(reminder.reader).toMatchObject({ personId: "ana", eventAt: expect.any(String) });
    expect(reminder.previews.find(({ channel }) => channel === "sms")).toMatchObject({
      content: { text: "nudge default c-7" },
    });
  });

  it.each([
    ["/api/messages/nope", 'there is no message "nope"'],
    ["/api/messages/nudge?as=bo", 'nobody has the id "bo"'],
    ["/api/messages/nope/html", 'there is no message "nope"'],
    ["/api/messages/nudge/html?variant=default&locale=fr", "there is no such email"],
  ])("that is not there is said so: %s", async (path, error) => {
    const { status, text } = await answer(path);

    expect(status).toBe(404);
    expect(JSON.parse(text)).toEqual({ error });
  });
});

describe("the HTML of an email", () => {
  it("is that of its variant, and can do nothing", async () => {
    await aCartOfAna();

    const { text, headers } = await answer(
      "/api/messages/reminder/html?variant=returning&locale=en&as=ana&scheme=dark",
    );

    expect(text).toBe("<p>c-7</p>");
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; .*frame-ancestors 'self'$/,
    );
  });
});
