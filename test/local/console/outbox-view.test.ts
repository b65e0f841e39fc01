import type { MailLine, PersonView } from "../../../local/console-api";
import type { OutboxItem } from "../../../local/outbox";
import { nudge, plainProgram, plainWords } from "../../fixtures/plain-program";
import { ask, type Embedded, embedded, event } from "../embedded-fixture";

const { journey, on, send } = plainWords;

let it: Embedded;
beforeEach(async () => {
  const nudges = journey("nudge", {
    description: "A nudge.",
    stage: "purchase",
    trigger: on("Cart Updated", { per: "cart_id" }),
    steps: [send(nudge)],
  });
  it = await embedded({ program: await plainProgram([nudges]) });
});
afterEach(() => it.close());

const answer = (path: string) => ask(it.port, "GET", path, "", { host: "localhost:4100" });
const get = async <T>(path: string) => JSON.parse((await answer(path)).text) as T;

async function nudged(userId: string, traits: object, channel: string): Promise<void> {
  await it.herald.deliver(event("Identify", { userId, traits }));
  await it.herald.deliver(event("Consent Given", { userId, properties: { topic: "news", channel } }));
  await it.herald.deliver(event("Cart Updated", { userId, properties: { cart_id: "c-1", products: [1] } }));
}

test("the outbox lists messages of every channel, each with a heading", async () => {
  await nudged("ana", { email: "ana@example.com" }, "email");
  await nudged("bo", { phone: "+491701234567" }, "sms");
  await nudged("cy", { push_token: "t-1" }, "push");

  expect(await get<MailLine[]>("/api/outbox")).toMatchObject([
    { id: "push-000003", channel: "push", to: "t-1", subject: "nudge default", personId: "cy" },
    { id: "sms-000002", channel: "sms", to: "+491701234567", subject: "nudge default c-1", personId: "bo" },
    { id: "mail-000001", channel: "email", to: "ana@example.com", subject: "nudge default", personId: "ana" },
  ]);
});

test("a message that is no email is given whole, and has no markup to show", async () => {
  await nudged("bo", { phone: "+491701234567" }, "sms");

  expect(await get<OutboxItem>("/api/outbox/sms-000001")).toMatchObject({
    channel: "sms",
    text: "nudge default c-1",
    tags: [{ name: "journey", value: "nudge" }, { name: "message" }, { name: "variant" }, { name: "ref1" }],
  });
  expect((await answer("/api/outbox/sms-000001/html")).status).toBe(404);
  expect((await answer("/api/outbox/sms-9")).status).toBe(404);
});

test("a person's ledger leads to the message, with the channels that were passed over", async () => {
  await nudged("bo", { phone: "+491701234567" }, "sms");

  expect((await get<PersonView>("/api/people/bo")).sends).toMatchObject([
    { channel: "sms", mailId: "sms-000001", facts: { tried: [{ channel: "push", reason: "no-address" }] } },
  ]);
});
