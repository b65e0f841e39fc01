import {
  type MessageResult,
  type PinpointClient,
  SendMessagesCommand,
  type SendMessagesCommandInput,
} from "@aws-sdk/client-pinpoint";
import {
  type ChannelProvider,
  codesOf,
  type OutgoingPush,
  type ProviderAnswer,
  provesNothingTaken,
} from "./channel-provider";

/**
 * Apple and Google take 4,096 bytes
 * (https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification,
 * https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type).
 */
const MAX_PAYLOAD_BYTES = 4_096;
/** Four weeks, https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan. */
const MAX_TIME_TO_LIVE_SECONDS = 2_419_200;
/** https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns */
const MAX_COLLAPSE_ID = 64;

/**
 * Push notifications through AWS End User Messaging, which keeps Pinpoint's `SendMessages` for them.
 * @param client with `maxAttempts: 1`: `SendMessages` takes no idempotency token, so a retry inside the SDK could
 * notify twice
 */
export function pinpointPush(
  client: Pick<PinpointClient, "send">,
  applicationId: string,
): ChannelProvider<OutgoingPush> {
  return {
    async send(push) {
      const bytes = payloadBytes(push);
      if (bytes > MAX_PAYLOAD_BYTES) {
        const detail = `a push notification takes ${MAX_PAYLOAD_BYTES} bytes, got ${bytes}`;
        return { outcome: "rejected", detail, reason: "invalid" };
      }
      let result: MessageResult | undefined;
      try {
        const command = new SendMessagesCommand(pushRequest(push, applicationId));
        const { MessageResponse } = await client.send(command);
        result = MessageResponse?.Result?.[push.to];
      } catch (error) {
        const answer = answerToError(error);
        if (!answer) throw new Error(codesOf(error), { cause: error });
        return answer;
      }
      return answerToResult(result);
    },
  };
}

/**
 * The request to `SendMessages`, which the payload is made from: the words, a link, and ids of what was sent, not of
 * whom to. A newer notification of the same message takes the place of one that is still on its way.
 */
export function pushRequest(push: OutgoingPush, applicationId: string): SendMessagesCommandInput {
  const { to, service, title, body, link, purpose, tags, timeToLiveSeconds } = push;
  const collapse = tags.find(({ name }) => name === "message")?.value.slice(0, MAX_COLLAPSE_ID);
  const isUrgent = purpose === "transactional";
  const message = {
    Title: title,
    Body: body,
    ...(link ? { Action: "URL" as const, Url: link } : { Action: "OPEN_APP" as const }),
    ...(timeToLiveSeconds !== undefined && {
      TimeToLive: Math.min(Math.max(Math.floor(timeToLiveSeconds), 0), MAX_TIME_TO_LIVE_SECONDS),
    }),
  };
  return {
    ApplicationId: applicationId,
    MessageRequest: {
      Addresses: { [to]: { ChannelType: service } },
      Context: contextOf(push),
      MessageConfiguration:
        service === "GCM"
          ? {
              GCMMessage: {
                ...message,
                ...(collapse && { CollapseKey: collapse }),
                Priority: isUrgent ? "high" : "normal",
              },
            }
          : {
              APNSMessage: {
                ...message,
                ...(collapse && { CollapseId: collapse }),
                APNSPushType: "alert",
                Priority: isUrgent ? "10" : "5",
              },
            },
    },
  };
}

/**
 * Bytes of the payload that reaches the phone. Pinpoint writes it; these are the keys that its SDKs read there, of which
 * Android's are the longer
 * (https://github.com/aws-amplify/amplify-android, `PushNotificationsConstants`).
 */
function payloadBytes(push: OutgoingPush): number {
  const { title, body, link } = push;
  const payload = {
    "pinpoint.notification.title": title,
    "pinpoint.notification.body": body,
    ...(link ? { "pinpoint.url": link } : { "pinpoint.openApp": "true" }),
    "pinpoint.notification.silentPush": "0",
    "pinpoint.campaign.campaign_id": "_DIRECT",
    data: { pinpoint: contextOf(push) },
  };
  return Buffer.byteLength(JSON.stringify(payload));
}

function contextOf({ tags }: OutgoingPush): Record<string, string> {
  return Object.fromEntries(tags.map(({ name, value }) => [name, value]));
}

/** What Pinpoint says of the one token; the call itself succeeds whatever became of it. */
function answerToResult(result: MessageResult | undefined): ProviderAnswer {
  const { DeliveryStatus, StatusCode, MessageId, UpdatedToken } = result ?? {};
  const detail = [DeliveryStatus ?? "no result", StatusCode].filter((each) => each !== undefined).join(" ");
  switch (DeliveryStatus) {
    case "SUCCESSFUL":
    case "DUPLICATE": {
      const updated = UpdatedToken ? { updatedToken: UpdatedToken } : {};
      return { outcome: "accepted", providerId: MessageId ?? "", ...updated };
    }
    case "THROTTLED":
    case "TEMPORARY_FAILURE":
      return { outcome: "try-later", detail };
    case "OPT_OUT":
      return { outcome: "rejected", detail, reason: "opted-out" };
    case "PERMANENT_FAILURE":
      return { outcome: "rejected", detail, ...(isGone(result) && { reason: "token-gone" as const }) };
    default:
      throw new Error(`Pinpoint leaves open what became of the notification: ${detail}`);
  }
}

/**
 * Apple's words for a token that will never be right again
 * (https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns) and Google's
 * (https://firebase.google.com/docs/cloud-messaging/manage-tokens). Pinpoint itself says 410
 * (https://github.com/aws-amplify/amplify-js/issues/13111).
 */
const GONE = /\b(Unregistered|ExpiredToken|BadDeviceToken|DeviceTokenNotForTopic|NotRegistered)\b/i;

function isGone({ StatusCode, StatusMessage = "" }: Partial<MessageResult> = {}): boolean {
  return StatusCode === 410 || StatusCode === 404 || GONE.test(StatusMessage);
}

const NEVER_TAKEN = new Set(["BadRequestException", "PayloadTooLargeException"]);

/** What an error proves; `undefined` where the notification may have been taken: a time-out, a broken connection, a 5xx. */
function answerToError(error: unknown): ProviderAnswer | undefined {
  const detail = codesOf(error);
  if (error instanceof Error && NEVER_TAKEN.has(error.name)) {
    return { outcome: "rejected", detail, reason: "invalid" };
  }
  return provesNothingTaken(error) ? { outcome: "try-later", detail } : undefined;
}
