import type { OutgoingSms } from "../../lambdas/send-message/channel-provider";
import { outgoing } from "../../lambdas/send-message/outgoing";
import { type SmsSettings, smsRequest, smsVoice } from "../../lambdas/send-message/sms-voice";
import { brand } from "../../program/brand";
import { awsError, providerContract } from "../contract/provider-contract";

const sms: OutgoingSms = {
  channel: "sms",
  to: "+491701234567",
  text: "Your code is 417 802.",
  purpose: "transactional",
  tags: [
    { name: "journey", value: "password-reset" },
    { name: "message", value: "reset-code" },
    { name: "variant", value: "default" },
  ],
};

const settings: SmsSettings = {
  pool: "pool-1",
  configurationSet: { marketing: "set-m", transactional: "set-t" },
  protectConfiguration: { marketing: "protect-m", transactional: "protect-t" },
  maxPrice: "0.08",
};

/** A refusal that quotes the number and the text. */
const refusal = (name: string, Reason?: string) =>
  Object.assign(awsError(name, 400, { Reason }), {
    message: `Value '${sms.text}' for '${sms.to}' is refused`,
  });

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
  return { asked, provider: smsVoice(client as never, settings) };
}

providerContract("text messages through End User Messaging", {
  over: (client) => smsVoice(client as never, settings),
  message: sms,
  accepts: { says: { MessageId: "sms-1" }, id: "sms-1" },
  refuses: [
    { what: "a field that is not valid", says: refusal("ValidationException", "FIELD_VALIDATION_FAILED") },
    { what: "an opt-out", says: refusal("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT") },
    { what: "a price above the highest", says: refusal("ValidationException", "PRICE_OVER_THRESHOLD") },
  ],
  throttles: [
    { what: "a spent quota", says: refusal("ServiceQuotaExceededException") },
    {
      what: "an account that is not set up",
      says: refusal("ConflictException", "NO_ORIGINATION_IDENTITIES_FOUND"),
    },
    { what: "a pool that is not there", says: refusal("ResourceNotFoundException") },
  ],
  leavesOpen: [
    {
      what: "an error of its own that quotes",
      says: Object.assign(awsError("InternalServerException", 500), { message: `${sms.to}: ${sms.text}` }),
    },
  ],
  secrets: [sms.text, sms.to],
});

describe("the request for a text message", () => {
  it("names the pool, the configurations of its purpose, the price and ids only", () => {
    expect(smsRequest(sms, settings)).toEqual({
      DestinationPhoneNumber: "+491701234567",
      OriginationIdentity: "pool-1",
      MessageBody: "Your code is 417 802.",
      MessageType: "TRANSACTIONAL",
      ConfigurationSetName: "set-t",
      ProtectConfigurationId: "protect-t",
      MaxPrice: "0.08000",
      Context: { journey: "password-reset", message: "reset-code", variant: "default" },
    });
  });

  it("knows the purpose of what a journey sends", () => {
    const run = { personId: "ana", correlation: "-", step: "send" };
    const command = { ...run, journey: "sale", message: "flash", purpose: "marketing" } as const;
    const content = { channel: "sms", text: "Today only.", locale: "en" } as const;

    const request = smsRequest(
      outgoing(command, { address: sms.to }, content, brand, 600) as OutgoingSms,
      settings,
    );

    expect(request).toMatchObject({ MessageBody: "Today only.", MessageType: "PROMOTIONAL" });
  });

  it("S-33: keeps marketing under a protect configuration of its own", () => {
    expect(smsRequest({ ...sms, purpose: "marketing" }, settings)).toMatchObject({
      MessageType: "PROMOTIONAL",
      ConfigurationSetName: "set-m",
      ProtectConfigurationId: "protect-m",
    });
  });

  it.each([
    ["a".repeat(160), "0.08000"],
    ["a".repeat(161), "0.16000"],
    ["ж".repeat(1_600), "1.92000"],
  ])("S-33: may cost what its parts may (%#)", (text, price) => {
    expect(smsRequest({ ...sms, text }, settings).MaxPrice).toBe(price);
  });

  it("S-33: never offers more than AWS can be told", () => {
    const dear = { ...settings, maxPrice: "99.0" };

    expect(smsRequest({ ...sms, text: "a".repeat(161) }, dear).MaxPrice).toBe("99.99999");
  });

  it.each([
    [5, 5],
    [90.9, 90],
    [259_200, 259_200],
    [1_000_000, 259_200],
  ])("S-24: of a message worth sending for %d seconds lets AWS try for %d", (timeToLiveSeconds, expected) => {
    expect(smsRequest({ ...sms, timeToLiveSeconds }, settings).TimeToLive).toBe(expected);
  });
});

describe("a text message that AWS would not take", () => {
  it.each([
    ["one character too many", { text: "a".repeat(1_601) }, "a text message takes 1600 characters, got 1601"],
    ["too little time left", { timeToLiveSeconds: 4 }, "a text message lives for at least 5 seconds, got 4"],
    ["no time left", { timeToLiveSeconds: -60 }, "a text message lives for at least 5 seconds, got -60"],
  ])("because of %s is rejected without a call", async (_why, more, detail) => {
    const { asked, provider } = saying({ MessageId: "sms-1" });

    const answer = await provider.send({ ...sms, ...more });

    expect(answer).toEqual({ outcome: "rejected", detail, reason: "invalid" });
    expect(asked).toEqual([]);
  });

  it("at 1,600 characters is one that it takes", async () => {
    const { asked, provider } = saying({ MessageId: "sms-1" });

    expect(await provider.send({ ...sms, text: "a".repeat(1_600) })).toMatchObject({ outcome: "accepted" });
    expect(asked).toHaveLength(1);
  });
});

describe("what a rejected text message says of the number", () => {
  it.each([
    ["ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT", "opted-out"],
    ["ConflictException", "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION", "blocked-country"],
    ["AccessDeniedException", "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION", "blocked-country"],
    ["ValidationException", "DESTINATION_COUNTRY_BLOCKED", "blocked-country"],
    ["ValidationException", "COUNTRY_NOT_ENABLED", "blocked-country"],
    ["ValidationException", "FIELD_VALIDATION_FAILED", "invalid"],
  ])("S-33: %s %s is %s", async (name, Reason, reason) => {
    const { provider } = saying(refusal(name, Reason));

    expect(await provider.send(sms)).toEqual({
      outcome: "rejected",
      detail: `${name} ${Reason} 400`,
      reason,
    });
  });

  it.each([
    ["ConflictException", "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE"],
    ["ValidationException", "PRICE_OVER_THRESHOLD"],
  ])("is nothing where AWS says %s %s", async (name, Reason) => {
    const { provider } = saying(refusal(name, Reason));

    expect(await provider.send(sms)).toEqual({ outcome: "rejected", detail: `${name} ${Reason} 400` });
  });
});

describe("the highest price", () => {
  it.each(["", "8", "0,08", "-0.08", "100.00", "0.000001", "$0.08"])("S-33: cannot be %j", (maxPrice) => {
    expect(() => smsVoice({} as never, { ...settings, maxPrice })).toThrow(
      `maxPrice must be US dollars with decimals, such as "0.08", got ${JSON.stringify(maxPrice)}`,
    );
  });
});
