import type { Channel } from "../../../core/messages/message";
import { newPerson, type Person } from "../../../core/people/person";
import type { Run } from "../../../core/runs/run";
import { noSlots } from "../../../core/sending/frequency-cap";
import {
  addressOf,
  CHANNEL_CHECKS,
  type ChannelFacts,
  passChannel,
  passSend,
  SEND_CHECKS,
  type SendFacts,
} from "../../../core/sending/gate";
import { NO_POLICY, type SendingPolicy } from "../../../core/sending/policy";
import type { TextRegistration } from "../../../core/sending/text-registration";

const AT = "2026-03-02T09:00:00.000Z";

const person: Person = {
  ...newPerson("ana", AT),
  traits: {
    email: { value: "ana@example.com", at: AT },
    phone: { value: "+491701234567", at: AT },
    push_token: { value: "token-1", at: AT },
  },
  consents: { "news/email": { given: true, at: AT, messageId: "m1" } },
};
const run: Run = {
  journey: "cart",
  personId: "ana",
  correlation: "c1",
  version: "v1",
  state: "running",
  execution: 1,
  revision: 1,
};
const suppression = {
  channel: "email" as const,
  address: "ana@example.com",
  reason: "complaint" as const,
  at: AT,
  messageId: "m2",
};
const command = { execution: 1, journey: "cart", message: "reminder", purpose: "marketing" } as const;
const live: SendFacts = { command, person, run, switches: {} };
const clear: ChannelFacts = {
  channel: "email",
  message: { purpose: "marketing", topic: "news" },
  person,
  run,
  switches: {},
  suppression: undefined,
  hasProvider: true,
  reach: undefined,
  now: AT,
  expiresAt: "2026-03-04T09:00:00.000Z",
  policy: NO_POLICY,
  defaultZone: "UTC",
  sending: undefined,
  slot: { key: "cart#c1#send reminder", channel: "email", purpose: "marketing", priority: 0 },
};

const reasonOf = (result: { readonly pass: true } | { readonly pass: false; readonly reason: string }) =>
  result.pass ? "passes" : result.reason;
const sendReason = (facts: Partial<SendFacts>) => reasonOf(passSend({ ...live, ...facts }));
const channelReason = (facts: Partial<ChannelFacts>) => reasonOf(passChannel({ ...clear, ...facts }));

const ended: Run = { ...run, state: "ended", ended: { at: AT, reason: "ordered" } };
const nameless = newPerson("ana", AT);
const silent: Person = { ...person, consents: {} };
const agreeing = (channel: Channel, traits: { readonly [name: string]: string }): Person => ({
  ...person,
  traits: Object.fromEntries(Object.entries(traits).map(([name, value]) => [name, { value, at: AT }])),
  consents: { [`news/${channel}`]: { given: true, at: AT, messageId: "m1" } },
});

describe("the gate of a send", () => {
  it("lets a run that goes on through, and one that its own last message has completed", () => {
    expect(passSend(live)).toEqual({ pass: true, facts: { run: "running" } });
    expect(sendReason({ run: { ...ended, ended: { at: AT, reason: "completed" } } })).toBe("passes");
  });

  it.each<[string, Partial<SendFacts>, string]>([
    ["a run that has ended", { run: ended }, "run-ended"],
    ["a run that is not there", { run: undefined }, "run-ended"],
    ["an execution that a later one replaced", { run: { ...run, execution: 2 } }, "run-ended"],
    ["nobody", { person: undefined }, "no-person"],
    ["a run that has ended, before it looks at anybody", { run: ended, person: undefined }, "run-ended"],
  ])("stops %s", (_what, facts, reason) => {
    expect(sendReason(facts)).toBe(reason);
  });
});

