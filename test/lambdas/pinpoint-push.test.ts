import type { OutgoingPush } from "../../lambdas/send-message/channel-provider";
import { outgoing } from "../../lambdas/send-message/outgoing";
import { pinpointPush, pushRequest } from "../../lambdas/send-message/pinpoint-push";
import { brand } from "../../program/brand";
import { awsError, providerContract } from "../contract/provider-contract";

const push: OutgoingPush = {
  channel: "push",
  to: "token-of-ana",
  devices: [{ token: "token-of-ana", service: "GCM" }],
  collapseKey: "parcel-7",
  title: "Your parcel is here",
  body: "Ana, it waits at the kiosk.",
  link: "https://fernweh.example/parcels/7",
  purpose: "transactional",
  tags: [
    { name: "journey", value: "shipping-updates" },
    { name: "message", value: "parcel-arrived" },
    { name: "variant", value: "default" },
  ],
};

/** What Pinpoint says of the token, as it says it: in an answer that is a success. */
const result = (DeliveryStatus: string, StatusCode: number, more: object = {}) => ({
  MessageResponse: {
    ApplicationId: "app",
    Result: { "token-of-ana": { DeliveryStatus, StatusCode, MessageId: "push-1", ...more } },
  },
});

/** A failure whose words quote the token and the notification. */
const failure = (status: string, code: number, word = "") =>
  result(status, code, { StatusMessage: JSON.stringify({ error: word, to: push.to, body: push.body }) });

/** The provider over a service that says one thing, and what the service was asked. */
function saying(says: unknown) {
  const asked: unknown[] = [];
  const client = {
    async send({ input }: { input: unknown }) {
      asked.push(input);
      if (says instanceof Error) throw says;
      return says;
    },
  };
  return { asked, provider: pinpointPush(client as never, "app") };
}

providerContract("push notifications through Pinpoint", {
  over: (client) => pinpointPush(client as never, "app"),
  message: push,
  accepts: { says: result("SUCCESSFUL", 200), id: "push-1" },
  refuses: [
    { what: "a permanent failure", says: failure("PERMANENT_FAILURE", 400, "BadTopic") },
    { what: "a token that is gone", says: failure("PERMANENT_FAILURE", 410) },
    { what: "an opt-out", says: failure("OPT_OUT", 400) },
    {
      what: "a bad request",
      says: Object.assign(awsError("BadRequestException", 400), { message: `${push.to}: ${push.body}` }),
    },
    { what: "a payload that is too large", says: awsError("PayloadTooLargeException", 413) },
  ],
  throttles: [
    { what: "a throttled token", says: failure("THROTTLED", 429) },
    { what: "a temporary failure", says: failure("TEMPORARY_FAILURE", 503) },
  ],
  leavesOpen: [
    { what: "an unknown failure", says: failure("UNKNOWN_FAILURE", 500) },
    { what: "a status nobody knows", says: failure("TIMEOUT", 0) },
    { what: "no word of the token", says: { MessageResponse: { ApplicationId: "app", Result: {} } } },
    {
      what: "an error of its own that quotes",
      says: Object.assign(awsError("InternalServerErrorException", 500), {
        message: `${push.to}: ${push.body}`,
      }),
    },
  ],
  secrets: [push.to, push.title, push.body],
});

describe("the request for a push notification", () => {
  it("is made from what a journey sends", () => {
    const run = { personId: "ana", correlation: "-", step: "send" };
    const command = { ...run, journey: "tips", message: "tip", purpose: "marketing" } as const;
    const content = { channel: "push", title: "A tip", body: "Try this.", locale: "en" } as const;

    const device = { token: "token-of-ana", service: "GCM", at: "2026-03-02T09:00:00.000Z" } as const;
    const to = { address: "token-of-ana", devices: [device] };
    const push = outgoing(command, to, content, brand, 600) as OutgoingPush;

    const { MessageRequest } = pushRequest(push, "app");

    expect(MessageRequest).toEqual({
      Addresses: { "token-of-ana": { ChannelType: "GCM" } },
      Context: { journey: "tips", message: "tip", variant: "default" },
      MessageConfiguration: {
        GCMMessage: {
          ...{ TimeToLive: 600, Title: "A tip", Body: "Try this.", Action: "OPEN_APP" },
          ...{ CollapseKey: push.collapseKey, Priority: "normal" },
        },
      },
    });
  });

  it("to Google carries the words, the link, how long to try and what it takes the place of", () => {
    expect(pushRequest({ ...push, timeToLiveSeconds: 3_600 }, "app")).toEqual({
      ApplicationId: "app",
      MessageRequest: {
        Addresses: { "token-of-ana": { ChannelType: "GCM" } },
        Context: { journey: "shipping-updates", message: "parcel-arrived", variant: "default" },
        MessageConfiguration: {
          GCMMessage: {
            Title: "Your parcel is here",
            Body: "Ana, it waits at the kiosk.",
            Action: "URL",
            Url: "https://fernweh.example/parcels/7",
            TimeToLive: 3_600,
            CollapseKey: "parcel-7",
            Priority: "high",
          },
        },
      },
    });
  });

  it.each(["APNS", "APNS_SANDBOX"] as const)("to %s says the same in Apple's words", (service) => {
    const { link: _link, ...plain } = push;

    const { MessageRequest } = pushRequest(
      { ...plain, devices: [{ token: "token-of-ana", service }], purpose: "marketing" },
      "app",
    );

    expect(MessageRequest?.Addresses).toEqual({ "token-of-ana": { ChannelType: service } });
    expect(MessageRequest?.MessageConfiguration).toEqual({
      APNSMessage: {
        Title: "Your parcel is here",
        Body: "Ana, it waits at the kiosk.",
        Action: "OPEN_APP",
        CollapseId: "parcel-7",
        APNSPushType: "alert",
        Priority: "5",
      },
    });
  });

  it("to devices of both in one call says it to each in its own words", () => {
    const devices = [
      { token: "phone", service: "GCM" },
      { token: "tablet", service: "APNS" },
      { token: "test build", service: "APNS_SANDBOX" },
    ] as const;

    const { MessageRequest } = pushRequest({ ...push, devices }, "app");

    expect(MessageRequest?.Addresses).toEqual({
      phone: { ChannelType: "GCM" },
      tablet: { ChannelType: "APNS" },
      "test build": { ChannelType: "APNS_SANDBOX" },
    });
    expect(MessageRequest?.MessageConfiguration).toMatchObject({
      GCMMessage: { Title: push.title, CollapseKey: "parcel-7", Priority: "high" },
      APNSMessage: { Title: push.title, CollapseId: "parcel-7", Priority: "10" },
    });
  });

  it.each([
    [-1, 0],
    [0.5, 0],
    [2_419_200, 2_419_200],
    [9_999_999, 2_419_200],
  ])(
    "S-24: of a message worth sending for %d seconds lets the service try for %d",
    (timeToLiveSeconds, ttl) => {
      const { MessageRequest } = pushRequest({ ...push, timeToLiveSeconds }, "app");

      expect(MessageRequest?.MessageConfiguration?.GCMMessage?.TimeToLive).toBe(ttl);
    },
  );
});

