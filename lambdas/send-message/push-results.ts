import type { MessageResult } from "@aws-sdk/client-pinpoint";
import type { DeadToken, OutgoingPush, ProviderAnswer } from "./channel-provider";

type Results = { readonly [token: string]: MessageResult | undefined };

type Fate = "taken" | "later" | "gone" | "opted-out" | "refused" | "open";

/**
 * What Pinpoint says of each token; the call itself succeeds whatever became of them. A notification is accepted where
 * any device took it, and the others do without: another call would notify those again that have it. It may be tried
 * later only where it is sure that none took it.
 * @throws Error where none is known to have taken it and one may have
 */
export function answerToResults(devices: OutgoingPush["devices"], results: Results = {}): ProviderAnswer {
  const each = devices.map((device) => {
    const result: Partial<MessageResult> = results[device.token] ?? {};
    return { ...device, result, fate: fateOf(result) };
  });
  const deadTokens = each.flatMap(({ token, service, fate, result }): DeadToken[] => {
    if (fate === "gone") return [{ token }];
    const updated = fate === "taken" ? result.UpdatedToken : undefined;
    return updated && updated !== token ? [{ token, instead: { token: updated, service } }] : [];
  });
  const dead = deadTokens.length > 0 ? { deadTokens } : {};
  const detail = [...new Set(each.map(({ result }) => codesIn(result)))].join(", ");

  const taken = each.find(({ fate }) => fate === "taken");
  if (taken) return { outcome: "accepted", providerId: taken.result.MessageId ?? "", ...dead };
  const all = (fate: Fate) => each.every((one) => one.fate === fate);
  const any = (fate: Fate) => each.some((one) => one.fate === fate);
  if (any("open")) throw new Error(`Pinpoint leaves open what became of the notification: ${detail}`);
  if (any("later")) return { outcome: "try-later", detail, ...dead };
  if (all("gone")) return { outcome: "rejected", detail, reason: "token-gone", ...dead };
  if (all("opted-out")) return { outcome: "rejected", detail, reason: "opted-out" };
  return { outcome: "rejected", detail, ...dead };
}

function codesIn({ DeliveryStatus, StatusCode }: Partial<MessageResult>): string {
  return [DeliveryStatus ?? "no result", StatusCode].filter((code) => code !== undefined).join(" ");
}

function fateOf(result: Partial<MessageResult>): Fate {
  switch (result.DeliveryStatus) {
    case "SUCCESSFUL":
    case "DUPLICATE":
      return "taken";
    case "THROTTLED":
    case "TEMPORARY_FAILURE":
      return "later";
    case "OPT_OUT":
      return "opted-out";
    case "PERMANENT_FAILURE":
      return isGone(result) ? "gone" : "refused";
    default:
      return "open";
  }
}

/**
 * Apple's words for a token that will never be right again
 * (https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns) and Google's
 * (https://firebase.google.com/docs/cloud-messaging/manage-tokens). Pinpoint itself says 410
 * (https://github.com/aws-amplify/amplify-js/issues/13111).
 */
const GONE = /\b(Unregistered|ExpiredToken|BadDeviceToken|DeviceTokenNotForTopic|NotRegistered)\b/i;

function isGone({ StatusCode, StatusMessage = "" }: Partial<MessageResult>): boolean {
  return StatusCode === 410 || StatusCode === 404 || GONE.test(StatusMessage);
}