describe("the gate of a channel", () => {
  it("lets a message through with the address and the basis it rests on (P-1)", () => {
    expect(passChannel(clear)).toMatchObject({
      pass: true,
      address: "ana@example.com",
      facts: { channel: "email", address: "email", suppressed: false, consent: "given", consentProof: "m1" },
    });
  });

  it.each<[string, Partial<ChannelFacts>, string]>([
    ["a channel that nobody serves", { hasProvider: false }, "no-provider"],
    ["a person without an address", { person: nameless }, "no-address"],
    ["a suppressed address", { suppression }, "suppressed"],
    ["a person who never agreed", { person: silent }, "no-consent"],
    ["a topic she did not agree to", { message: { purpose: "marketing", topic: "offers" } }, "no-consent"],
    ["a channel she did not agree to", { channel: "sms" }, "no-consent"],
    ["a marketing message without a topic", { message: { purpose: "marketing" } }, "no-consent"],
  ])("stops %s", (_what, facts, reason) => {
    expect(channelReason(facts)).toBe(reason);
  });

  it("gives the first reason in its order: provider, address, suppression, consent", () => {
    const everything = { hasProvider: false, person: nameless, suppression };

    expect(channelReason(everything)).toBe("no-provider");
    expect(channelReason({ ...everything, hasProvider: true })).toBe("no-address");
    expect(channelReason({ person: silent, suppression })).toBe("suppressed");
    expect(channelReason({ person: silent })).toBe("no-consent");
  });

  it.each([
    ["does not need consent for a transactional message", { person: silent }, "passes"],
    ["does not send even that to a suppressed address (E-11)", { suppression }, "suppressed"],
  ] as const)("%s", (_what, facts, expected) => {
    expect(channelReason({ ...facts, message: { purpose: "transactional" } })).toBe(expected);
  });

  it.each<[Channel, string, string]>([
    ["email", "email", "ana@example.com"],
    ["sms", "phone", "+491701234567"],
    ["push", "push_token", "token-1"],
    ["inbox", "person", "ana"],
    ["banner", "person", "ana"],
  ])("asks for agreement by %s, and says which address it found", (channel, trait, address) => {
    const agreed = { ...person, consents: { [`news/${channel}`]: { given: true, at: AT, messageId: "m1" } } };

    expect(passChannel({ ...clear, channel, person: agreed })).toMatchObject({
      pass: true,
      address,
      facts: { channel, address: trait },
    });
    expect(channelReason({ channel, person: silent })).toBe("no-consent");
  });

  it("S-41: by push goes to all devices heard of lately, and to none that is stale", () => {
    const [now, long] = [clear.now, "2025-01-01T00:00:00.000Z"];
    const agreed = { "news/push": { given: true, at: AT, messageId: "m1" } };
    const owner = (...heard: readonly [string, string][]) => ({
      ...{ ...nameless, consents: agreed },
      devices: heard.map(([token, at]) => ({ token, service: "APNS" as const, at })),
    });
    const push = { ...clear, channel: "push" as const, now };

    expect(
      passChannel({ ...push, person: owner(["new", now], ["newer", now], ["old", long]) }),
    ).toMatchObject({
      pass: true,
      address: "new",
      devices: [{ token: "new" }, { token: "newer" }],
      facts: { address: "push_token", devices: 2 },
    });
    expect(passChannel({ ...push, person: owner(["old", long]) })).toMatchObject({
      reason: "no-address",
      facts: { address: "none", trait: "push_token", stale: true },
    });
  });

  it("says which trait it misses", () => {
    expect(passChannel({ ...clear, channel: "sms", person: nameless })).toMatchObject({
      facts: { channel: "sms", address: "none", trait: "phone" },
    });
  });
});

describe("S-24: a message that would have no time left to arrive", () => {
  const day: SendingPolicy = {
    caps: [],
    quietHours: {
      homeCountry: "US",
      rules: [
        {
          ...{ channels: ["email"], purposes: ["marketing"], source: "of a test" },
          ...{ effective: "2000-01-01", reviewed: "2026-01-01" },
          allowed: Object.fromEntries(
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((weekday) => [
              weekday,
              ["08:00", "20:00"],
            ]),
          ) as never,
        },
      ],
      zonesIfUnknown: { US: ["UTC"], other: [] },
    },
  };

  it.each([
    ["2026-03-02T19:59:49.999Z", undefined],
    ["2026-03-02T19:59:50.000Z", "2026-03-03T08:00:00.000Z"],
    ["2026-03-02T19:59:59.999Z", "2026-03-03T08:00:00.000Z"],
    ["2026-03-02T20:00:00.000Z", "2026-03-03T08:00:00.000Z"],
    ["2026-03-03T07:59:59.999Z", "2026-03-03T08:00:00.000Z"],
    ["2026-03-03T08:00:00.000Z", undefined],
  ])("waits at %s until %s", (now, until) => {
    const result = passChannel({ ...clear, policy: day, now });

    expect(result.pass ? undefined : result.until).toBe(until);
  });
});

describe("S-33: a text message", () => {
  const policy: SendingPolicy = {
    caps: [],
    smsCountries: { marketing: ["US"], transactional: ["US", "DE"] },
  };
  const to = (phone: string, purpose: "marketing" | "transactional") =>
    channelReason({
      ...{ channel: "sms", policy, message: { purpose, topic: "news" } },
      person: agreeing("sms", { phone }),
    });

  it.each([
    ["+14155552671", "marketing", "passes"],
    ["+491701234567", "marketing", "country-closed"],
    ["+491701234567", "transactional", "passes"],
    ["+447911123456", "transactional", "country-closed"],
    ["+80012345678", "transactional", "country-closed"],
  ] as const)("to %s, %s, %s", (phone, purpose, result) => {
    expect(to(phone, purpose)).toBe(result);
  });

  it("S-32: goes to no number that its country does not have", () => {
    expect(to("+49170", "transactional")).toBe("no-address");
  });
});

