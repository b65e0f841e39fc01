import fc from "fast-check";
import { type Envelope, parseEnvelope } from "../../../core/events/envelope";
import { BUILT_IN_EVENTS } from "../../../core/events/event-catalog";
import { type Duration, plus } from "../../../core/instant";
import { type Devices, devicesOf, foldDevices, freshDevices } from "../../../core/people/devices";

const AT = "2026-03-02T09:00:00.000Z";
const NOW = plus(AT, { hours: 1 });
const minute = (number: number) => plus(AT, { minutes: number });

/** An event as `observe-event` reads it off the bus. */
function event(name: string, at: string, said: object): Envelope {
  const detail = { messageId: "m1", userId: "ana", timestamp: at, ...said };
  const parsed = parseEnvelope({ "detail-type": name, time: at, detail }, BUILT_IN_EVENTS, NOW);
  if (!parsed.ok) throw new Error(parsed.refusal.detail);
  return parsed.envelope;
}

const heard = (token: unknown, at = AT, more: object = {}) =>
  event("Application Opened", at, { context: { device: { token, type: "android", ...more } } });
const signedOut = (token: string, at: string) =>
  event("Signed Out", at, { context: { device: { token, type: "android" } } });
const gone = (token: string, at: string) => event("Device Token Gone", at, { properties: { token } });
const updated = (token: string, updated_token: string, at: string) =>
  event("Device Token Updated", at, { properties: { token, updated_token, service: "GCM" } });

const devicesAfter = (envelopes: readonly Envelope[]) =>
  envelopes.reduce<Devices | undefined>(foldDevices, undefined);
const personAfter = (envelopes: readonly Envelope[], traits = {}) => {
  const devices = devicesAfter(envelopes);
  return { traits, ...(devices && { devices }) };
};
const tokensAfter = (...envelopes: Envelope[]) => devicesOf(personAfter(envelopes)).map(({ token }) => token);
const serviceAfter = (...envelopes: Envelope[]) =>
  devicesOf(personAfter(envelopes)).map(({ service }) => service);

describe("a person's devices", () => {
  it.each<[string, object, string[]]>([
    ["Android", { type: "android" }, ["GCM"]],
    ["iOS", { type: "ios" }, ["APNS"]],
    ["iOS, spelled otherwise", { type: "iOS" }, ["APNS"]],
    ["iOS under development", { type: "ios", sandbox: true }, ["APNS_SANDBOX"]],
    ["a browser", { type: "browser" }, []],
    ["nobody knows what", { type: undefined }, []],
  ])("of %s are served by whom their token is from", (_what, device, services) => {
    expect(serviceAfter(heard("ff15bc0c", AT, device))).toEqual(services);
  });

  it("of iOS are Google's where Apple would not take their token", () => {
    expect(serviceAfter(heard("c0:APA91b-x_y", AT, { type: "ios" }))).toEqual(["GCM"]);
  });

  it("have tokens of printable characters, however long a service makes them up to 1,024", () => {
    expect(tokensAfter(heard("fcm:APA91b-x_y"), heard("x".repeat(1_024)))).toHaveLength(2);
    for (const token of ["", " ", "a b", "a\nb", "é", "x".repeat(1_025), 12, null, { token: "x" }]) {
      expect([token, devicesAfter([heard(token)])]).toEqual([token, undefined]);
    }
  });

  it("are left alone by what tells of none", () => {
    const devices = devicesAfter([heard("t1")]);

    expect(foldDevices(devices, event("Order Completed", minute(1), { context: { device: "t2" } }))).toBe(
      devices,
    );
    expect(foldDevices(devices, event("Signed Out", minute(1), {}))).toBe(devices);
  });

  it("S-44: lose the one that is signed out, until it is told of again", () => {
    expect(tokensAfter(heard("t1"), heard("t2"), signedOut("t1", minute(1)))).toEqual(["t2"]);
    expect(tokensAfter(heard("t1"), signedOut("t1", minute(1)), heard("t1", minute(2)))).toEqual(["t1"]);
    expect(tokensAfter(heard("t1", minute(1)), signedOut("t1", minute(1)))).toEqual([]);
  });

  it("S-40: lose exactly the token that is gone, unless it was registered since", () => {
    expect(tokensAfter(heard("t1"), heard("t2"), gone("t1", minute(1)))).toEqual(["t2"]);
    expect(tokensAfter(heard("t1", minute(2)), gone("t1", minute(1)))).toEqual(["t1"]);
  });

  it("S-41: have a new token in place of the one that a service gave up", () => {
    expect(devicesOf(personAfter([heard("t1"), updated("t1", "t2", minute(1))]))).toEqual([
      { token: "t2", service: "GCM", at: minute(1) },
    ]);
  });

  it("S-40, S-44: are the same in whatever order and however often events come", () => {
    const token = fc.integer({ min: 0, max: 30 }).map((number) => `a${number}`);
    const when = fc.integer({ min: 0, max: 40 }).map(minute);
    const said = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(token, when).map(([each, at]) => heard(each, at)) },
      fc.tuple(token, when).map(([each, at]) => heard(each, at, { type: "ios" })),
      fc.tuple(token, when).map(([each, at]) => signedOut(each, at)),
      fc.tuple(token, when).map(([each, at]) => gone(each, at)),
      fc.tuple(token, token, when).map(([each, other, at]) => updated(each, other, at)),
    );
    const orders = fc
      .array(said, { maxLength: 60 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length, maxLength: 2 * all.length }),
        ),
      );

    fc.assert(
      fc.property(orders, ([once, twiceInDisorder]) => {
        expect(devicesAfter(twiceInDisorder)).toEqual(devicesAfter(once));
      }),
    );
  });

  it("are remembered up to twenty tokens, the latest", () => {
    const many = Array.from({ length: 50 }, (_, index) => heard(`t${index}`, minute(index)));

    const devices = devicesAfter(many) ?? [];

    expect(devices.map(({ token }) => token)).toEqual(Array.from({ length: 20 }, (_, n) => `t${49 - n}`));
  });
});

