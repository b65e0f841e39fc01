import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
import { plus } from "../../core/instant";
import { type Embedded, embedded, event, START } from "./embedded-fixture";

let it: Embedded;
beforeEach(async () => {
  it = await embedded();
});
afterEach(() => it.close());

const cart = (fields: object, properties: object = {}) =>
  event("Cart Updated", {
    userId: "ana",
    ...fields,
    properties: { cart_id: "c-1", products: [1], ...properties },
  });
const feed = () => it.herald.feed.before(Number.MAX_SAFE_INTEGER, 1000);
const runs = () => [...(it.herald.people.get("ana")?.runs.values() ?? [])];

test("work that is asked for at once is done one after the other", async () => {
  const carts = Array.from({ length: 20 }, (_, n) => cart({ messageId: `m-${n}` }, { cart_id: `c-${n}` }));

  await Promise.all([
    ...carts.map((one) => it.herald.deliver(one)),
    it.herald.advanceTo(plus(START, { minutes: 30 })),
    it.herald.runDue(),
    it.herald.deliver(cart({ messageId: "last", timestamp: plus(START, { minutes: 30 }) })),
  ]);

  expect(runs()).toHaveLength(20);
  expect(it.herald.people.get("ana")?.person?.revision).toBe(21);
  expect(it.reported).toEqual([]);
});

test("a moved timer is waited for anew", async () => {
  await it.herald.deliver(event("Identify", { userId: "ana", traits: { email: "ana@example.com" } }));
  await it.herald.deliver(
    event("Consent Given", { userId: "ana", properties: { topic: "news", channel: "email" } }),
  );
  await it.herald.deliver(cart({ messageId: "m-1" }));
  await it.herald.advanceTo(plus(START, { minutes: 30 }));
  await it.herald.deliver(cart({ messageId: "m-2", timestamp: plus(START, { minutes: 30 }) }));

  await it.herald.advanceTo(plus(START, { minutes: 89 }));
  expect(it.herald.outbox.mails).toHaveLength(0);
  await it.herald.advanceTo(plus(START, { minutes: 90 }));

  expect(it.herald.outbox.mails).toMatchObject([{ at: plus(START, { minutes: 90 }) }]);
});

test("a defect while an event is observed is reported and shown, and the next event is observed", async () => {
  const { client } = it.table;
  const send = client.send.bind(client);
  const broken = (command: object) =>
    command instanceof BatchGetCommand
      ? Promise.reject(new Error("the table is on fire"))
      : send(command as never);
  Object.assign(client, { send: broken });
  await it.herald.deliver(cart({ messageId: "m-1" }));
  Object.assign(client, { send });

  await it.herald.deliver(cart({ messageId: "m-2" }));

  expect(it.reported).toEqual([new Error("the table is on fire")]);
  expect(feed().reverse()).toMatchObject([
    { kind: "event", title: "Cart Updated", outcome: "failed", reason: "the table is on fire" },
    { kind: "event", title: "Cart Updated", personId: "ana" },
    { kind: "run", outcome: "started" },
  ]);
});

describe("what a producer may send by mistake or malice", () => {
  test.each([
    ["numbers that no table can hold", { big: 2 ** 64, huge: 1e308, tiny: 5e-324 }],
    [
      "names that no table can hold",
      JSON.parse('{"": 1, "__proto__": {"polluted": true}, "constructor": {}}'),
    ],
    ["half a character", { note: "\ud800" }],
  ])("properties with %s are kept", async (_what, odd) => {
    await it.herald.deliver(cart({ traits: odd, context: odd }, odd));

    expect(it.reported).toEqual([]);
    expect(runs()).toMatchObject([{ state: "running" }]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("a cart id with half a character tells no run from another", async () => {
    await it.herald.deliver(cart({ messageId: "m-1" }, { cart_id: "\ud800" }));
    await it.herald.deliver(cart({ messageId: "m-2" }, { cart_id: "\ud801" }));

    expect(it.reported).toEqual([]);
    expect(feed().filter(({ kind }) => kind === "run")).toMatchObject([
      { outcome: "not-entered", reason: "no-correlation" },
      { outcome: "not-entered", reason: "no-correlation" },
    ]);
  });

  test.each(["userId", "anonymousId", "messageId"])("a %s with half a character is refused", async (name) => {
    await it.herald.deliver(cart({ [name]: "\ud800" }));

    expect(it.reported).toEqual([]);
    expect(feed()).toMatchObject([{ kind: "refused" }]);
  });

  test("a bounce of an address longer than any address suppresses nothing", async () => {
    const properties = { bounce_type: "permanent", email: `${"a".repeat(5000)}@example.com` };

    await it.herald.deliver(event("Email Bounced", { userId: "ana", properties }));

    expect(it.reported).toEqual([]);
    expect(feed()).toMatchObject([{ kind: "event", title: "Email Bounced" }]);
  });

  test("the largest event there is, and one a byte larger", async () => {
    const sized = (bytes: number) => {
      const frame = JSON.stringify(cart({ messageId: "m" }, { pad: "" })).length;
      return cart({ messageId: "m" }, { pad: "x".repeat(bytes - frame) });
    };

    await it.herald.deliver(sized(256 * 1024));
    await it.herald.deliver(sized(256 * 1024 + 1));

    expect(it.reported).toEqual([]);
    expect(feed()).toMatchObject([
      { kind: "refused", outcome: "too-large" },
      { kind: "run", outcome: "started" },
      { kind: "event", title: "Cart Updated" },
    ]);
    expect((await it.herald.refused())[0]?.text).toHaveLength(64 * 1024);
  });
});