describe("the gate in its order", () => {
  const late = { expiresAt: AT };
  const night: SendingPolicy = {
    caps: [],
    quietHours: {
      homeCountry: "DE",
      rules: [
        {
          ...{ channels: ["email"], purposes: ["marketing"], allowed: { tuesday: ["08:00", "20:00"] } },
          ...{ source: "the brand's own promise", effective: "2026-01-01", reviewed: "2026-01-01" },
        },
      ],
      zonesIfUnknown: { other: ["UTC"] },
    },
  };
  const cap = {
    purposes: ["marketing"],
    most: 1,
    within: { days: 1 },
    source: "the brand's promise",
  } as const;
  const full: Partial<ChannelFacts> = {
    policy: { caps: [cap] },
    sending: { ...noSlots("ana"), slots: [{ ...clear.slot, key: "another", at: AT }] },
  };
  const heldOut: Partial<ChannelFacts> = { run: { holdout: true } };
  const off = { at: AT, by: "mara" };

  it("is told whole: kill switch, run, suppression, consent, holdout, validity, quiet hours, cap", () => {
    expect([...Object.keys(SEND_CHECKS), ...Object.keys(CHANNEL_CHECKS)]).toEqual([
      ...["nothingIsSwitchedOff", "runIsLive", "personIsKnown"],
      ...[
        "channelIsOn",
        "addressIsKnown",
        "addressIsWithinReach",
        "countryIsOpen",
        "textsAreRegistered",
        "addressIsFree",
        "consentIsGiven",
        "personIsNotHeldOut",
      ],
      ...["messageIsValid", "hourIsFit", "capHasRoom"],
    ]);
  });

  it.each<[string, Partial<ChannelFacts>]>([
    ["switched-off", { switches: { "channel:email": off } }],
    ["holdout", heldOut],
    ["expired", late],
    ["quiet-hours", { policy: night }],
    ["frequency-cap", full],
  ])("stops by itself for %s", (reason, facts) => {
    expect(channelReason(facts)).toBe(reason);
  });

  it("gives the first reason where several stop a message", () => {
    const all: Partial<ChannelFacts> = {
      ...{ ...full, ...heldOut, ...late, suppression, person: silent },
      ...{ switches: { "channel:email": off }, policy: { ...night, caps: [cap] } },
    };

    expect(channelReason(all)).toBe("switched-off");
    expect(channelReason({ ...all, switches: {} })).toBe("suppressed");
    expect(channelReason({ ...all, switches: {}, suppression: undefined })).toBe("no-consent");
    const agreed = { ...all, switches: {}, suppression: undefined, person };
    expect(channelReason(agreed)).toBe("holdout");
    expect(channelReason({ ...agreed, run })).toBe("expired");
    const fresh = { ...agreed, run, expiresAt: clear.expiresAt };
    expect(channelReason(fresh)).toBe("quiet-hours");
    expect(channelReason({ ...fresh, now: "2026-03-03T08:00:00.000Z" })).toBe("frequency-cap");
  });

  it("says until when it must wait, and puts nothing off for any other reason", () => {
    expect(passChannel({ ...clear, policy: night })).toMatchObject({ until: "2026-03-03T08:00:00.000Z" });
    expect(passChannel({ ...clear, ...full })).toMatchObject({
      until: "2026-03-03T09:00:00.000Z",
      facts: { most: 1, cap: "the brand's promise" },
    });
    expect(passChannel({ ...clear, ...late })).not.toHaveProperty("until");
  });

  it("R-30: looks at the switches before it looks at anything else, and fails closed for marketing", () => {
    const switched = { switches: { all: off }, run: undefined, person: undefined };

    expect(sendReason(switched)).toBe("switched-off");
    expect(sendReason({ switches: undefined })).toBe("switched-off");
    expect(sendReason({ switches: undefined, command: { ...command, purpose: "transactional" } })).toBe(
      "passes",
    );
  });

  it("stops what an exit came for after the run had completed by itself", () => {
    const completed: Run = { ...ended, ended: { at: AT, reason: "completed" }, triggeredAt: AT };

    expect(sendReason({ run: completed })).toBe("passes");
    expect(sendReason({ run: { ...completed, closedAt: AT } })).toBe("run-ended");
  });
});

