import {
  EventBridgeClient,
  type EventBridgeServiceException,
  ListRulesCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import { putEvents } from "../../local/put-events";
import { type Embedded, embedded, START } from "./embedded-fixture";

const entry = (fields: Partial<PutEventsRequestEntry> = {}): PutEventsRequestEntry => ({
  Source: "shop",
  DetailType: "Cart Updated",
  Detail: JSON.stringify({ userId: "ana", properties: { cart_id: "c-1", products: [1] } }),
  EventBusName: "herald",
  ...fields,
});

describe("spoken to with the AWS SDK", () => {
  let it: Embedded;
  let client: EventBridgeClient;
  let endpoint: string;
  beforeEach(async () => {
    it = await embedded();
    endpoint = `http://127.0.0.1:${it.port}`;
    client = new EventBridgeClient({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 1,
    });
  });
  afterEach(async () => {
    client.destroy();
    await it.close();
  });
  const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));
  const failure = (call: Promise<unknown>): Promise<EventBridgeServiceException> =>
    call.then(
      () => Promise.reject(new Error("nothing failed")),
      (error) => error,
    );
  const eventsOf = (personId: string) => [...(it.herald.people.get(personId)?.events.values() ?? [])];

  test("an entry gets an id, and when the answer comes Herald has observed the event", async () => {
    const answer = await put(entry());

    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(eventsOf("ana")).toMatchObject([
      {
        messageId: answer.Entries?.[0]?.EventId,
        event: "Cart Updated",
        source: "shop",
        decisions: [{ outcome: "started" }],
      },
    ]);
  });

  test("an event happens when its Time says, in whole seconds, or now", async () => {
    const detail = (userId: string) =>
      JSON.stringify({ userId, properties: { order_id: "o", cart_id: "c" } });
    const Time = new Date("2026-03-02T08:30:00.700Z");

    await put(
      entry({ DetailType: "Order Completed", Detail: detail("ana"), Time }),
      entry({ DetailType: "Order Completed", Detail: detail("ben") }),
    );

    expect(eventsOf("ana")[0]?.timestamp).toBe("2026-03-02T08:30:00.000Z");
    expect(eventsOf("ben")[0]?.timestamp).toBe(START);
  });

  test("an entry that lacks something fails alone, with what it lacks", async () => {
    const answer = await put(
      entry({ Source: undefined }),
      entry({ DetailType: undefined }),
      entry({ Detail: undefined }),
      entry({ Source: "" }),
      entry(),
    );

    const lacks = (name: string) => ({
      ErrorCode: "InvalidArgument",
      ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    });
    expect(answer.FailedEntryCount).toBe(4);
    expect(answer.Entries).toEqual([
      lacks("Source"),
      lacks("DetailType"),
      lacks("Detail"),
      lacks("Source"),
      { EventId: expect.any(String) },
    ]);
    expect(eventsOf("ana")).toHaveLength(1);
  });

  test.each(["not json", "[1]", '"text"', "null", "7", "{"])(
    "a Detail of %s is malformed",
    async (Detail) => {
      const answer = await put(entry({ Detail }));

      expect(answer).toMatchObject({
        FailedEntryCount: 1,
        Entries: [{ ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." }],
      });
    },
  );

  test("nobody may speak for AWS", async () => {
    const answer = await put(entry({ Source: "aws.ses" }), entry({ Source: "awsome-shop" }));

    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [
        { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." },
        { EventId: expect.any(String) },
      ],
    });
  });

  test("no entry at all is invalid", async () => {
    const error = await failure(put());

    expect(error).toMatchObject({ name: "ValidationException", $metadata: { httpStatusCode: 400 } });
    expect(error.message).toMatch(/at 'entries' .* Member must have length greater than or equal to 1$/);
  });

  test("eleven entries are invalid, and none of them happens", async () => {
    const error = await failure(put(...Array.from({ length: 11 }, () => entry())));

    expect(error.name).toBe("ValidationException");
    expect(error.message).toMatch(/Member must have length less than or equal to 10$/);
    expect(eventsOf("ana")).toHaveLength(0);
  });

  test("ten entries are delivered in their order", async () => {
    const cart = (n: number) =>
      entry({ Detail: JSON.stringify({ userId: "ana", properties: { cart_id: `c-${n}`, products: [1] } }) });

    await put(...Array.from({ length: 10 }, (_, n) => cart(n)));

    const seen = it.herald.feed.before(Number.MAX_SAFE_INTEGER, 100).filter(({ kind }) => kind === "run");
    expect(seen.reverse().map(({ correlation }) => correlation)).toEqual(
      Array.from({ length: 10 }, (_, n) => `c-${n}`),
    );
  });

  test("a mebibyte in all is taken, a byte more is not", async () => {
    const pad = (bytes: number) => {
      const empty = JSON.stringify({ userId: "ana", pad: "" });
      return JSON.stringify({ userId: "ana", pad: "x".repeat(bytes - empty.length) });
    };
    const names = "shop".length + "Cart Updated".length;
    const half = 512 * 1024 - names;

    const fits = await put(entry({ Detail: pad(half) }), entry({ Detail: pad(half) }));
    const error = await failure(put(entry({ Detail: pad(half) }), entry({ Detail: pad(half + 1) })));

    expect(fits.FailedEntryCount).toBe(0);
    expect(error).toMatchObject({
      name: "ValidationException",
      message: "Total size of the entries in the request is over the limit.",
    });
  });

  test("another operation is unknown", async () => {
    expect((await failure(client.send(new ListRulesCommand({})))).name).toBe("UnknownOperationException");
  });

  test("the bus may be left out, or named by its ARN", async () => {
    const cart = (n: number, EventBusName?: string) =>
      entry({
        EventBusName,
        Detail: JSON.stringify({ userId: "ana", properties: { cart_id: `c-${n}`, products: [1] } }),
      });

    await put(
      cart(1),
      cart(2, "default"),
      cart(3, "arn:aws:events:eu-central-1:123456789012:event-bus/herald"),
    );

    expect(eventsOf("ana")).toHaveLength(3);
  });

  test("an entry for a bus that does not exist is accepted and lost, as on AWS; the feed says so", async () => {
    const answer = await put(entry({ EventBusName: "heralt" }));

    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(eventsOf("ana")).toHaveLength(0);
    expect(it.herald.feed.before(Number.MAX_SAFE_INTEGER, 10)).toMatchObject([
      { kind: "event", title: "Cart Updated", outcome: "no-such-bus", reason: 'there is no bus "heralt"' },
    ]);
  });

  test("an event that Herald refuses is accepted by the bus", async () => {
    const answer = await put(entry({ Detail: '{"userId": 7}' }));

    expect(answer.FailedEntryCount).toBe(0);
    expect(await it.herald.refused()).toMatchObject([{ refusal: { reason: "no-person" } }]);
  });

  test("answers come in AWS JSON 1.1 with a request id", async () => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AWSEvents.PutEvents", "content-type": "application/x-amz-json-1.1" },
      body: JSON.stringify({ Entries: [entry()] }),
    });

    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(response.headers.get("x-amzn-requestid")).toBeTruthy();
  });

  test.each([
    ["not JSON", "{"],
    ["not an object", "[]"],
    ["nothing", ""],
    ["a Detail that is an object instead of its text", '{"Entries":[{"Detail":{}}]}'],
    ["entries that are no list", '{"Entries":{}}'],
    ["an entry that is no structure", '{"Entries":[1]}'],
    ["a Time that is none", '{"Entries":[{"Time":"soon"}]}'],
    ["a Time beyond all time", '{"Entries":[{"Time":1e99}]}'],
    ["resources that are no texts", '{"Entries":[{"Resources":[1]}]}'],
  ])("a request with %s cannot be read", async (_what, body) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AWSEvents.PutEvents" },
      body,
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: "SerializationException" });
  });

  test("a request without entries is told what is missing", async () => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "x-amz-target": "AWSEvents.PutEvents" },
      body: "{}",
    });

    expect(await response.json()).toMatchObject({ __type: "ValidationException" });
  });

  test("a request without a target is told what is spoken here", async () => {
    const response = await fetch(endpoint, { method: "POST", body: "{}" });

    expect(await response.json()).toMatchObject({
      __type: "UnknownOperationException",
      message: "Herald speaks AWSEvents.PutEvents here, got no X-Amz-Target",
    });
  });
});

test("an accepted entry becomes an event as rules and targets get it", () => {
  const body = JSON.stringify({
    Entries: [
      {
        Source: "shop",
        DetailType: "Order Completed",
        Detail: '{"a":1}',
        Time: 1772441999.9,
        Resources: ["r"],
      },
    ],
  });

  expect(putEvents(body, { now: START, newId: () => "id-1" }).accepted).toEqual([
    {
      bus: "default",
      event: {
        version: "0",
        id: "id-1",
        "detail-type": "Order Completed",
        source: "shop",
        account: "000000000000",
        time: "2026-03-02T08:59:59Z",
        region: "us-east-1",
        resources: ["r"],
        detail: { a: 1 },
      },
    },
  ]);
});
