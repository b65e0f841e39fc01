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
import { answerToResults } from "./push-results";

/**
 * Apple and Google take 4,096 bytes
 * (https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification,
 * https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type).
 */
const MAX_PAYLOAD_BYTES = 4_096;
/** Four weeks, https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan. */
const MAX_TIME_TO_LIVE_SECONDS = 2_419_200;

/**
 * Push notifications through AWS End User Messaging, which keeps Pinpoint's `SendMessages` for them. One call goes to
 * all devices of a person.
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
      let results: Record<string, MessageResult> | undefined;
      try {
        const command = new SendMessagesCommand(pushRequest(push, applicationId));
        const { MessageResponse } = await client.send(command);
        results = MessageResponse?.Result;
      } catch (error) {
        const answer = answerToError(error);
        if (!answer) throw new Error(codesOf(error), { cause: error });
        return answer;
      }
      return answerToResults(push.devices, results);
    },
  };
}

/**
 * The request to `SendMessages`, which the payload is made from: the words, a link, and ids of what was sent, not of
 * whom to. Apple's two services read the same configuration.
 */
export function pushRequest(push: OutgoingPush, applicationId: string): SendMessagesCommandInput {
  const { devices, title, body, link, purpose, collapseKey, timeToLiveSeconds } = push;
  const isUrgent = purpose === "transactional";
  const message = {
    Title: title,
    Body: body,
    ...(link ? { Action: "URL" as const, Url: link } : { Action: "OPEN_APP" as const }),
    ...(timeToLiveSeconds !== undefined && {
      TimeToLive: Math.min(Math.max(Math.floor(timeToLiveSeconds), 0), MAX_TIME_TO_LIVE_SECONDS),
    }),
  };
  const google = { ...message, CollapseKey: collapseKey, Priority: isUrgent ? "high" : "normal" };
  const apple = {
    ...message,
    ...{ CollapseId: collapseKey, APNSPushType: "alert", Priority: isUrgent ? "10" : "5" },
  };
  const isGoogles = ({ service }: OutgoingPush["devices"][number]) => service === "GCM";
  return {
    ApplicationId: applicationId,
    MessageRequest: {
      Addresses: Object.fromEntries(devices.map(({ token, service }) => [token, { ChannelType: service }])),
      Context: contextOf(push),
      MessageConfiguration: {
        ...(devices.some(isGoogles) && { GCMMessage: google }),
        ...(!devices.every(isGoogles) && { APNSMessage: apple }),
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

const NEVER_TAKEN = new Set(["BadRequestException", "PayloadTooLargeException"]);

/** What an error proves; `undefined` where the notification may have been taken: a time-out, a broken connection, a 5xx. */
function answerToError(error: unknown): ProviderAnswer | undefined {
  const detail = codesOf(error);
  if (error instanceof Error && NEVER_TAKEN.has(error.name)) {
    return { outcome: "rejected", detail, reason: "invalid" };
  }
  return provesNothingTaken(error) ? { outcome: "try-later", detail } : undefined;
}
