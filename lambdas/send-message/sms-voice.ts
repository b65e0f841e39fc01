import {
  type PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { smsSize } from "../../core/messages/sms-segments";
import {
  type ChannelProvider,
  codesOf,
  type OutgoingSms,
  type ProviderAnswer,
  provesNothingTaken,
  type RejectionReason,
} from "./channel-provider";

/** How text messages leave; marketing and transactional ones have a configuration of their own each. */
export interface SmsSettings {
  /** Id or ARN of the pool of numbers that they come from. */
  readonly pool: string;
  readonly configurationSet: { readonly marketing: string; readonly transactional: string };
  /** Says which countries may be sent to. */
  readonly protectConfiguration: { readonly marketing: string; readonly transactional: string };
  /** US dollars per message part, as text: `0.08`. */
  readonly maxPrice: string;
}

/** https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
const MAX_TEXT = 1_600;
const TIME_TO_LIVE = { min: 5, max: 259_200 };
const PRICE = { form: /^\d{0,2}\.\d{1,5}$/, max: 99.99999 };

/**
 * Text messages through AWS End User Messaging.
 * @param client with `maxAttempts: 1`: `SendTextMessage` takes no idempotency token, so a retry inside the SDK could
 * send twice
 * @throws Error where `maxPrice` is no price
 */
export function smsVoice(
  client: Pick<PinpointSMSVoiceV2Client, "send">,
  settings: SmsSettings,
): ChannelProvider<OutgoingSms> {
  if (!PRICE.form.test(settings.maxPrice)) {
    const got = JSON.stringify(settings.maxPrice);
    throw new Error(`maxPrice must be US dollars with decimals, such as "0.08", got ${got}`);
  }
  return {
    async send(sms) {
      const detail = whyNot(sms);
      if (detail) return { outcome: "rejected", detail, reason: "invalid" };
      try {
        const { MessageId } = await client.send(new SendTextMessageCommand(smsRequest(sms, settings)));
        return { outcome: "accepted", providerId: MessageId ?? "" };
      } catch (error) {
        const answer = answerOf(error);
        if (!answer) throw new Error(codesOf(error), { cause: error });
        return answer;
      }
    },
  };
}

/**
 * The request to `SendTextMessage`. What it may cost grows with its parts: AWS holds the price of the whole message
 * against `MaxPrice`.
 */
export function smsRequest(sms: OutgoingSms, settings: SmsSettings): SendTextMessageCommandInput {
  const { purpose, timeToLiveSeconds } = sms;
  const price = Math.min(Number(settings.maxPrice) * smsSize(sms.text).segments, PRICE.max);
  return {
    DestinationPhoneNumber: sms.to,
    OriginationIdentity: settings.pool,
    MessageBody: sms.text,
    MessageType: purpose === "marketing" ? "PROMOTIONAL" : "TRANSACTIONAL",
    ConfigurationSetName: settings.configurationSet[purpose],
    ProtectConfigurationId: settings.protectConfiguration[purpose],
    MaxPrice: price.toFixed(5),
    ...(timeToLiveSeconds !== undefined && {
      TimeToLive: Math.min(Math.floor(timeToLiveSeconds), TIME_TO_LIVE.max),
    }),
    Context: Object.fromEntries(sms.tags.map(({ name, value }) => [name, value])),
  };
}

/** Why a message cannot be sent at all; one that must arrive sooner than AWS can be told to give up would come too late. */
function whyNot({ text, timeToLiveSeconds = TIME_TO_LIVE.max }: OutgoingSms): string | undefined {
  if (text.length > MAX_TEXT) return `a text message takes ${MAX_TEXT} characters, got ${text.length}`;
  if (timeToLiveSeconds >= TIME_TO_LIVE.min) return undefined;
  return `a text message lives for at least ${TIME_TO_LIVE.min} seconds, got ${timeToLiveSeconds}`;
}

/** Reasons that concern this message for good; any other conflict or denial lies in the account and can be put right. */
const REJECTED: ReadonlyMap<string, RejectionReason | undefined> = new Map([
  ["DESTINATION_PHONE_NUMBER_OPTED_OUT", "opted-out"],
  ["DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION", "blocked-country"],
  ["DESTINATION_COUNTRY_BLOCKED", "blocked-country"],
  ["COUNTRY_NOT_ENABLED", "blocked-country"],
  ["DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE", undefined],
  ["DESTINATION_PHONE_NUMBER_NOT_VERIFIED", undefined],
  ["PRICE_OVER_THRESHOLD", undefined],
]);

/** What an error proves; `undefined` where the message may have been taken: a time-out, a broken connection, a 5xx. */
function answerOf(error: unknown): ProviderAnswer | undefined {
  const { name, Reason = "" } = (error ?? {}) as { readonly name?: string; readonly Reason?: string };
  const detail = codesOf(error);
  const reason = REJECTED.get(Reason);
  if (REJECTED.has(Reason)) return { outcome: "rejected", detail, ...(reason && { reason }) };
  if (name === "ValidationException") return { outcome: "rejected", detail, reason: "invalid" };
  return provesNothingTaken(error) ? { outcome: "try-later", detail } : undefined;
}