describe("S-42: a payload", () => {
  const FILLED = 4_096;
  const send = async (more: object) => {
    const { asked, provider } = saying(result("SUCCESSFUL", 200));
    return { answer: await provider.send({ ...push, ...more }), calls: asked.length };
  };
  /** The most characters a body may have, found by asking. */
  const roomFor = async (character: string) => {
    let low = 0;
    let high = FILLED;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const { answer } = await send({ body: character.repeat(middle) });
      if (answer.outcome === "accepted") low = middle;
      else high = middle - 1;
    }
    return low;
  };

  it("of 4,096 bytes is sent, one of 4,097 is rejected without a call", async () => {
    const room = await roomFor("x");

    expect(await send({ body: "x".repeat(room) })).toMatchObject({
      answer: { outcome: "accepted" },
      calls: 1,
    });
    expect(await send({ body: "x".repeat(room + 1) })).toEqual({
      answer: {
        outcome: "rejected",
        detail: "a push notification takes 4096 bytes, got 4097",
        reason: "invalid",
      },
      calls: 0,
    });
  });

  it("is measured in bytes, with what Pinpoint adds of its own", async () => {
    const room = await roomFor("x");

    expect(await roomFor("ж")).toBe(Math.floor(room / 2));
    expect(room).toBeLessThan(3_800);
  });
});

describe("what became of a token", () => {
  it.each([
    ["410", failure("PERMANENT_FAILURE", 410, "Unregistered or expired token")],
    ["404", failure("PERMANENT_FAILURE", 404)],
    ["400 BadDeviceToken", failure("PERMANENT_FAILURE", 400, "BadDeviceToken")],
    ["400 DeviceTokenNotForTopic", failure("PERMANENT_FAILURE", 400, "DeviceTokenNotForTopic")],
    ["NotRegistered", failure("PERMANENT_FAILURE", 400, "NotRegistered")],
  ])("S-40, S-41: a permanent failure of %s says that it is gone", async (_what, says) => {
    expect(await saying(says).provider.send(push)).toMatchObject({
      outcome: "rejected",
      reason: "token-gone",
      deadTokens: [{ token: "token-of-ana" }],
    });
  });

  it.each([
    ["BadTopic", 400],
    ["InvalidProviderToken", 403],
    ["PayloadTooLarge", 413],
  ])("S-40: a permanent failure of %s does not", async (word, code) => {
    const answer = await saying(failure("PERMANENT_FAILURE", code, word)).provider.send(push);

    expect(answer).toEqual({ outcome: "rejected", detail: `PERMANENT_FAILURE ${code}` });
  });

  it("S-41: a new one that Google gave it comes with the answer", async () => {
    const says = result("SUCCESSFUL", 200, { UpdatedToken: "token-2" });

    expect(await saying(says).provider.send(push)).toEqual({
      outcome: "accepted",
      providerId: "push-1",
      deadTokens: [{ token: "token-of-ana", instead: { token: "token-2", service: "GCM" } }],
    });
  });

  it("one that had the notification already is no failure", async () => {
    expect(await saying(result("DUPLICATE", 200)).provider.send(push)).toMatchObject({ outcome: "accepted" });
  });

  it("an opt-out says so", async () => {
    const answer = await saying(failure("OPT_OUT", 400)).provider.send(push);

    expect(answer).toMatchObject({ outcome: "rejected", reason: "opted-out" });
  });
});

describe("S-45: what lies on a lock screen", () => {
  it("is the words alone: whatever else goes to the phone is the link and ids of what was sent", () => {
    const { MessageRequest } = pushRequest(push, "app");

    const { Addresses: _to, ...toPhone } = MessageRequest ?? {};
    const words = JSON.stringify(toPhone).match(/:"[^"]*"/g);
    expect(words?.map((word) => word.slice(2, -1)).sort()).toEqual(
      [
        ...["shipping-updates", "parcel-arrived", "default", push.collapseKey],
        ...[push.title, push.body, push.link, "URL", "high"],
      ].sort(),
    );
  });
});