describe("the trait push_token", () => {
  const trait = { push_token: { value: "t1", at: minute(1) } };

  it("is a device of Google's", () => {
    expect(devicesOf({ traits: trait })).toEqual([{ token: "t1", service: "GCM", at: minute(1) }]);
    expect(devicesOf({ traits: { push_token: { value: null, at: AT } } })).toEqual([]);
  });

  it("is no second device beside the one it names, whose service is known", () => {
    const ofApple = { push_token: { value: "a1", at: minute(1) } };

    const [device, ...others] = devicesOf(personAfter([heard("a1", AT, { type: "ios" })], ofApple));

    expect(device).toEqual({ token: "a1", service: "APNS", at: minute(1) });
    expect(others).toEqual([]);
  });

  it("S-40, S-44: counts no more once its token is gone or signed out, until it is said again", () => {
    for (const unbinding of [gone, signedOut]) {
      expect(devicesOf(personAfter([unbinding("t1", minute(1))], trait))).toEqual([]);
      expect(devicesOf(personAfter([unbinding("t1", AT)], trait))).toHaveLength(1);
    }
  });
});

describe("the devices that a message goes to", () => {
  const freshAfter = (later: Duration, ...envelopes: Envelope[]) =>
    freshDevices(personAfter(envelopes), plus(AT, later)).map(({ token }) => token);

  it("S-41: are those heard of in the last 270 days", () => {
    expect(freshAfter({ days: 269, hours: 23 }, heard("t1"))).toEqual(["t1"]);
    expect(freshAfter({ days: 270 }, heard("t1"))).toEqual([]);
    expect(freshAfter({ days: 270 }, heard("t1"), heard("t1", minute(1)))).toEqual(["t1"]);
    expect(
      freshDevices({ traits: { push_token: { value: "t1", at: AT } } }, plus(AT, { days: 270 })),
    ).toEqual([]);
  });

  it("are the newest ten", () => {
    const many = Array.from({ length: 15 }, (_, index) => heard(`t${index}`, minute(index)));

    expect(freshAfter({ days: 1 }, ...many)).toEqual(Array.from({ length: 10 }, (_, n) => `t${14 - n}`));
  });
});