describe("an address", () => {
  const of = (channel: Channel, trait: string, value: unknown) =>
    addressOf({ ...person, traits: { [trait]: { value, at: AT } } }, channel);

  it.each(["a@b.example", "first.last+tag@sub.domain.example", "o'hara@example.co"])(
    "for email may be %s",
    (email) => {
      expect(of("email", "email", ` ${email} `)).toBe(email);
    },
  );

  it.each([
    "a@b.test,c@d.test",
    '"x"<a@b.test>',
    "g:a@b.test;",
    "a@b.test\r\nBcc: c@d.test",
    "a@b",
    "a b@c.test",
    "",
    12,
    null,
    `${"x".repeat(65)}@b.test`,
    `a@${`${"b".repeat(60)}.`.repeat(5)}test`,
  ])("for email must be one plain address, which %j is not (E-23)", (email) => {
    expect(of("email", "email", email)).toBeUndefined();
  });

  it("for text messages is a number in E.164", () => {
    expect(of("sms", "phone", "+4915112345678")).toBe("+4915112345678");
    for (const phone of [
      "015112345678",
      "+0151123456",
      "+49 151 1234",
      "+1234567890123456",
      "+12a4567",
      49151,
    ]) {
      expect([phone, of("sms", "phone", phone)]).toEqual([phone, undefined]);
    }
  });

  it("for push is a token of printable characters that a table key can hold", () => {
    expect(of("push", "push_token", "fcm:APA91b-x_y")).toBe("fcm:APA91b-x_y");
    for (const token of ["", " ", "a b", "a\nb", "x".repeat(1_025), { token: "x" }]) {
      expect([token, of("push", "push_token", token)]).toEqual([token, undefined]);
    }
  });

  it("for inbox and banner is the person, and nobody has none", () => {
    expect(addressOf(person, "inbox")).toBe("ana");
    expect(addressOf(undefined, "banner")).toBeUndefined();
  });
});

describe("S-23: a marketing text where the law asks for a registration", () => {
  const texas = { region: "US-TX", areaCodes: ["+1214", "+1512"], source: "SB 140" };
  const to = (
    phone: string,
    traits: { readonly [name: string]: string },
    how: { readonly held?: TextRegistration["held"]; readonly purpose?: "transactional" } = {},
  ) =>
    channelReason({
      ...{ channel: "sms", message: { purpose: how.purpose ?? "marketing", topic: "news" } },
      policy: { caps: [], textRegistrations: [{ ...texas, ...(how.held && { held: how.held }) }] },
      person: agreeing("sms", { phone, ...traits }),
    });

  it.each([
    ["to a Texan by another state's number", "+14155552671", { country: "US", region: "TX" }, "unregistered"],
    ["to a Texan by the region alone", "+14155552671", { region: "us-tx" }, "unregistered"],
    ["to a Texan number of nobody knows where", "+15125552671", {}, "unregistered"],
    ["to a Texan number, its region misspelt", "+15125552671", { region: "Texas" }, "unregistered"],
    ["to a Californian by a Texan number", "+15125552671", { region: "CA" }, "passes"],
    ["to another number of nobody knows where", "+14155552671", {}, "passes"],
    ["to a German region of the same letters", "+491701234567", { country: "DE", region: "TX" }, "passes"],
  ])("%s", (_who, phone, traits, result) => {
    expect(to(phone, traits)).toBe(result);
  });

  it("goes once it is registered, or exempt", () => {
    expect(to("+15125552671", {}, { held: { registration: "20260001" } })).toBe("passes");
    expect(to("+15125552671", {}, { held: { exempt: "texts to customers alone, 302.059" } })).toBe("passes");
  });

  it("is not asked for by what people await", () => {
    expect(to("+15125552671", {}, { purpose: "transactional" })).toBe("passes");
  });
});

describe("E-44: outside production", () => {
  const reach = ["@simulator.amazonses.com", "Me@Shop.example", "+491701234567"];
  const reason = (channel: Channel, traits: { readonly [name: string]: string }) =>
    channelReason({ channel, reach, person: agreeing(channel, traits) });

  it.each([
    ["success@simulator.amazonses.com", "passes"],
    ["Bounce+1@SIMULATOR.amazonses.com", "passes"],
    ["me@shop.example", "passes"],
    ["you@shop.example", "out-of-reach"],
    ["me@shop.example.org", "out-of-reach"],
    ["ana@evilsimulator.amazonses.com", "out-of-reach"],
    ["ana@example.com", "out-of-reach"],
  ])("an email to %s %s", (email, result) => {
    expect(reason("email", { email })).toBe(result);
  });

  it("a text goes to the numbers named", () => {
    expect(reason("sms", { phone: "+491701234567" })).toBe("passes");
    expect(reason("sms", { phone: "+491701234568" })).toBe("out-of-reach");
  });

  it("an app's inbox and devices are of that app anyway", () => {
    for (const channel of ["push", "inbox", "banner"] as const)
      expect(reason(channel, { push_token: "token-1" })).toBe("passes");
  });
});
