import fc from "fast-check";
import { MAX_EVENT_BYTES, parseBusEvent } from "../../../core/events/envelope";
import { BUILT_IN_EVENTS } from "../../../core/events/event-catalog";
import { plainEvents } from "../../fixtures/plain-program";

const NOW = "2026-03-02T09:00:00.000Z";
const catalog = { ...BUILT_IN_EVENTS, ...plainEvents };
const detail = {
  messageId: "m1",
  userId: "ana",
  timestamp: "2026-03-02T08:59:00+01:00",
  properties: { cart_id: "c1", products: ["tent"], note: "kept" },
};
const bus = { source: "shop", "detail-type": "Cart Updated", time: NOW, detail };

const parse = (event: unknown) => parseBusEvent(JSON.stringify(event), catalog, NOW);
const withDetail = (change: object) => parse({ ...bus, detail: { ...detail, ...change } });

describe("an event from the bus", () => {
  it("gives its envelope, with the time in UTC and properties beyond the schema kept", () => {
    expect(parse(bus)).toEqual({
      ok: true,
      envelope: {
        messageId: "m1",
        event: "Cart Updated",
        userId: "ana",
        timestamp: "2026-03-02T07:59:00.000Z",
        properties: { cart_id: "c1", products: ["tent"], note: "kept" },
        traits: {},
        context: {},
        source: "shop",
        replayed: false,
      },
    });
  });

  it("without an id or a time of its own takes the bus's", () => {
    const parsed = parse({
      ...bus,
      id: "bus-1",
      detail: { ...detail, messageId: undefined, timestamp: undefined },
    });

    expect(parsed).toMatchObject({ ok: true, envelope: { messageId: "bus-1", timestamp: NOW } });
  });

  it("from a clock that runs ahead counts from the moment the bus took it, at every delivery the same", () => {
    const ahead = {
      ...bus,
      time: "2026-03-02T08:55:00Z",
      detail: { ...detail, timestamp: "2026-03-02T09:03:00Z" },
    };

    expect(parse(ahead)).toMatchObject({ envelope: { timestamp: "2026-03-02T08:55:00.999Z" } });
  });

  it("keeps its milliseconds within the second that the bus tells, so that two in one second stay in order", () => {
    const within = {
      ...bus,
      time: "2026-03-02T08:55:00Z",
      detail: { ...detail, timestamp: "2026-03-02T08:55:00.317Z" },
    };

    expect(parse(within)).toMatchObject({ envelope: { timestamp: "2026-03-02T08:55:00.317Z" } });
  });

  it("of numbers that are longer written out than sent is refused before it is too large for its row", () => {
    const numbers = Array.from({ length: 40_000 }, () => "1e20").join(",");
    const text = JSON.stringify({
      ...bus,
      detail: { ...detail, properties: { products: [], cart_id: "c1" } },
    }).replace('"products":[]', `"products":[${numbers}]`);

    expect(text.length).toBeLessThan(MAX_EVENT_BYTES);
    expect(parseBusEvent(text, catalog, NOW)).toMatchObject({ refusal: { reason: "too-large" } });
  });

  it.each([
    ["a channel nobody has", { topic: "news", channel: "Email" }],
    ["a topic in another spelling", { topic: "News Letter", channel: "email" }],
    ["a topic of 70,000 characters", { topic: "x".repeat(70_000), channel: "email" }],
  ])("withdrawing consent with %s is refused, not kept without effect", (_what, properties) => {
    const withdrawn = { ...bus, "detail-type": "Consent Withdrawn", detail: { ...detail, properties } };

    expect(parse(withdrawn)).toMatchObject({ ok: false, refusal: { reason: "bad-properties" } });
  });

  it("of a replay is marked as one (R-8)", () => {
    expect(parse({ ...bus, "replay-name": "again" })).toMatchObject({ envelope: { replayed: true } });
  });

  it("reads traits from where Segment puts them", () => {
    expect(withDetail({ context: { traits: { plan: "pro" } } })).toMatchObject({
      envelope: { traits: { plan: "pro" } },
    });
    expect(withDetail({ traits: { plan: "free" } })).toMatchObject({
      envelope: { traits: { plan: "free" } },
    });
  });

  it.each([
    ["no person", { userId: undefined }, "no-person"],
    ["an empty person", { userId: "" }, "no-person"],
    ["a person that is no text", { userId: 12 }, "no-person"],
    ["a person with a line break in it", { userId: "ana\nbo" }, "no-person"],
    ["an id that is no text", { messageId: 12 }, "no-message-id"],
    ["an unknown version", { version: 2 }, "unknown-version"],
    ["a timestamp that is no time", { timestamp: "yesterday" }, "bad-timestamp"],
    ["a timestamp of only a day", { timestamp: "2026-03-02" }, "bad-timestamp"],
    ["a timestamp 11 minutes ahead", { timestamp: "2026-03-02T09:11:00Z" }, "timestamp-in-the-future"],
    ["a timestamp without a zone", { timestamp: "2026-03-02T08:00:00" }, "bad-timestamp"],
    ["a trait of two kilobytes", { traits: { bio: "x".repeat(2048) } }, "too-large"],
    ["a trait with a name of 101 characters", { traits: { ["x".repeat(101)]: 1 } }, "too-large"],
    ["a timestamp of three years ago", { timestamp: "2023-03-02T09:00:00Z" }, "timestamp-too-old"],
    ["properties that are a list", { properties: [] }, "bad-properties"],
    ["a property of the wrong type", { properties: { cart_id: 7, products: [] } }, "bad-properties"],
    ["a property missing", { properties: { products: [] } }, "bad-properties"],
  ])("with %s is refused", (_what, change, reason) => {
    expect(withDetail(change)).toMatchObject({ ok: false, refusal: { reason } });
  });

  it("says which property is wrong and how", () => {
    const parsed = withDetail({ properties: { cart_id: 7, products: [] } });

    expect(parsed).toMatchObject({
      refusal: { detail: expect.stringMatching(/^Cart Updated: cart_id: .*string/) },
    });
  });

  it.each([
    ["text that is not JSON", "{", "not-json"],
    ["a list", "[]", "not-an-object"],
    ["no detail", JSON.stringify({ ...bus, detail: undefined }), "not-an-object"],
    ["no name", JSON.stringify({ ...bus, "detail-type": " " }), "no-event-name"],
  ])("that is %s is refused", (_what, text, reason) => {
    expect(parseBusEvent(text, catalog, NOW)).toMatchObject({ ok: false, refusal: { reason } });
  });

  it("of a megabyte is refused without being read (X-9)", () => {
    const text = JSON.stringify({
      ...bus,
      detail: { ...detail, properties: { note: "x".repeat(MAX_EVENT_BYTES) } },
    });

    expect(parseBusEvent(text, catalog, NOW)).toMatchObject({ refusal: { reason: "too-large" } });
  });

  it("nested without end is refused (X-9)", () => {
    const deep = "[".repeat(50_000) + "]".repeat(50_000);
    const text = `{"detail-type":"A","detail":{"messageId":"m","userId":"u","timestamp":"${NOW}","properties":{"a":${deep}}}}`;

    expect(parseBusEvent(text, catalog, NOW)).toMatchObject({ refusal: { reason: "too-deep" } });
  });

  it("named after something every object has is an unknown name, not a crash", () => {
    expect(parse({ ...bus, "detail-type": "__proto__" })).toMatchObject({ ok: true });
    expect(parse({ ...bus, "detail-type": "constructor" })).toMatchObject({ ok: true });
  });

  it("is parsed or refused, never thrown at, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof parseBusEvent(text, catalog, NOW).ok).toBe("boolean");
      }),
    );
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom("detail", "detail-type", "messageId", "userId", "properties") }),
        (value) => {
          expect(typeof parse(value).ok).toBe("boolean");
        },
      ),
    );
  });
});
