import type { AddressWord, SuppressionWord } from "../people/suppression";
import type { Feedback } from "./feedback";

/**
 * What a text message that came back, or a reply to one, says of its phone number: that nobody has it, that STOP or
 * START was said, or that a human must read what was. An unclear reply holds back marketing until then (S-2).
 */
export function suppressionOfSms(feedback: Feedback): AddressWord | undefined {
  const { channel, address, at, providerId, reason } = feedback;
  const said = channel === "sms" ? saidOf(feedback) : undefined;
  if (!said || address === undefined) return undefined;
  return { channel: "sms", address, word: { ...said, at, by: reason ?? "reply", id: `sms-${providerId}` } };
}

function saidOf({ kind, bounce }: Feedback): Pick<SuppressionWord, "reason" | "says"> | undefined {
  switch (kind) {
    case "opted-out":
      return { reason: "opt-out", says: "suppress" };
    case "opted-in":
      return { reason: "opt-out", says: { lift: "person" } };
    case "unclear":
      return { reason: "unclear-reply", says: "suppress" };
    case "bounced":
      return bounce === "permanent" ? { reason: "hard-bounce", says: "suppress" } : undefined;
    default:
      return undefined;
  }
}
